#!/usr/bin/env bash
# Runs all tests under the address sanitizer (with leaks), then under the thread sanitizer, or under those named.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ $# -eq 0 ]; then set -- address thread; fi
for sanitizer in "$@"; do
    echo "== $sanitizer sanitizer =="
    folder="$PWD/.build-$sanitizer"
    mkdir -p "$folder"
    # What the sanitizers must know of Swift goes into the programs, as the tests run `sluice` without an environment.
    # The name changes with the text, since the build looks at names only when it decides what to link again.
    object="$folder/sanitizers-$(cksum <scripts/sanitizers.c | cut -d' ' -f1).o"
    clang -fsanitize="$sanitizer" -D_GNU_SOURCE -O1 -fPIC -Wall -Werror -c scripts/sanitizers.c -o "$object"
    # Optimised, since the tests read megabytes.
    options=(-c release --sanitize="$sanitizer" --scratch-path "$folder" -Xlinker "$object")
    swift build "${options[@]}" --build-tests
    swift test "${options[@]}" --skip-build --disable-xctest
done
