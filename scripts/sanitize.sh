#!/usr/bin/env bash
# Runs all tests under the address sanitizer, then under the thread sanitizer.
set -euo pipefail
cd "$(dirname "$0")/.."

for sanitizer in address thread; do
    echo "== $sanitizer sanitizer =="
    # Optimised, since the tests read megabytes.
    options=(-c release --sanitize="$sanitizer" --scratch-path ".build-$sanitizer")
    swift build "${options[@]}" --build-tests
    # The command ends by `exit`, which leaves what is still on the stack to the system: no leak, but counted as one.
    ASAN_OPTIONS=detect_leaks=0 swift test "${options[@]}" --skip-build --disable-xctest
done
