# The menu of verbs. How things are built stands in meson.build.
PACKAGES = gcc meson ninja-build pkg-config zlib1g-dev libicu-dev libuchardet-dev libjansson-dev \
           libsqlite3-dev nettle-dev libcmocka-dev scdoc libasan8 libubsan1
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: all demo test deps lint format model bench fuzz
all: build/build.ninja
	@ninja -C build

demo: all
	@for page in samples/*; do build/onrecord read "$$page"; done

test: all
	@sh tests/run.sh build build-asan

deps:
	@dpkg -s $(PACKAGES) >/dev/null 2>&1 || \
	    { $(SUDO) apt-get update -q && $(SUDO) env DEBIAN_FRONTEND=noninteractive \
	      apt-get install -yq --no-install-recommends $(PACKAGES); }

build/build.ninja: | deps
	@meson setup build --buildtype=debugoptimized

format lint: PACKAGES += clang clang-format cppcheck
format: | deps
	@clang-format -i $$(git ls-files '*.[ch]')

# cppcheck 2.10 stumbles over `c ? (onr_str){0} : x`, which is not our fault: internalAstError.
lint: | deps
	@meson setup --reconfigure build-clang >/dev/null 2>&1 || CC=clang meson setup build-clang
	@ninja -C build-clang
	@clang-format --dry-run -Werror $$(git ls-files '*.[ch]')
	@cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability \
	    --suppress=internalAstError \
	    -D__x86_64__ -Iinclude -Isrc src cli

# make fuzz [TARGET=page|record|conllu] [SECONDS=3600]: under libFuzzer, beginning with samples/.
# An empty string's data may be NULL. clang calls NULL + 0 an overflow; C2y (N3322) makes it NULL.
TARGET = page
SECONDS = 3600
fuzz: PACKAGES += clang libclang-rt-dev
fuzz: | deps
	@[ -f build-fuzz/build.ninja ] || CC=clang meson setup build-fuzz -Db_lundef=false \
	    -Db_sanitize=address,undefined \
	    -Dc_args='-fsanitize=fuzzer-no-link -fno-sanitize=pointer-overflow'
	@ninja -C build-fuzz tests/$(TARGET)_libfuzzer
	@mkdir -p build-fuzz/corpus-$(TARGET)
	@UBSAN_OPTIONS=halt_on_error=1 build-fuzz/tests/$(TARGET)_libfuzzer -max_total_time=$(SECONDS) \
	    -max_len=16384 -artifact_prefix=build-fuzz/ build-fuzz/corpus-$(TARGET) samples

# PAGES: HTML files; the more, the better the figure.
bench: PACKAGES += libgumbo-dev python3-readability
bench: all | deps
	@meson setup --reconfigure build >/dev/null
	@ninja -C build tests/extract_bench
	@build/tests/extract_bench $(or $(PAGES),samples/*.html)
	-@/usr/bin/python3 tests/bench/extract_peer.py $(or $(PAGES),samples/*.html)
	@build/tests/extract_bench --hostile

# make model DATA=folder [FREE_ONLY=1]: without corpora that are non-commercial or state no licence.
model:
	@sh train/train.sh "$(DATA)" $(if $(FREE_ONLY),--free-only)
