#!/usr/bin/env python3
"""Writes the files of Fixtures/clean: ordinary text in which nothing may be found. The same on every run."""

import base64
import hashlib
import pathlib
import random

TARGET = pathlib.Path(__file__).parent / "clean"
NOUNS = """account address article basket batch border bucket buffer cache canvas channel chapter chunk client cluster
column commit container counter cursor customer dataset deadline device digest document domain edge editor element
entry event export factory feature field filter folder forecast format frame gateway graph handle header history image
index invoice item journal label layer layout ledger library limit listener locale market matrix member menu message
metric module monitor network node notice number object offer option order origin outline packet page panel parcel
parser partner path payload period pipeline pixel planet plugin policy pool price process product profile project
protocol provider queue quota range reader record region release report request resource result route sample schedule
schema screen segment sensor series server session shape shelf signal snapshot source stage state stream street style
subject summary supplier switch symbol table target task template thread ticket timer topic track trigger update
vector version view visitor volume window worker writer zone""".split()
VERBS = """add apply assign attach build check clear close collect compare compile compose connect convert copy count create
decode detach draw emit encode expand export fetch fill find finish flush fold format gather group handle import insert
join link list load map mark measure merge move normalise notify open order pack parse plan prepare print publish pull
push read rebuild reduce release remove rename render replace report reset resize resolve restore retry rotate route
save scale scan schedule select send shift shrink sort split start store sum swap track trim update validate visit wait
walk watch write""".split()
WORDS = """the a of and to in is that for it as with on by at from this which when are not be or an has was one all more
than only other after before between under each every same new old first last small large short long early late quick
slow simple empty open local remote public stable common rare plain whole""".split() + NOUNS + VERBS


class Writer:
    def __init__(self, name: str) -> None:
        self.random = random.Random(f"sluice {name}")
        self.lines: list[str] = []

    def noun(self) -> str:
        return self.random.choice(NOUNS)

    def verb(self) -> str:
        return self.random.choice(VERBS)

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def snake(self) -> str:
        return f"{self.verb()}_{self.noun()}" + (f"_{self.noun()}" if self.random.random() < 0.3 else "")

    def camel(self) -> str:
        return self.verb() + self.noun().title() + (self.noun().title() if self.random.random() < 0.3 else "")

    def pascal(self) -> str:
        return self.noun().title() + self.noun().title()

    def sentence(self) -> str:
        words = [self.random.choice(WORDS) for _ in range(self.number(6, 16))]
        return words[0].capitalize() + " " + " ".join(words[1:]) + "."

    def hex(self, digits: int) -> str:
        return f"{self.random.getrandbits(digits * 4):0{digits}x}"

    def add(self, text: str = "") -> None:
        self.lines.append(text)

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def python(w: Writer) -> None:
    w.add("from __future__ import annotations\n\nimport dataclasses\nimport logging\nfrom collections.abc import Iterable\n")
    w.add("log = logging.getLogger(__name__)\n")
    for _ in range(30):
        name, a, b, c = w.snake(), w.noun(), w.noun(), w.verb()
        w.add(f"\ndef {name}({a}: list[int], *, limit: int = {w.number(1, 500)}) -> dict[str, int]:")
        w.add(f'    """{w.sentence()}"""')
        w.add(f"    {b}s: dict[str, int] = {{}}")
        w.add(f"    for position, value in enumerate({a}, start=1):")
        w.add(f"        if value > limit or position % {w.number(2, 19)} == 0:")
        w.add(f'            log.debug("%s: {c} %d of %d", __name__, position, len({a}))')
        w.add("            continue")
        w.add(f'        {b}s[f"{c}-{{position:04d}}"] = value * {w.number(2, 99)}')
        w.add(f"    return {b}s\n")
    for _ in range(8):
        w.add(f"\n@dataclasses.dataclass(frozen=True)\nclass {w.pascal()}:")
        w.add(f'    """{w.sentence()}"""\n')
        for _ in range(4):
            w.add(f"    {w.noun()}_{w.noun()}: {w.random.choice(['int', 'str', 'float', 'bool'])}")
        w.add("")


def swift(w: Writer) -> None:
    for _ in range(26):
        kind, a, b = w.pascal(), w.noun(), w.noun()
        w.add(f"/// {w.sentence()}\npublic struct {kind}: Sendable, Hashable {{")
        w.add(f"    public var {a}Count = {w.number(0, 64)}\n    private let {b}s: [Int]\n")
        w.add(f"    public mutating func {w.camel()}(_ {b}: Int) -> Bool {{")
        w.add(f"        guard {b} >= 0, {a}Count < {w.number(65, 4096)} else {{ return false }}")
        w.add(f"        {a}Count &+= {b} & 0x{w.hex(4)}\n        return {b}s.contains {{ $0 == {b} }}\n    }}\n}}\n")


def typescript(w: Writer) -> None:
    for _ in range(26):
        a, b = w.noun(), w.noun()
        w.add(f"/** {w.sentence()} */")
        w.add(f"export async function {w.camel()}({a}: readonly string[], {b} = {w.number(1, 90)}): Promise<number> {{")
        w.add(f'  const {b}s = {a}.map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== "{w.noun()}");')
        w.add(f"  for (const [index, entry] of {b}s.entries()) {{")
        w.add(f'    if (index % {w.number(2, 9)} === 0) console.debug(`${{index}}: ${{entry.padEnd({w.number(8, 40)}, ".")}}`);')
        w.add(f"    await new Promise((resolve) => setTimeout(resolve, {w.number(1, 900)}));\n  }}")
        w.add(f"  return {b}s.length * {b};\n}}\n")


def go(w: Writer) -> None:
    w.add('package warehouse\n\nimport (\n\t"context"\n\t"errors"\n\t"fmt"\n\t"sync"\n)\n')
    for _ in range(24):
        kind, a, b = w.pascal(), w.noun(), w.noun()
        w.add(f"// {kind} holds {a}s. {w.sentence()}\ntype {kind} struct {{\n\tmu sync.Mutex\n\t{a} map[string]int\n}}\n")
        w.add(f"func (r *{kind}) {w.camel().capitalize()}(ctx context.Context, {b} string) (int, error) {{")
        w.add("\tif err := ctx.Err(); err != nil {\n\t\treturn 0, err\n\t}\n\tr.mu.Lock()\n\tdefer r.mu.Unlock()")
        w.add(f"\tvalue, ok := r.{a}[{b}]\n\tif !ok {{\n\t\treturn 0, fmt.Errorf(\"no {a} %q: %w\", {b}, errors.ErrUnsupported)\n\t}}")
        w.add(f"\treturn value<<{w.number(1, 7)} | {w.number(1, 63)}, nil\n}}\n")


def c(w: Writer) -> None:
    w.add("#include <stddef.h>\n#include <stdint.h>\n#include <stdio.h>\n")
    for _ in range(24):
        a = w.noun()
        w.add(f"/* {w.sentence()} */\nstatic uint32_t {w.snake()}(const uint8_t *{a}, size_t length) {{")
        w.add(f"    uint32_t state = 0x{w.hex(8)}u;\n    for (size_t i = 0; i < length; i++) {{")
        w.add(f"        state ^= (uint32_t){a}[i] << {w.number(1, 24)};\n        state = state * {w.number(1000, 65000)}u + 0x{w.hex(6)}u;")
        w.add(f'        if ((state & 0x{w.hex(3)}u) == 0) printf("%zu:%08x\\n", i, state);\n    }}\n    return state;\n}}\n')


def changelog(w: Writer) -> None:
    w.add("# Changelog\n")
    for minor in range(24, 0, -1):
        w.add(f"## 3.{minor}.{w.number(0, 9)} - 20{w.number(18, 24)}-{w.number(1, 12):02d}-{w.number(1, 28):02d}\n")
        for heading in ("Added", "Changed", "Fixed"):
            w.add(f"### {heading}\n")
            for _ in range(3):
                w.add(f"- `{w.camel()}`: {w.sentence()} (#{w.number(100, 9999)}, {w.hex(7)})")
            w.add("")


def lock_file(w: Writer) -> None:
    w.add('{\n  "name": "shop",\n  "version": "1.4.2",\n  "lockfileVersion": 3,\n  "packages": {')
    for index in range(60):
        name, version = f"{w.noun()}-{w.noun()}", f"{w.number(0, 12)}.{w.number(0, 40)}.{w.number(0, 20)}"
        digest = base64.b64encode(hashlib.sha512(f"{name}{version}".encode()).digest()).decode()
        w.add(f'    "node_modules/{name}": {{\n      "version": "{version}",')
        w.add(f'      "resolved": "https://registry.npmjs.org/{name}/-/{name}-{version}.tgz",')
        w.add(f'      "integrity": "sha512-{digest}",\n      "license": "MIT"\n    }}' + ("," if index < 59 else ""))
    w.add("  }\n}\n")
    for _ in range(40):
        name = f"{w.noun()}-{w.verb()}"
        w.add(f'[[package]]\nname = "{name}"\nversion = "0.{w.number(0, 30)}.{w.number(0, 30)}"')
        w.add(f'source = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "{w.hex(64)}"\n')


def styles(w: Writer) -> None:
    for _ in range(110):
        w.add(f".{w.noun()}-{w.noun()}__{w.noun()}--{w.random.choice(['open', 'small', 'active', 'dark'])}:hover::before {{")
        w.add(f"  color: #{w.hex(6)};\n  margin: {w.number(0, 40)}px {w.number(0, 40)}px {w.number(0, 9)}.{w.number(1, 9)}rem;")
        w.add(f"  background: url(\"/img/{w.noun()}@2x.png\") no-repeat {w.number(0, 99)}% 0;\n  transition: opacity .{w.number(1, 9)}s;\n}}")


def minified(w: Writer) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    pieces = []
    for _ in range(240):
        x, y, z = (w.random.choice(letters) for _ in range(3))
        pieces.append(
            f'function {x}{y}({z}){{var {y}={z}||{{}};return {y}.{w.noun()}&&{y}.{w.verb()}({w.number(0, 99)})?'
            f'"{w.noun()}":{y}.{w.noun()}>>>{w.number(1, 7)}}}{z}.{w.camel()}=!0;'
        )
    w.add("!function(e,t){" + "".join(pieces) + "}(this,0);")


def image_data(w: Writer) -> None:
    data = base64.b64encode(b"\x89PNG\r\n\x1a\n" + w.random.randbytes(11_000)).decode()
    w.add(f'<img alt="chart" src="data:image/png;base64,{data}">')
    data = base64.b64encode(w.random.randbytes(9_000)).decode()
    w.add("Content-Transfer-Encoding: base64\n")
    for start in range(0, len(data), 76):
        w.add(data[start : start + 76])


def identifiers(w: Writer) -> None:
    for _ in range(160):
        h = w.hex(32)
        w.add(f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}  {w.noun()}")
    for _ in range(60):
        w.add(f"{w.hex(40)}\trefs/heads/{w.noun()}/{w.verb()}-{w.noun()}")
        w.add(f"registry.example.com/{w.noun()}/{w.noun()}@sha256:{w.hex(64)}")


def hex_dump(w: Writer) -> None:
    data = w.random.randbytes(5_000)
    for start in range(0, len(data), 16):
        row = data[start : start + 16]
        pairs = " ".join(row[i : i + 2].hex() for i in range(0, len(row), 2))
        shown = "".join(chr(b) if chr(b).isalnum() and b < 128 else "." for b in row)
        w.add(f"{start:08x}: {pairs:<39}  {shown}")


def git_log(w: Writer) -> None:
    for _ in range(90):
        w.add(f"commit {w.hex(40)}\nDate:   Tue Mar {w.number(1, 28)} {w.number(10, 20)}:{w.number(10, 59)}:{w.number(10, 59)} 2024 +0200\n")
        w.add(f"    {w.verb().capitalize()} {w.noun()} before {w.noun()}\n\n    {w.sentence()}\n")


def addresses(w: Writer) -> None:
    for _ in range(120):
        n = w.number(1, 254)
        w.add(f"192.0.2.{n}\t{w.noun()}-{n}.example.com\t198.51.100.{w.number(1, 254)}\t203.0.113.{w.number(1, 254)}")
        w.add(f"2001:db8:{w.hex(4)}::{n:x} {w.noun()}  # 10.{n}.{w.number(0, 255)}.{w.number(1, 254)}, 127.0.0.1, ::1")
    w.add("00:00:5E:00:53:01 00-00-5E-00-53-FF ff:ff:ff:ff:ff:ff 0.0.0.0 255.255.255.255")


def versions(w: Writer) -> None:
    for _ in range(200):
        a, b, c = w.number(0, 30), w.number(0, 60), w.number(0, 30)
        w.add(f"{w.noun()}-{w.noun()} {a}.{b}.{c} -> {a}.{b + 1}.0-rc.{w.number(1, 9)}+build.{w.number(100, 999)}")
        w.add(f"  {w.noun()}>={a}.{b},<{a + 1}  ({w.noun()} ~> {b}.{c}; node v{w.number(14, 23)}.{w.number(0, 20)}.{w.number(0, 9)})")


def luhn_holds(digits: str) -> bool:
    values = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(v - 9 if v > 9 else v for v in values) % 10 == 0


def numbers(w: Writer) -> None:
    for _ in range(160):
        epoch = w.number(1_600_000_000, 1_750_000_000)
        order = f"{w.number(10**15, 10**16 - 1)}"
        while luhn_holds(order):
            order = f"{int(order) + 1}"
        w.add(f"t={epoch} ms={epoch * 1000 + w.number(0, 999)} {w.noun()}={order} rate={w.random.random():.12f}")
        w.add(f"{w.noun()},{w.number(1, 99999)},{w.number(1, 999)}.{w.number(10, 99)},{w.number(2018, 2024)}-{w.number(1, 12):02d}-{w.number(1, 28):02d},{w.number(10, 20)}:{w.number(10, 59)}:{w.number(10, 59)}")


def placeholders(w: Writer) -> None:
    w.add("# What people write where a secret belongs.")
    for name in ("OPENAI_API_KEY", "DB_PASSWORD", "GITHUB_TOKEN", "CLIENT_SECRET", "STRIPE_KEY", "JWT_SECRET"):
        for value in ("", "changeme", "<your-key>", "${" + name + "}", "your_key_here", "********", "xxxxxxxxxxxxxxxx", "null", "$" + name):
            w.add(f"{name}={value}")
        w.add(f'os.environ["{name}"]\nprocess.env.{name}\nSystem.getenv("{name}")\n{name.lower()} = load_{name.lower()}()')
        w.add(f"{name.lower()}: !vault {name.lower()}\n--{name.lower().replace('_', '-')} <{name.lower()}>")
    w.add("postgres://user:<password>@host/db\nhttps://$USER:$PASSWORD@git.example.com/a.git\nAuthorization: Bearer <token>")
    w.add("[REDACTED:openai-project-key:7f3a]\npassword: [REDACTED:secret-assignment:0c1d]\nsk-proj-... and ghp_... are prefixes")


def prose(w: Writer) -> None:
    for _ in range(60):
        w.add(" ".join(w.sentence() for _ in range(w.number(3, 7))))
        w.add()


FILES = {
    "code-python": python, "code-swift": swift, "code-typescript": typescript, "code-go": go, "code-c": c,
    "changelog": changelog, "lock-file": lock_file, "styles": styles, "minified": minified, "image-data": image_data,
    "identifiers": identifiers, "hex-dump": hex_dump, "git-log": git_log, "addresses": addresses, "versions": versions,
    "numbers": numbers, "placeholders": placeholders, "prose": prose,
}

if __name__ == "__main__":
    TARGET.mkdir(exist_ok=True)
    for name, fill in FILES.items():
        writer = Writer(name)
        fill(writer)
        (TARGET / f"{name}.txt").write_text(writer.text(), encoding="utf-8")
