#!/bin/sh
# Builds the program for ARM64, with Debian's cross compiler and libraries, and has it read the pages of
# tests/golden under qemu: the records must be the same bytes as on this machine.
# Usage: arm64.sh PROGRAM MODELS FOLDER: what is built stays in FOLDER.
# Needs gcc-aarch64-linux-gnu and qemu-user. apt is asked with lists of its own in FOLDER, so that this machine's need not know arm64.
set -u
program=$1
export ONRECORD_MODELS="$2"
folder=$3
packages="zlib1g-dev zlib1g libicu-dev libicu72 libuchardet-dev libuchardet0 nettle-dev libnettle8
    libsqlite3-dev libsqlite3-0 libbrotli-dev libbrotli1 libzstd-dev libzstd1 libexpat1-dev libexpat1
    libdeflate-dev libdeflate0 libminizip-dev libminizip1 libcmocka-dev libcmocka0 libc6 libc6-dev
    linux-libc-dev libgcc-s1 libstdc++6"
for needed in aarch64-linux-gnu-gcc qemu-aarch64 dpkg-deb; do
    command -v $needed >/dev/null || { echo "skipped: no $needed (gcc-aarch64-linux-gnu, qemu-user)"; exit 77; }
done
mkdir -p "$folder" && folder=$(cd "$folder" && pwd) || exit 1
root=$folder/root
lib=$root/usr/lib/aarch64-linux-gnu

# Beside this machine's own libraries, which stay as they are.
if [ ! -d "$root" ]; then
    mkdir -p "$folder/packages" "$folder/apt/lists/partial" "$folder/apt/archives/partial" "$root.part"
    : >"$folder/apt/status"
    cat >"$folder/apt/config" <<END
#clear APT::Architectures;
APT::Architecture "arm64";
APT::Architectures:: "arm64";
APT::Sandbox::User "";
Dir::State::lists "$folder/apt/lists";
Dir::State::status "$folder/apt/status";
Dir::Cache "$folder/apt";
END
    # shellcheck disable=SC2086
    (export APT_CONFIG="$folder/apt/config" && cd "$folder/packages" && apt-get update -q && apt-get download -q $packages) >"$folder/log" 2>&1 ||
        { echo "skipped: no packages for arm64: $(tail -n 1 "$folder/log")"; exit 77; }
    for package in "$folder"/packages/*.deb; do
        dpkg-deb -x "$package" "$root.part" || exit 1
    done
    mv "$root.part" "$root"
fi
cat >"$folder/cross" <<END
[binaries]
c = 'aarch64-linux-gnu-gcc'
ar = 'aarch64-linux-gnu-ar'
strip = 'aarch64-linux-gnu-strip'
pkgconfig = 'pkg-config'
exe_wrapper = ['qemu-aarch64', '-L', '$root']
[properties]
sys_root = '$root'
pkg_config_libdir = '$lib/pkgconfig'
[built-in options]
c_args = ['--sysroot=$root', '-isystem', '$root/usr/include']
c_link_args = ['--sysroot=$root', '-B$lib', '-L$lib', '-L$root/lib/aarch64-linux-gnu',
               '-Wl,-rpath-link,$lib:$root/lib/aarch64-linux-gnu']
[host_machine]
system = 'linux'
cpu_family = 'aarch64'
cpu = 'aarch64'
endian = 'little'
END
[ -f "$folder/build/build.ninja" ] ||
    meson setup "$folder/build" --cross-file "$folder/cross" -Dserve=disabled -Dpostgresql=disabled -Dnats=disabled \
        >"$folder/log" 2>&1 || { tail -n 20 "$folder/log"; exit 1; }
ninja -C "$folder/build" onrecord >"$folder/log" 2>&1 || { tail -n 20 "$folder/log"; exit 1; }
run="qemu-aarch64 -L $root $folder/build/onrecord"
pages=0
failures=0
for page in tests/golden/*.html tests/golden/*.txt samples/*; do
    for command in "extract" "read --model fast" "read --model best"; do
        # shellcheck disable=SC2086
        "$program" $command --format json "$page" >"$folder/here" 2>"$folder/err" || { cat "$folder/err"; exit 1; }
        # shellcheck disable=SC2086
        $run $command --format json "$page" >"$folder/there" 2>"$folder/err"
        pages=$((pages + 1))
        cmp -s "$folder/here" "$folder/there" && continue
        echo "FAIL: $command $page: other bytes on ARM64"
        head -n 3 "$folder/err"
        failures=$((failures + 1))
    done
done
echo "$pages outputs, $((pages - failures)) the same on ARM64"
[ $pages -gt 0 ] && [ $failures -eq 0 ]
