"""What the formats' modules share."""

import json

SECONDS = 30


def compact(document):
    """JSON as most servers write it: no spaces, no escapes that are not needed."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def escaped(document):
    """JSON with an escape for everything outside ASCII, surrogate pairs among them."""
    return json.dumps(document, ensure_ascii=True)


def expect(condition, message):
    """Fails with a message that shows no values."""
    if not condition:
        raise AssertionError(message)
