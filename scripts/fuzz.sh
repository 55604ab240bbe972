#!/usr/bin/env bash
# Runs the libFuzzer target with the address sanitizer for so many seconds (first argument).
set -euo pipefail
cd "$(dirname "$0")/.."
seconds="${1:-600}"

# The target has no main of its own and exists only when asked for, so that a plain build links.
build=(env SLUICE_FUZZ=1 swift build -c release --sanitize=fuzzer --sanitize=address --scratch-path .build-fuzz)
"${build[@]}" --product fuzz
bin="$("${build[@]}" --show-bin-path)"
swift build -c release --product sluice
sluice="$(swift build -c release --show-bin-path)/sluice"

# Each line of an expanded fixture is a seed, so that the fuzzer starts from texts that hold findings.
inputs=.build-fuzz/inputs
mkdir -p "$inputs"
for fixture in Fixtures/*.template; do
    "$sluice" rules expand --seed 1 "$fixture" | cut -c1-1500 |
        split -l 1 -a 4 - "$inputs/seed-$(basename "$fixture" .template)-"
done

# Swift's backtracer would take the crash before libFuzzer has saved the input.
export SWIFT_BACKTRACE=enable=no
# What static lets hold until the process ends counts as a leak to the sanitizer.
export ASAN_OPTIONS=detect_leaks=0
exec "$bin/fuzz" -max_total_time="$seconds" -max_len=4096 -artifact_prefix=.build-fuzz/ "$inputs"
