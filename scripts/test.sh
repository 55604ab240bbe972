#!/usr/bin/env bash
# Builds the command and the tests, checks kernels and rules, and runs the tests.
set -euo pipefail
cd "$(dirname "$0")/.."

# Optimised, since the tests read megabytes, and with the same settings as `make run`, so that both share one build.
scripts/build.sh --build-tests
sluice="$(scripts/build.sh --show-bin-path)/sluice"

SEED="${SEED:-1}" scripts/test-kernels.sh native
"$sluice" rules lint --rules Rules
"$sluice" rules test --rules Rules --seed "${SEED:-1}"
swift test -c release --skip-build
