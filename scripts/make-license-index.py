#!/usr/bin/env python3
"""Makes Rules/licenses/license-texts.idx and license-ids.txt: what licence texts and notices are known by.

Source: the PyPI package licensedcode-data 32.1.0, which is the ScanCode LicenseDB (https://scancode-licensedb.aboutcode.org),
Copyright (c) nexB Inc. and others, CC-BY-4.0. No text goes into the index, only numbers of runs of six words. The list of
identifiers is that of https://spdx.org/licenses as the same package repeats it.

    python3 scripts/make-license-index.py [--wheel licensedcode_data-32.1.0-py3-none-any.whl]

Without --wheel the package is downloaded with pip into a temporary folder. Needs PyYAML. The same package gives the same
bytes. The format is described in Rules/licenses/README.md and read by Sources/SluiceMatching/Licenses/.
"""

import argparse
import collections
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import zipfile

import yaml

PACKAGE, VERSION = "licensedcode-data", "32.1.0"
WORDS = 6
# Of the runs that many licences share one in six is kept; of those that tell look-alikes apart, one in two. A run that few
# licences share tells them from their families, such as the versions and variants of Creative Commons.
SHARED_EVERY, TELLING_EVERY, FEW = 6, 2, 16
SHORTEST_TEXT, SHORTEST_NOTICE, LONGEST_NOTICE = 20, 18, 400
BUCKET_BITS = 15
MASK = (1 << 64) - 1
WORD = re.compile(rb"[A-Za-z0-9]+")

# Names of the LicenseDB that stand for no one licence.
NO_LICENSE = set(
    """unknown unknown-license-reference unknown-spdx free-unknown proprietary-license commercial-license
    other-permissive other-copyleft other-cla public-domain public-domain-disclaimer warranty-disclaimer generic-cla
    generic-exception generic-trademark generic-export-compliance""".split()
)


def word_hash(word, known={}):
    value = known.get(word)
    if value is None:
        value = 0xCBF29CE484222325
        for byte in word.lower():
            value = ((value ^ byte) * 0x100000001B3) & MASK
        value ^= value >> 32
        known[word] = value
    return value


def shingles(text):
    """The 64-bit numbers of all runs of six words."""
    hashes = [word_hash(word) for word in WORD.findall(text.encode())]
    for end in range(WORDS, len(hashes) + 1):
        value = 0
        for item in hashes[end - WORDS : end]:
            value = (value * 0x9E3779B97F4A7C15 + item) & MASK
        value ^= value >> 31
        value = (value * 0xBF58476D1CE4E5B9) & MASK
        yield value ^ (value >> 29)


def entries(wheel, folder, suffix):
    """The descriptions and texts of a folder, in the order of names."""
    for name in sorted(n for n in wheel.namelist() if f"/{folder}/" in n and n.endswith(suffix)):
        text = wheel.read(name).decode("utf-8", "replace")
        parts = re.match(r"---\n(.*?)\n---\n?(.*)", text, re.S)
        if parts:
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            yield yaml.load(parts.group(1), Loader=loader), parts.group(2)


def is_english(entry):
    return entry.get("language", "en") == "en"


class Licenses:
    def __init__(self, wheel):
        self.by_key = {entry["key"]: (entry, text) for entry, text in entries(wheel, "data/licenses", ".LICENSE")}

    def identifier(self, key):
        """The SPDX identifier of a key, LicenseRef-scancode-… where SPDX has none, None for no one licence."""
        entry, _ = self.by_key.get(key, ({}, ""))
        is_vague = key in NO_LICENSE or entry.get("category") == "Unstated License"
        if is_vague or entry.get("is_deprecated") or not is_english(entry):
            return None
        return entry.get("spdx_license_key")

    def expression(self, text):
        """`key` or `key WITH key` in SPDX identifiers; None for anything else."""
        parts = re.split(r"\s+with\s+", text or "", flags=re.I)
        if len(parts) > 2 or re.search(r"[() ]", parts[0].strip()):
            return None
        identifiers = [self.identifier(part.strip()) for part in parts]
        return None if None in identifiers else " WITH ".join(identifiers)


def known_texts(wheel, licenses):
    """Pairs of an expression and a text, and how often rules name each expression."""
    texts, frequency = [], collections.Counter()
    for key, (entry, text) in licenses.by_key.items():
        identifier = licenses.identifier(key)
        if identifier and not entry.get("is_exception"):
            texts.append((identifier, text))
    for entry, text in entries(wheel, "data/rules", ".RULE"):
        expression = licenses.expression(entry.get("license_expression"))
        if not expression or entry.get("is_deprecated") or entry.get("is_false_positive") or not is_english(entry):
            continue
        frequency[expression] += 1
        count = len(text.split())
        is_sure = entry.get("relevance", 100) == 100
        if (entry.get("is_license_text") and count >= SHORTEST_TEXT) or (
            entry.get("is_license_notice") and is_sure and SHORTEST_NOTICE <= count <= LONGEST_NOTICE
        ):
            texts.append((expression, text))
    return texts, frequency


def chosen(texts):
    """The numbers that are kept, each with the expressions whose texts hold it."""
    owners = collections.defaultdict(set)
    for expression, text in texts:
        for number in shingles(text):
            owners[number].add(expression)
    all_of, own = collections.Counter(), collections.Counter()
    for group in owners.values():
        for expression in group:
            all_of[expression] += 1
            own[expression] += len(group) == 1
    alike = {expression for expression in all_of if own[expression] * 2 < all_of[expression]}

    def tells(group):
        is_named = any("LicenseRef" not in expression for expression in group)
        return (len(group) <= FEW and is_named) or (len(group) <= 2 and group <= alike)

    return {
        number: group
        for number, group in owners.items()
        if number % SHARED_EVERY == 0 or (number % TELLING_EVERY == 0 and tells(group))
    }


def checksum(data):
    """FNV-1a over little-endian words of eight bytes, the last one filled up with zeros."""
    data += b"\0" * (-len(data) % 8)
    value = 0xCBF29CE484222325
    for (word,) in struct.iter_unpack("<Q", data):
        value = ((value ^ word) * 0x100000001B3) & MASK
    return value


def index_bytes(owners, frequency):
    # Where evidence is equal the lower number wins: SPDX before others, often named before seldom, plain before WITH.
    names = sorted(
        {expression for group in owners.values() for expression in group},
        key=lambda name: ("LicenseRef" in name, " WITH " in name, -frequency[name], name),
    )
    number_of = {name: number for number, name in enumerate(names)}
    sets = sorted({tuple(sorted(number_of[e] for e in group)) for group in owners.values()})
    set_of = {members: number for number, members in enumerate(sets)}
    assert len(sets) < 65536 and len(names) < 65536
    buckets = [[] for _ in range(1 << BUCKET_BITS)]
    for number, group in owners.items():
        place = set_of[tuple(sorted(number_of[e] for e in group))]
        buckets[number >> (64 - BUCKET_BITS)].append(((number >> (48 - BUCKET_BITS)) & 0xFFFF, place))
    body, offset = bytearray(), 0
    for bucket in buckets:
        body += struct.pack("<I", offset)
        bucket[:] = sorted(dict(sorted(bucket)).items())
        offset += len(bucket)
    body += struct.pack("<I", offset)
    for bucket in buckets:
        for tag, place in bucket:
            body += struct.pack("<HH", tag, place)
    members = 0
    for item in sets:
        body += struct.pack("<I", members)
        members += len(item)
    body += struct.pack("<I", members)
    for item in sets:
        body += struct.pack(f"<{len(item)}H", *item)
    for name in names:
        body += struct.pack("<B", len(name)) + name.encode()
    head = struct.pack("<8sIIIIII", b"SLUICELI", 1, WORDS, len(names), len(sets), offset, BUCKET_BITS)
    return head + struct.pack("<Q", checksum(bytes(body))) + bytes(body), len(names), offset


def identifier_lines(licenses):
    """All identifiers, one a line with the licence's names behind tabs; exceptions begin with `+`."""
    kinds, names = {}, {}
    for entry, _ in licenses.by_key.values():
        own = entry.get("spdx_license_key")
        if own and "LicenseRef" not in own and not entry.get("is_deprecated") and is_english(entry):
            found = (re.sub(r"\s+", " ", str(entry.get(field) or "")).strip() for field in ("name", "short_name"))
            names[own] = [name for name in dict.fromkeys(found) if 3 < len(name) <= 96]
        keys = [entry.get("spdx_license_key")] + list(entry.get("other_spdx_license_keys") or [])
        for key in keys:
            if key and re.fullmatch(r"[A-Za-z0-9.+-]+", key) and len(key) <= 64:
                if "LicenseRef" not in key or key == entry.get("spdx_license_key"):
                    kinds.setdefault(key, bool(entry.get("is_exception")))
    return [
        "\t".join([("+" if kinds[key] else "") + key, *([] if kinds[key] else names.get(key, []))])
        for key in sorted(kinds, key=lambda key: (key.lower(), key))
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", help="the package as downloaded")
    parser.add_argument("--output", default=str(pathlib.Path(__file__).parent.parent / "Rules" / "licenses"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.wheel
        if not path:
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder]
            subprocess.run(pip + [f"{PACKAGE}=={VERSION}"], check=True)
            path = next(str(item) for item in pathlib.Path(folder).glob("*.whl"))
        with zipfile.ZipFile(path) as wheel:
            licenses = Licenses(wheel)
            texts, frequency = known_texts(wheel, licenses)
    data, name_count, shingle_count = index_bytes(chosen(texts), frequency)
    output = pathlib.Path(arguments.output)
    (output / "license-texts.idx").write_bytes(data)
    lines = identifier_lines(licenses)
    source = f"# License identifiers, made by scripts/make-license-index.py from {PACKAGE} {VERSION} (CC-BY-4.0)."
    (output / "license-ids.txt").write_text("\n".join([source, *lines]) + "\n")
    print(f"{len(texts)} texts, {name_count} licences, {shingle_count} runs, {len(data)} bytes; {len(lines)} identifiers")


if __name__ == "__main__":
    main()
