#!/usr/bin/env bash
# Runs the libFuzzer target with the address sanitizer for so many seconds (first argument).
set -euo pipefail
cd "$(dirname "$0")/.."
seconds="${1:-600}"

# The target has no main of its own and exists only when asked for, so that a plain build links.
mkdir -p .build-fuzz
# What the address sanitizer must know of Swift; named by its text, so that a change is linked again.
object="$PWD/.build-fuzz/sanitizers-$(cksum <scripts/sanitizers.c | cut -d' ' -f1).o"
clang -fsanitize=address -O1 -fPIC -Wall -Werror -c scripts/sanitizers.c -o "$object"
# Of two `-sanitize` the Swift compiler takes the last: both must be in one, or the fuzzer sees nothing of Swift code.
build=(env SLUICE_FUZZ=1 swift build -c release --sanitize=fuzzer --sanitize=address
    -Xswiftc -sanitize=fuzzer,address --scratch-path .build-fuzz -Xlinker "$object")
"${build[@]}" --product fuzz
bin="$("${build[@]}" --show-bin-path)"
swift build -c release --product sluice
sluice="$(swift build -c release --show-bin-path)/sluice"

# Expanded fixtures and each line of them are seeds, so that the fuzzer starts from texts that hold findings. The first
# four bytes of an input choose its cuts.
inputs=.build-fuzz/inputs
mkdir -p "$inputs"
for fixture in Fixtures/*.template; do
    seed="$inputs/seed-$(basename "$fixture" .template)"
    "$sluice" rules expand --seed 1 "$fixture" >"$seed"
    cut -c1-1500 "$seed" | sed 's/^/cuts/' | split -l 1 -a 4 - "$seed-"
done

# Swift's backtracer would take the crash before libFuzzer has saved the input.
export SWIFT_BACKTRACE=enable=no
exec "$bin/fuzz" -max_total_time="$seconds" -max_len=4096 -artifact_prefix=.build-fuzz/ "$inputs"
