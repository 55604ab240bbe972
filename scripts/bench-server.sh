#!/usr/bin/env bash
# Measures the server with wrk, beside a bare echo. Arguments go to Benchmarks/tools/server.py.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v wrk >/dev/null || {
    echo "wrk is needed (Debian: apt-get install wrk)" >&2
    exit 1
}

scripts/build.sh --product sluice-serve >&2
swift build -c release --package-path Benchmarks --product echo >&2
server="$(scripts/build.sh --show-bin-path)/sluice-serve"
echo="$(swift build -c release --package-path Benchmarks --show-bin-path)/echo"
PYTHONDONTWRITEBYTECODE=1 python3 Benchmarks/tools/server.py --server "$server" --echo "$echo" --rules Rules "$@"
