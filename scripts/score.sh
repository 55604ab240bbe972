#!/usr/bin/env bash
# Measures recall and false alarms. CORPORA names a directory of labelled examples, ORDINARY files without secrets; both
# may be missing. MISSES names a folder for what was missed.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build -c release --package-path Benchmarks --product score >&2
score="$(swift build -c release --package-path Benchmarks --show-bin-path)/score"
arguments=(--rules Rules)
[ -z "${CORPORA:-}" ] || arguments+=(--corpora "$CORPORA")
for path in ${ORDINARY:-}; do arguments+=(--ordinary "$path"); done
[ -z "${MISSES:-}" ] || arguments+=(--misses "$MISSES")
exec "$score" "${arguments[@]}"
