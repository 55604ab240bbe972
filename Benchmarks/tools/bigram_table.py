#!/usr/bin/env python3
"""Makes Sources/SluiceMatching/Validators/BigramTable.swift and measures what it tells apart.

The model is the surprise, in bits, of each character after the one before it, learned from words and identifiers of
openly licensed text that a Debian machine with Python and Swift has: the licences in /usr/share/common-licenses, the
source of Python's standard library (PSF licence) and the interfaces of Swift's standard library (Apache 2.0). Each
distinct word counts by the logarithm of how often it occurs. One word in five, chosen by a hash of it, is kept out of
the training; the figures that are printed are for those.

usage: bigram_table.py [--write]
"""

import glob
import hashlib
import math
import os
import random
import re
import string
import sys
import sysconfig
from collections import Counter

CLASSES = string.ascii_lowercase + string.ascii_uppercase + string.digits
SEPARATOR, OTHER = len(CLASSES), len(CLASSES) + 1
SIZE = len(CLASSES) + 2
LEVELS_PER_BIT = 4
FIRST_CHARACTER = 48
SMOOTHING = 0.05
TARGET = os.path.join(
    os.path.dirname(__file__), "../../Sources/SluiceMatching/Validators/BigramTable.swift"
)


def class_of(character):
    index = CLASSES.find(character)
    return index if index >= 0 else SEPARATOR if character in "_-. " else OTHER


def sources():
    yield from sorted(glob.glob("/usr/share/common-licenses/*"))
    library = sysconfig.get_path("stdlib")
    for path in sorted(glob.glob(library + "/**/*.py", recursive=True)):
        if not re.search(r"/(site-packages|test|tests|idlelib|lib2to3|encodings|pydoc_data)/", path):
            yield path
    pattern = "/opt/swift/usr/lib/swift/linux/*.swiftmodule/x86_64-unknown-linux-gnu.swiftinterface"
    yield from sorted(glob.glob(pattern))


def words():
    counts = Counter()
    for path in sources():
        with open(path, encoding="utf-8", errors="replace") as file:
            text = re.sub(r"\$[sS]\w+", "", file.read())  # mangled names of Swift
        counts.update(re.findall(r"[A-Za-z0-9_-]{4,40}", text))
    for word in list(counts):
        is_hexadecimal = re.fullmatch(r"(0x)?[0-9a-fA-F-]{8,}", word) and re.search(r"\d", word)
        if is_hexadecimal or not re.search(r"[A-Za-z]{2}", word):
            del counts[word]
    return counts


def is_held_out(word):
    return hashlib.sha256(word.encode()).digest()[0] % 5 == 0


def train(counts):
    pairs = [[SMOOTHING] * SIZE for _ in range(SIZE)]
    for word, count in counts.items():
        if is_held_out(word):
            continue
        for first, second in zip(word, word[1:]):
            pairs[class_of(first)][class_of(second)] += 1 + math.log2(count)
    table = []
    for row in pairs:
        total = sum(row)
        table.append([min(63, round(-math.log2(value / total) * LEVELS_PER_BIT)) for value in row])
    return table


def surprise(table, text):
    classes = [class_of(character) for character in text]
    pairs = list(zip(classes, classes[1:]))
    return sum(table[a][b] for a, b in pairs) / LEVELS_PER_BIT / len(pairs)


def measure(table, counts, threshold):
    generator = random.Random(1)
    held_out = sorted(word for word in counts if is_held_out(word))
    print(f"{len(counts)} words, {len(held_out)} held out, threshold {threshold} bits")
    print("random values below the threshold, per cent of 20,000:")
    alphabets = {
        "base62": CLASSES,
        "base64url": CLASSES + "-_",
        "lower alphanumeric": string.ascii_lowercase + string.digits,
        "upper base32": string.ascii_uppercase + "234567",
        "hexadecimal": "0123456789abcdef",
        "lower letters": string.ascii_lowercase,
        "digits": string.digits,
    }
    lengths = (8, 12, 16, 20, 24, 32, 40)
    print(f"{'':24}" + "".join(f"{length:8}" for length in lengths))
    for name, alphabet in alphabets.items():
        row = []
        for length in lengths:
            values = ("".join(generator.choices(alphabet, k=length)) for _ in range(20000))
            row.append(sum(surprise(table, value) < threshold for value in values) / 200)
        print(f"{name:24}" + "".join(f"{value:8.2f}" for value in row))
    print("held-out words at or above the threshold, per cent:")
    for low, high in ((8, 11), (12, 15), (16, 19), (20, 23), (24, 31), (32, 40)):
        group = [word for word in held_out if low <= len(word) <= high]
        hits = [word for word in group if surprise(table, word) >= threshold]
        print(f"{low:4} to {high}: {len(hits) * 100 / max(1, len(group)):6.2f} of {len(group)}, such as {hits[:6]}")


def write(table):
    lines = [
        "// How surprising each character is after another, in words and identifiers.",
        "",
        "/// The surprise of each pair of characters, made by `Benchmarks/tools/bigram_table.py`; do not edit.",
        "enum BigramTable {",
        "    /// The number of classes: `a-z`, `A-Z`, `0-9`, separators, all others.",
        f"    static let classCount = {SIZE}",
        "    /// How many levels make a bit.",
        f"    static let levelsPerBit = {LEVELS_PER_BIT}",
        "    /// The character that stands for level 0.",
        f"    static let firstCharacter: UInt8 = {FIRST_CHARACTER}",
        "    /// One line for each class of the first character, in it one character for each class of the second.",
        '    static let levels = #"""',
    ]
    lines += ["        " + "".join(chr(FIRST_CHARACTER + level) for level in row) for row in table]
    lines += ['        """#', "}", ""]
    with open(TARGET, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def main():
    counts = words()
    table = train(counts)
    for threshold in (5.5, 6.0):
        measure(table, counts, threshold)
    if "--write" in sys.argv:
        write(table)


if __name__ == "__main__":
    main()
