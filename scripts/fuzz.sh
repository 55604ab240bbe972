#!/usr/bin/env bash
# Runs the libFuzzer targets with the address sanitizer, half of so many seconds each (first argument).
set -euo pipefail
cd "$(dirname "$0")/.."
seconds="${1:-600}"
half=$(((seconds + 1) / 2))

# The targets have no main of their own and exist only when asked for, so that a plain build links.
mkdir -p .build-fuzz
# What the address sanitizer must know of Swift; named by its text, so that a change is linked again.
object="$PWD/.build-fuzz/sanitizers-$(cksum <scripts/sanitizers.c | cut -d' ' -f1).o"
clang -fsanitize=address -O1 -fPIC -Wall -Werror -c scripts/sanitizers.c -o "$object"
# Of two `-sanitize` the Swift compiler takes the last: both must be in one, or the fuzzer sees nothing of Swift code.
build=(env SLUICE_FUZZ=1 swift build -c release --sanitize=fuzzer --sanitize=address
    -Xswiftc -sanitize=fuzzer,address --scratch-path .build-fuzz -Xlinker "$object")
for product in fuzz fuzz-payloads; do "${build[@]}" --product "$product"; done
bin="$("${build[@]}" --show-bin-path)"
scripts/build.sh --product sluice
sluice="$(scripts/build.sh --show-bin-path)/sluice"

# Expanded fixtures and each line of them are seeds, so that the fuzzers start from texts that hold findings.
texts=.build-fuzz/texts
inputs=.build-fuzz/inputs
payloads=.build-fuzz/payloads
mkdir -p "$texts" "$inputs" "$payloads"

# Writes the lines of standard input as seeds; the arguments are the first four bytes and the beginning of the names.
seeds() {
    cut -c1-3000 | sed "s/^/$1/" | split -l 1 -a 4 - "$2"
}

# Writes a line of standard input as a stream: pieces of 12 characters, each between the arguments.
stream() {
    awk -v before="$1" -v after="$2" '{
        gsub(/["\\]/, "")
        for (i = 1; i <= length($0); i += 12) printf "%s%s%s", before, substr($0, i, 12), after
    }'
}

for fixture in Fixtures/*.template; do
    name="$(basename "$fixture" .template)"
    "$sluice" rules expand --seed 1 "$fixture" >"$texts/$name"
    # The first four bytes of an input choose its cuts; of a payload also how it is read: `0000` finds that out.
    cp "$texts/$name" "$inputs/seed-$name"
    seeds cuts "$inputs/seed-$name-" <"$texts/$name"
    { printf 0000 && head -c 4000 "$texts/$name"; } >"$payloads/seed-$name"
    seeds 0000 "$payloads/seed-$name-" <"$texts/$name"
done
head -60 "$texts/service.log" | while read -r line; do
    number=$((${number:-0} + 1))
    {
        printf 0000
        stream 'data: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"' \
            '"},"finish_reason":null}]}\n\n' <<<"$line"
    } >"$payloads/seed-chat-$number"
    {
        printf 0000
        stream 'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"' \
            '"}}\n\n' <<<"$line"
    } >"$payloads/seed-anthropic-$number"
    {
        printf 0000
        stream '{"model":"m","message":{"role":"assistant","content":"' '"},"done":false}\n' <<<"$line"
    } >"$payloads/seed-ollama-$number"
    {
        printf '0000['
        stream '{"candidates":[{"content":{"parts":[{"text":"' '"}],"role":"model"},"index":0}]},\n' <<<"$line"
        printf '{}]'
    } >"$payloads/seed-gemini-$number"
done

# Swift's backtracer would take the crash before libFuzzer has saved the input.
export SWIFT_BACKTRACE=enable=no
"$bin/fuzz" -max_total_time="$half" -max_len=4096 -artifact_prefix=.build-fuzz/text- "$inputs"
"$bin/fuzz-payloads" -max_total_time="$half" -max_len=4096 -artifact_prefix=.build-fuzz/payload- "$payloads"
