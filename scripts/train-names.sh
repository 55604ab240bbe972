#!/usr/bin/env bash
# Trains the name tagger and writes Rules/models/names.bin and the fixture of its tests. The same bytes on every run: the
# versions of all sources are pinned, and everything random comes from a seed.
set -euo pipefail
cd "$(dirname "$0")/.."

source scripts/apt.sh
command -v apt-get >/dev/null && install_with_apt scowl wordnet-base python3-venv

folder=.venv-names
[ -x "$folder/bin/pip" ] || python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check -r scripts/names/requirements.txt
# Its documentation and source code are text without names.
django=5.2.8
if [ ! -d "$folder/django-$django" ]; then
    "$folder/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
        --dest "$folder" "django==$django"
    tar -xzf "$folder/django-$django.tar.gz" -C "$folder"
fi
# The order of sets of texts depends on this seed.
export PYTHONHASHSEED=0
exec "$folder/bin/python" scripts/names/train.py --django "$folder/django-$django" --count 60000 --epochs 5 --seed 1 \
    --model Rules/models/names.bin --fixture scripts/names/fixture.jsonl
