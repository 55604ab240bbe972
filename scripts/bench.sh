#!/usr/bin/env bash
# Measures everything and writes Benchmarks/RESULTS.md. Arguments: megabytes of text, runs of each variant.
set -euo pipefail
cd "$(dirname "$0")/.."
size="${1:-8}"
runs="${2:-7}"

for tool in corpus throughput holdback; do swift build -c release --package-path Benchmarks --product "$tool" >&2; done
tools="$(swift build -c release --package-path Benchmarks --show-bin-path)"
sluice="$(scripts/build.sh --show-bin-path)/sluice"

mkdir -p Benchmarks/corpus
corpus="Benchmarks/corpus/mixed-$size.txt"
"$tools/corpus" --kind mixed --size "$size" --seed 1 >"$corpus" 2>"$corpus.planted"

processor() {
    sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1
    sysctl -n machdep.cpu.brand_string 2>/dev/null || true
}

{
    echo "# Results"
    echo
    echo "Made by \`make bench SIZE=$size RUNS=$runs\` on $(date -u +%Y-%m-%d): $(processor | head -1)," \
        "$(getconf _NPROCESSORS_ONLN) cores, $(uname -sm), $(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/Swift \1/p' | head -1)."
    echo
    echo "## Engine"
    echo
    "$tools/throughput" --rules Rules --size "$size" --runs "$runs" --program "$sluice"
    echo "## Hold-back"
    echo
    "$tools/holdback" --rules Rules
    echo "## Against other tools"
    echo
    Benchmarks/compare.py --corpus "$corpus" --sluice "$sluice" --rules Rules --runs "$runs"
} | tee Benchmarks/RESULTS.md.new
mv Benchmarks/RESULTS.md.new Benchmarks/RESULTS.md
