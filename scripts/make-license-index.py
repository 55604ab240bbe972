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
import functools
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
# licences share tells them from their families, such as the versions and variants of Creative Commons. Of short texts
# that SPDX names one in two is kept as well, as they would have too few otherwise.
SHARED_EVERY, TELLING_EVERY, FEW, SHORT = 6, 2, 16, 80
SHORTEST_TEXT, SHORTEST_NOTICE, LONGEST_NOTICE = 20, 18, 400
# Enough to leave a licence with fewer texts than that as it is.
QUOTED_IN = 50
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


@functools.cache
def shingles(text):
    """The 64-bit numbers of all runs of six words."""
    hashes = [word_hash(word) for word in WORD.findall(text.encode())]
    numbers = []
    for end in range(WORDS, len(hashes) + 1):
        value = 0
        for item in hashes[end - WORDS : end]:
            value = (value * 0x9E3779B97F4A7C15 + item) & MASK
        value ^= value >> 31
        value = (value * 0xBF58476D1CE4E5B9) & MASK
        numbers.append(value ^ (value >> 29))
    return numbers


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


def contradicts(expression, notice):
    """Whether a notice speaks of another version of a GNU licence than it is said to be of."""
    parts = re.match(r"[AL]?GPL-([\d.]+)-(only|or-later)", expression)
    if not parts:
        return False
    versions = {number.removesuffix(".0") for number in re.findall(r"\bversion\s+(\d(?:\.\d)?)\b", notice, re.I)}
    is_other = versions and parts.group(1).removesuffix(".0") not in versions
    return is_other or (parts.group(2) == "only" and re.search(r"any\s+later\s+version", notice, re.I))


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
        is_notice = entry.get("is_license_notice") and is_sure and SHORTEST_NOTICE <= count <= LONGEST_NOTICE
        if (entry.get("is_license_text") and count >= SHORTEST_TEXT) or (
            is_notice and not contradicts(expression, text)
        ):
            texts.append((expression, text))
    return texts, frequency


def without_collections(texts):
    """Leaves out texts without an SPDX identifier that hold those of several licences: each of these is known itself."""
    named = [
        (expression, frozenset(shingles(text)))
        for expression, text in texts
        if "LicenseRef" not in expression and len(text.split()) >= 2 * SHORT
    ]
    named.sort(key=lambda item: (-len(item[1]), item[0]))

    def is_collection(text):
        numbers = set(shingles(text))
        held = []
        for _, other in named:
            is_within = len(other) < len(numbers) and len(other & numbers) * 5 >= len(other) * 4
            if is_within and all(len(other & known) * 10 < len(other) * 3 for known in held):
                held.append(other)
        return len(held) > 1

    def stays(expression, text):
        return "LicenseRef" not in expression or len(text.split()) < 2 * SHORT or not is_collection(text)

    return [(expression, text) for expression, text in texts if stays(expression, text)]


def chosen(texts):
    """The numbers that are kept, each with the expressions whose texts hold it."""
    owners, short = collections.defaultdict(set), set()
    for expression, text in texts:
        numbers = shingles(text)
        for number in numbers:
            owners[number].add(expression)
        if len(numbers) <= SHORT and "LicenseRef" not in expression:
            short.update(numbers)
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
        if number % SHARED_EVERY == 0 or (number % TELLING_EVERY == 0 and (number in short or tells(group)))
    }


def without_quotes(owners, texts):
    """Takes a run from the licences that only quote it: it stands in the first text of another one of SPDX, which is its
    own, not in theirs, and in fewer than one in QUOTED_IN of their texts. Else notices of BSD would explain MIT's text."""
    count, first, holding = collections.Counter(), collections.defaultdict(set), collections.Counter()
    for expression, text in texts:
        numbers = set(shingles(text)) & owners.keys()
        for number in numbers:
            holding[number, expression] += 1
            if not count[expression] and "LicenseRef" not in expression and " WITH " not in expression:
                first[number].add(expression)
        count[expression] += 1

    def owning(number, group):
        if not first[number]:
            return group
        return {e for e in group if e in first[number] or holding[number, e] * QUOTED_IN >= count[e]}

    return {number: owning(number, group) for number, group in owners.items()}


def checksum(data):
    """FNV-1a over little-endian words of eight bytes, the last one filled up with zeros."""
    data += b"\0" * (-len(data) % 8)
    value = 0xCBF29CE484222325
    for (word,) in struct.iter_unpack("<Q", data):
        value = ((value ^ word) * 0x100000001B3) & MASK
    return value


def reading_order(texts, owners, number_of):
    """Gives each run that is kept a place, in the order of the texts, and each text as stretches of places."""
    place_of, stretches, seen = {}, [], set()
    kept = [(number_of[e], [n for n in shingles(text) if n in owners]) for e, text in texts if e in number_of]
    for name, numbers in sorted(kept, key=lambda item: (item[0], -len(item[1]), item[1])):
        if not numbers or (name, tuple(numbers)) in seen:
            continue
        seen.add((name, tuple(numbers)))
        places = [place_of.setdefault(number, len(place_of)) for number in numbers]
        text = []
        for place in places:
            if text and text[-1][0] + text[-1][1] == place and text[-1][1] < 0xFF:
                text[-1][1] += 1
            else:
                text.append([place, 1])
        stretches.append((name, text))
    return place_of, stretches


def index_bytes(texts, owners, frequency):
    # Where evidence is equal the lower number wins: SPDX before others, often named before seldom, plain before WITH.
    names = sorted(
        {expression for group in owners.values() for expression in group},
        key=lambda name: ("LicenseRef" in name, " WITH " in name, -frequency[name], name),
    )
    number_of = {name: number for number, name in enumerate(names)}
    place_of, stretches = reading_order(texts, owners, number_of)
    sets = sorted({tuple(sorted(number_of[e] for e in group)) for group in owners.values()})
    set_of = {members: number for number, members in enumerate(sets)}
    assert len(sets) < 65536 and len(names) < 65536
    buckets = [[] for _ in range(1 << BUCKET_BITS)]
    for number, group in owners.items():
        run = (set_of[tuple(sorted(number_of[e] for e in group))], place_of[number])
        buckets[number >> (64 - BUCKET_BITS)].append(((number >> (48 - BUCKET_BITS)) & 0xFFFF, run))
    body, offset = bytearray(), 0
    for bucket in buckets:
        body += struct.pack("<I", offset)
        bucket[:] = sorted(dict(sorted(bucket)).items())
        offset += len(bucket)
    body += struct.pack("<I", offset)
    for bucket in buckets:
        for tag, (group, _) in bucket:
            body += struct.pack("<HH", tag, group)
    for bucket in buckets:
        for _, (_, place) in bucket:
            body += struct.pack("<I", place)[:3]
    members = 0
    for item in sets:
        body += struct.pack("<I", members)
        members += len(item)
    body += struct.pack("<I", members)
    for item in sets:
        body += struct.pack(f"<{len(item)}H", *item)
    for name in names:
        body += struct.pack("<B", len(name)) + name.encode()
    for name, text in stretches:
        body += struct.pack("<HH", name, len(text))
    for _, text in stretches:
        for place, count in text:
            body += struct.pack("<I", place << 8 | count)
    counts = (len(names), len(sets), offset, BUCKET_BITS, len(stretches), sum(len(text) for _, text in stretches))
    head = struct.pack("<8s8I", b"SLUICELI", 2, WORDS, *counts)
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
        texts = without_collections(texts)
    owners = without_quotes(chosen(texts), texts)
    data, name_count, shingle_count = index_bytes(texts, owners, frequency)
    output = pathlib.Path(arguments.output)
    (output / "license-texts.idx").write_bytes(data)
    lines = identifier_lines(licenses)
    source = f"# License identifiers, made by scripts/make-license-index.py from {PACKAGE} {VERSION} (CC-BY-4.0)."
    (output / "license-ids.txt").write_text("\n".join([source, *lines]) + "\n")
    print(f"{len(texts)} texts, {name_count} licences, {shingle_count} runs, {len(data)} bytes; {len(lines)} identifiers")


if __name__ == "__main__":
    main()
