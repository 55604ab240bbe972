#!/usr/bin/env bash
# Tests the vector kernels of this machine's processor and, on another one, those of 64-bit ARM
# in an emulator; with the argument `native` the first only.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/apt.sh

seed=${SEED:-$RANDOM}
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
kernels=(Sources/CSluiceScan/*.c)
flags=(-O2 -std=c11 -Wall -Wextra -Werror -ISources/CSluiceScan/include)

run() {
    local name=$1 compiler=$2
    shift 2
    "$compiler" "${flags[@]}" -o "$build/$name" "${kernels[@]}" Tests/Kernels/kernels_test.c
    echo "$name:"
    "$@" "$build/$name" "$seed"
}

native=$(uname -m)
# The compiler that Swift brings is there wherever the tests are.
run "$native" "${CC:-clang}"
if [[ ${1:-} != native && $native != aarch64 && $native != arm64 ]]; then
    install_with_apt gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user
    run aarch64 aarch64-linux-gnu-gcc qemu-aarch64 -L /usr/aarch64-linux-gnu
fi
