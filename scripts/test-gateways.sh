#!/usr/bin/env bash
# Sends requests through a real gateway, LiteLLM, that asks this server. Arguments go to Tests/Gateways/run.py.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=Tests/Gateways

if [ ! -x .venv-gateways/bin/pip ]; then
    rm -rf .venv-gateways
    python3 -m venv .venv-gateways || {
        echo "python3 with venv is needed (Debian: apt-get install python3-venv)" >&2
        exit 1
    }
    # The folder keeps itself out of the repository.
    echo '*' >.venv-gateways/.gitignore
fi
if ! cat "$folder"/{requirements,constraints}.txt | cmp -s - .venv-gateways/installed.txt; then
    .venv-gateways/bin/pip install --quiet --disable-pip-version-check \
        --requirement "$folder/requirements.txt" --constraint "$folder/constraints.txt"
    cat "$folder"/{requirements,constraints}.txt >.venv-gateways/installed.txt
fi

server="${SLUICE_SERVE:-}"
if [ -z "$server" ]; then
    swift build -c release --product sluice-serve >&2
    server="$(swift build -c release --show-bin-path)/sluice-serve"
fi
PYTHONDONTWRITEBYTECODE=1 .venv-gateways/bin/python "$folder/run.py" --server "$server" "$@"
