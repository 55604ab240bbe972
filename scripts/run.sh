#!/usr/bin/env bash
# Builds the command and filters the recorded conversation: masked text on stdout, everything else on stderr.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/build.sh --product sluice >&2
sluice="$(scripts/build.sh --show-bin-path)/sluice"

# The fixture is a template, so that no file holds anything that looks like a live secret.
"$sluice" rules expand Fixtures/conversation.jsonl.template | "$sluice" filter --rules Rules --summary
