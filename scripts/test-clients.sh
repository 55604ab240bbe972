#!/usr/bin/env bash
# Lets the official clients of the model providers read what sluice has filtered. Arguments go to Tests/Clients/run.py.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/venv.sh
requirements=Tests/Clients/requirements.txt

if [ ! -x .venv-clients/bin/pip ]; then
    fresh_venv .venv-clients
fi
if ! cmp -s "$requirements" .venv-clients/installed.txt; then
    .venv-clients/bin/pip install --quiet --disable-pip-version-check --requirement "$requirements"
    cp "$requirements" .venv-clients/installed.txt
fi

scripts/build.sh --product sluice >&2
sluice="$(scripts/build.sh --show-bin-path)/sluice"
PYTHONDONTWRITEBYTECODE=1 .venv-clients/bin/python Tests/Clients/run.py --sluice "$sluice" --rules Rules "$@"
