# The menu of verbs. How things are built stands in meson.build.
PACKAGES = gcc meson ninja-build python3 pkg-config zlib1g-dev libicu-dev libuchardet-dev \
           libsqlite3-dev libmicrohttpd-dev nettle-dev libdeflate-dev libbrotli-dev libzstd-dev libexpat1-dev libminizip-dev \
           libcmocka-dev curl scdoc libasan8 libubsan1
BUILD = build
VERSION = $(shell sed -n "s/^  version: '\(.*\)',/\1/p" meson.build)

.PHONY: all help demo install wheel deb test trust workers-test browser-test golden lint analyze threads coverage deps format fuzz bench model
all: $(BUILD)/build.ninja ## builds the program and the library in build/
	@ninja -C $(BUILD)

help: ## prints this
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 14

demo: all ## reads samples/
	@for page in samples/*; do $(BUILD)/onrecord read "$$page"; done

install: all ## installs below /usr/local, or below PREFIX=folder
	@$(if $(PREFIX),meson configure $(BUILD) -Dprefix="$(abspath $(PREFIX))" && ninja -C $(BUILD))
	@meson install -C $(BUILD) --no-rebuild --quiet
	@[ "$$(id -u)" != 0 ] || [ "$(DESTDIR)" ] || PATH=$$PATH:/sbin ldconfig

wheel: all ## the Python package as a wheel in build/ (bindings/python/README.md)
	@python3 bindings/python/wheel.py $(BUILD)/libonrecord.so.0 models $(VERSION) $(BUILD)

# Meson builds them anew, as Debian's debhelper asks it to; without tests.
deb: PACKAGES += debhelper dh-python dpkg-dev lintian libnats-dev libpq-dev
deb: | deps ## Debian packages in build/deb/, read by lintian
	@sh debian/build.sh $(BUILD)

test: all ## all tests, a second time with sanitizers
	@sh tests/run.sh $(BUILD) $(BUILD)-asan

# Hours. What is missing here (clang, valgrind, servers, a cross compiler) is said, not installed.
trust: SECONDS = 3600
trust: PAGES = 2000
trust: KILLS = 200
trust: all ## [ONLY=NAME] [SECONDS=3600] [PAGES=2000] [KILLS=200]: each promise of docs/SECURITY-MODEL.md
	@[ -f $(BUILD)-asan/build.ninja ] || meson setup $(BUILD)-asan -Db_sanitize=address,undefined -Db_lundef=false >/dev/null
	@ninja -C $(BUILD)-asan >/dev/null
	@sh tests/trust.sh $(BUILD) models $(SECONDS) $(PAGES) $(KILLS) $(ONLY)

# npm is for this alone. IMAGES=docs/images also makes the pictures of README.
browser-test: PACKAGES += chromium $(if $(shell command -v npm),,nodejs npm)
browser-test: all | deps ## [IMAGES=folder]: report and serve in headless Chromium
	@mkdir -p $(BUILD)/browser
	@cp tests/browser/* $(BUILD)/browser/
	@cd $(BUILD)/browser && npm ci --ignore-scripts --no-audit --no-fund --silent
	@node $(BUILD)/browser/browser_test.js $(abspath $(BUILD)/onrecord) $(abspath models) $(CURDIR) \
	    $(if $(IMAGES),$(abspath $(IMAGES)))

# The build takes libpq and libnats in where they came only now.
workers-test: PACKAGES += libpq-dev libnats-dev postgresql-15 nats-server
workers-test: PAGES = 20000
workers-test: KILLS = 200
workers-test: all | deps ## [PAGES=20000] [KILLS=200]: workers and servers are killed at random
	@meson configure --clearcache $(BUILD) >/dev/null && meson setup --reconfigure $(BUILD) >/dev/null
	@ninja -C $(BUILD) onrecord tests/store-dump
	@sh tests/workers/kills.sh $(BUILD)/onrecord models $(BUILD)/tests/store-dump $(PAGES) $(KILLS)
	@sh tests/workers/cluster.sh $(BUILD)/onrecord models $(BUILD)/tests/store-dump $(PAGES)

golden: all ## takes over what the pages of tests/golden now give
	@sh tests/golden/golden.sh $(BUILD)/onrecord models $(BUILD)/tests/record-lines write

deps: ## installs the Debian packages that are missing, or says which
	@sh tests/packages.sh $(PACKAGES)

$(BUILD)/build.ninja: | deps
	@meson setup $(BUILD) --buildtype=debugoptimized

SOURCES = $$(find cli include src tests train -name '*.[ch]')
format lint: PACKAGES += clang clang-format clang-tidy
# What is built only where these are is looked at, too.
lint: PACKAGES += libpq-dev libnats-dev
format: | deps ## lays out all C as .clang-format says
	@clang-format -i $(SOURCES)

lint: all | deps ## a second compiler, layout, layers, headers alone, clang-tidy
	@[ -f $(BUILD)-clang/build.ninja ] || CC=clang meson setup $(BUILD)-clang
	@ninja -C $(BUILD)-clang
	@if clang-format --version | grep -q 'version 14\.'; then \
	    clang-format --dry-run -Werror $(SOURCES); \
	else echo 'layout: not checked, other versions than 14 lay out otherwise'; fi
	@sh tests/layers.sh .
	@sh tests/library.sh $(BUILD)
	@find src cli -name '*.c' | xargs -P2 -n4 clang-tidy --quiet -p $(BUILD)-clang

# A finding fails; so does a file that is no C for it.
analyze: all ## gcc's analyser, at most a minute of work a file
	@sh tests/analyze.sh $(BUILD)

# The workers of the batch under ThreadSanitizer.
threads: | deps ## the batch under ThreadSanitizer
	@[ -f $(BUILD)-threads/build.ninja ] || meson setup $(BUILD)-threads -Db_sanitize=thread \
	    -Db_lundef=false
	@ninja -C $(BUILD)-threads onrecord
	@meson test -C $(BUILD)-threads --no-rebuild --print-errorlogs 'cli order' 'cli store' 'cli interrupt'

# Its tests are those of `make test` that do not themselves depend on how the program is built: the sandbox would
# not let it write its counters. Calls fail more often than there, as in `make trust`.
coverage: LLVM = 19
coverage: PACKAGES += clang-19 llvm-19 libclang-rt-19-dev
coverage: | deps ## which lines, branches and conditions (MC/DC) the tests reach, layer by layer
	@[ -f $(BUILD)-coverage/build.ninja ] || CC=clang-$(LLVM) meson setup $(BUILD)-coverage -Dwerror=false \
	    -Dc_args='-fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc' -Dc_link_args=-fprofile-instr-generate
	@ninja -C $(BUILD)-coverage
	@rm -rf $(BUILD)-coverage/profiles
	@export LLVM_PROFILE_FILE=$(abspath $(BUILD))-coverage/profiles/%8m.profraw && \
	meson test -C $(BUILD)-coverage --no-rebuild --print-errorlogs --timeout-multiplier 10 --no-suite long \
	    --no-suite sandbox --no-suite lint && \
	$(BUILD)-coverage/tests/store_faults 400 models/language-fast.onr samples/* && \
	{ sh tests/workers/store.sh $(BUILD)-coverage/tests/store_faults 100 models/language-fast.onr samples/* || [ $$? = 77 ]; } && \
	{ sh tests/workers/failing.sh $(BUILD)-coverage/onrecord models $(BUILD)-coverage/tests/store-dump \
	    $(abspath $(BUILD))-coverage/tests/libfail_server.so $(abspath $(BUILD))-coverage/tests/libfail_malloc.so 8 || [ $$? = 77 ]; } && \
	for calls in malloc io; do \
	    sh tests/faults/$$calls.sh $(BUILD)-coverage/onrecord models $(abspath $(BUILD))-coverage/tests/libfail_$$calls.so 60 || exit; \
	done
	@python3 tests/coverage.py $(BUILD)-coverage $(LLVM)

# Begins with what the seeded tests begin with, behind a byte that is the target's choice. TARGET: a file of tests/fuzz (docs/SECURITY-MODEL.md).
# An empty string's data may be NULL. clang calls NULL + 0 an overflow; C2y (N3322) makes it NULL.
# Entropic, libFuzzer's choice of what to change next, takes most of the time where inputs have thousands of features each.
TARGET = page
SECONDS = 3600
fuzz: PACKAGES += clang libclang-rt-dev
fuzz: | deps ## [TARGET=page] [SECONDS=3600]: a fuzz target under libFuzzer
	@[ -f $(BUILD)-fuzz/build.ninja ] || CC=clang meson setup $(BUILD)-fuzz -Db_lundef=false \
	    -Db_sanitize=address,undefined \
	    -Dc_args='-fsanitize=fuzzer-no-link -fno-sanitize=pointer-overflow -fsanitize-coverage-ignorelist=$(CURDIR)/tests/fuzz/unguided.txt'
	@ninja -C $(BUILD)-fuzz tests/$(TARGET)_libfuzzer
	@mkdir -p $(BUILD)-fuzz/corpus-$(TARGET) $(BUILD)-fuzz/seeds
	@for seed in samples/* tests/fuzz/*.* tests/intake/*; do \
	    { printf '\0'; cat "$$seed"; } >$(BUILD)-fuzz/seeds/$$(basename "$$seed"); \
	done
	@UBSAN_OPTIONS=halt_on_error=1 $(BUILD)-fuzz/tests/$(TARGET)_libfuzzer -max_total_time=$(SECONDS) \
	    -max_len=16384 -entropic=0 -artifact_prefix=$(BUILD)-fuzz/$(TARGET)- $(BUILD)-fuzz/corpus-$(TARGET) $(BUILD)-fuzz/seeds

# PAGES are HTML files; the more, the better the figure.
bench: PACKAGES += libgumbo-dev python3-readability
bench: all | deps ## [PAGES="FILE..."]: speed of extraction beside others
	@meson setup --reconfigure $(BUILD) >/dev/null
	@ninja -C $(BUILD) tests/extract_bench
	@$(BUILD)/tests/extract_bench $(or $(PAGES),samples/*.html)
	-@/usr/bin/python3 tests/bench/extract_peer.py $(or $(PAGES),samples/*.html)
	@$(BUILD)/tests/extract_bench --hostile

# FREE_ONLY leaves out corpora that are non-commercial or state no licence.
model: ## DATA=folder [FREE_ONLY=1]: trains the models
	@sh train/train.sh "$(DATA)" $(if $(FREE_ONLY),--free-only)
