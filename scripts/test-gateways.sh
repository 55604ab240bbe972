#!/usr/bin/env bash
# Sends requests through a real gateway, LiteLLM, that asks this server. Arguments go to Tests/Gateways/run.py.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/venv.sh
folder=Tests/Gateways

if [ ! -x .venv-gateways/bin/pip ]; then
    fresh_venv .venv-gateways
fi
if ! cat "$folder"/{requirements,constraints}.txt | cmp -s - .venv-gateways/installed.txt; then
    .venv-gateways/bin/pip install --quiet --disable-pip-version-check \
        --requirement "$folder/requirements.txt" --constraint "$folder/constraints.txt"
    cat "$folder"/{requirements,constraints}.txt >.venv-gateways/installed.txt
fi

server="${SLUICE_SERVE:-}"
if [ -z "$server" ]; then
    scripts/build.sh --product sluice-serve >&2
    server="$(scripts/build.sh --show-bin-path)/sluice-serve"
fi
PYTHONDONTWRITEBYTECODE=1 .venv-gateways/bin/python "$folder/run.py" --server "$server" "$@"
