"""Makes the values that must not come out, at run time: no file holds anything that looks like a live secret."""

import base64
import binascii

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def token(random):
    """A GitHub token: its last six characters are the CRC32 of the thirty before them, in base 62."""
    body = "".join(random.choices(BASE62, k=30))
    rest, digits = binascii.crc32(body.encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        digits = BASE62[digit] + digits
    return "gh" + "p_" + body + digits


def card(random):
    """A payment card's number in groups of four, with its Luhn digit."""
    digits = [4] + [random.randrange(10) for _ in range(14)]
    total = sum(sum(divmod(2 * digit, 10)) if at % 2 == 0 else digit for at, digit in enumerate(digits))
    text = "".join(map(str, digits)) + str(-total % 10)
    return " ".join(text[at : at + 4] for at in range(0, 16, 4))


def private_key(random):
    """A private key in PEM: several lines, so that every escape level has its line ends to keep."""
    # The first bytes are a PKCS #8 header for Ed25519.
    der = bytes.fromhex("302e020100300506032b657004220420") + random.randbytes(32)
    lines = base64.b64encode(der).decode()
    label = "PRIVATE" + " KEY-----"
    return f"-----BEGIN {label}\n{lines[:40]}\n{lines[40:]}\n-----END {label}"


def parts(value):
    """What of a value must not come out: every eight characters that stand together."""
    secret = value.split("_", 1)[-1] if "_" in value else value
    if secret.startswith("-----"):
        secret = "".join(secret.splitlines()[1:-1])[24:]
    return {secret[at : at + 8] for at in range(len(secret) - 7)}
