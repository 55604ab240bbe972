# Compares what gitleaks and `sluice scan` find with gitleaks' own configuration, finding by finding.
"""
The configuration that gitleaks has built in is taken out of its program at run time and kept in a working folder
alone. Both scan a generated corpus and the directories that are named. A finding is the same where rule, line and secret
are. What differs is told with its cause, by file, line and rule: never the secret.
"""

import argparse
import collections
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tomllib

TITLE = b'title = "gitleaks config"'
# What gitleaks reads at a time before it looks for an empty line to stop at (sources/file.go).
FRAGMENT = 100_000


def built_in_configuration(program: pathlib.Path) -> bytes:
    """The configuration inside the program: the text around its title, as far as it is TOML."""
    data = program.read_bytes()
    start = data.find(TITLE)
    if start < 0:
        sys.exit(f"{program}: no configuration is built in")
    end = start
    while data[end] in b"\t\n\r" or 0x20 <= data[end] < 0x7F:
        end += 1
    text = data[start:end]
    while text:
        try:
            if tomllib.loads(text.decode()).get("rules"):
                return text
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            pass
        text = text[: text.rfind(b"\n", 0, len(text) - 1) + 1]
    sys.exit(f"{program}: the built-in configuration cannot be read")


CONTEXTS = [
    "{}\n",
    "KEY={}\n",
    'export TOKEN="{}"\n',
    "password: {}\n",
    "const apiKey = '{}';\n",
    "Authorization: Bearer {}\n",
    "# see {} for more\n",
    "secret := `{}`\n",
    "  - name: client_secret\n    value: {}\n",
    "curl -u user:{} https://example.com/\n",
]
WORDS = "the of a build request user returns value when file names are read from service and key access".split()


def make_corpus(sluice: str, rules: list[str], folder: pathlib.Path, seed: int, count: int) -> None:
    """Files with samples of all rules in common contexts, between lines of words."""
    chance = random.Random(seed)
    samples = []
    for directory in rules:
        command = [sluice, "rules", "samples", "--rules", directory, "--count", str(count), "--seed", str(seed)]
        output = subprocess.run(command, check=True, capture_output=True).stdout
        samples += [json.loads(line) for line in output.splitlines()]
    chance.shuffle(samples)
    names = ["txt", "env", "py", "yaml", "md", "sh", "php", "config"]
    for number in range(0, len(samples), 25):
        text = ""
        for sample in samples[number : number + 25]:
            for context in chance.sample(CONTEXTS, 2):
                text += context.format(sample["text"])
                text += " ".join(chance.choices(WORDS, k=8)) + "\n\n"
        # Names that gitleaks' configuration does not leave out.
        name = "nuget.config" if number % 200 == 175 else f"part-{number}.{names[number // 25 % len(names)]}"
        (folder / f"{number // 500}").mkdir(parents=True, exist_ok=True)
        (folder / f"{number // 500}" / name).write_text(text)


def bare_configuration(text: str) -> str:
    """The configuration without what drops matches, so that gitleaks reports all that it passes over."""
    kept, skips = [], False
    for line in text.splitlines():
        if line.startswith("["):
            # A rule whose id is generic would be dropped beside others.
            skips = "allowlist" in line
        if not skips and not line.startswith("entropy"):
            kept.append(line.replace("generic", "gener1c") if line.startswith("id =") else line)
    return "\n".join(kept) + "\n"


Found = collections.namedtuple("Found", "file rule line secret start end")


class Files:
    """The bytes of files and the starts of their lines."""

    def __init__(self):
        self.known = {}

    def __getitem__(self, name):
        if name not in self.known:
            data = pathlib.Path(name).read_bytes()
            starts = [0] + [i + 1 for i, byte in enumerate(data) if byte == 10]
            self.known[name] = (data, starts)
        return self.known[name]


def run_gitleaks(program: str, configuration: str, path: str, work: pathlib.Path, files: Files) -> list[Found]:
    report = work / "gitleaks.json"
    command = [
        program, "dir", path, "--config", configuration, "--report-format", "json", "--report-path", str(report),
        "--exit-code", "0", "--no-banner", "--log-level", "error", "--max-decode-depth", "0",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found = []
    for entry in json.loads(report.read_text()):
        data, starts = files[entry["File"]]
        secret = entry["Secret"].encode()
        if entry["StartLine"] == 0:
            found.append(Found(entry["File"], entry["RuleID"], 1, b"", 0, 0))
            continue
        line = entry["StartLine"]
        place = data.find(entry["Match"].encode(), starts[min(line, len(starts)) - 1])
        start = data.find(secret, max(place, 0)) if place >= 0 else -1
        found.append(Found(entry["File"], entry["RuleID"], line, secret, start, start + len(secret)))
    return found


def run_bare(program: str, configuration: str, path: str, work: pathlib.Path, files: Files):
    """Where all matches of each rule stand in each file, by the start and the end of the match."""
    report = work / "bare.json"
    command = [
        program, "dir", path, "--config", configuration, "--report-format", "json", "--report-path", str(report),
        "--exit-code", "0", "--no-banner", "--log-level", "error", "--max-decode-depth", "0", "--ignore-gitleaks-allow",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    places = collections.defaultdict(list)
    for entry in json.loads(report.read_text()):
        if entry["StartLine"] == 0:
            continue
        data, starts = files[entry["File"]]
        match = entry["Match"].encode()
        start = data.find(match, starts[min(entry["StartLine"], len(starts)) - 1])
        if start >= 0:
            places[entry["File"], entry["RuleID"].replace("gener1c", "generic")].append((start, start + len(match)))
    return places


def run_sluice(program: str, configuration: str, path: str, files: Files, *more: str) -> list[tuple[list[Found], dict]]:
    """Each finding as one for each of its rules, the reported one first."""
    command = [
        program, "scan", "--rules", configuration, "--format", "jsonl", "--no-ignore", "--min-confidence", "0",
        "--show-samples", "--binary", "--quiet", *more, path,
    ]
    done = subprocess.run(command, capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    found = []
    for line in done.stdout.splitlines():
        entry = json.loads(line)
        data, _ = files[entry["path"]]
        place = data.count(b"\n", 0, entry["match_start"]) + 1
        start, end = entry["start"], entry["end"]
        rules = [entry["rule"]] + entry["also"]
        found.append(([Found(entry["path"], rule, place, data[start:end], start, end) for rule in rules], entry))
    return found


def compare(theirs: list[Found], ours: list[tuple[list[Found], dict]], files: Files, bare):
    """Counts of what is the same, and what is not, each with its cause."""
    same = collections.Counter()
    differences = collections.defaultdict(list)
    by_file = collections.defaultdict(list)
    for group, entry in ours:
        by_file[group[0].file].append((group, entry))
    their_files = collections.defaultdict(list)
    for finding in theirs:
        their_files[finding.file].append(finding)

    matched = set()
    for finding in theirs:
        rule = finding.rule
        exact = joined = inside = other_line = None
        for group, entry in by_file[finding.file]:
            if rule not in [own.rule for own in group]:
                continue
            own = group[0]
            covers = own.start <= finding.start and finding.end <= own.end
            is_reported = own.rule == rule
            if (own.start, own.end) == (finding.start, finding.end) or own.secret == finding.secret:
                if own.line == finding.line:
                    exact = own
                elif covers and not is_reported:
                    joined = own
                elif covers and is_inside(entry["match_start"], bare[own.file, rule]):
                    inside = own
                elif covers:
                    other_line = own
            elif covers:
                joined = own
            if covers or own.secret == finding.secret:
                matched.add((own.file, own.start, rule))
        if exact:
            same["rule, line and secret"] += 1
        elif joined:
            same["joined with other rules' findings on overlapping bytes, which it is listed with"] += 1
        elif inside:
            differences["the same secret; another match leads to it as well, see below"].append(finding)
        elif other_line:
            differences["the same secret, and the match begins on another line: UNEXPLAINED"].append(finding)
        else:
            differences[missing_cause(finding, by_file[finding.file], files)].append(finding)

    for group, entry in ours:
        for number, own in enumerate(group):
            if (own.file, own.start, own.rule) in matched:
                continue
            differences[extra_cause(own, entry, their_files[own.file], bare)].append(own)
    return same, differences


def is_inside(start: int, matches: list[tuple[int, int]]) -> bool:
    return any(first < start < end for first, end in matches)


def missing_cause(finding: Found, ours, files: Files) -> str:
    data, _ = files[finding.file]
    if any(entry["json_path"] for _, entry in ours):
        return "gitleaks alone: the file is JSON, whose strings are read decoded here, one by one"
    if finding.end - finding.start > 8_000:
        return "gitleaks alone: longer than the longest match of an expression without a bound"
    return "gitleaks alone: UNEXPLAINED"


def extra_cause(own: Found, entry: dict, theirs: list[Found], bare) -> str:
    size = pathlib.Path(own.file).stat().st_size
    if "generic" in own.rule and any(
        other.line == own.line and own.rule != other.rule and own.secret in other.secret for other in theirs
    ):
        return "sluice alone: gitleaks drops generic findings beside specific ones"
    if is_inside(entry["match_start"], bare[own.file, own.rule]):
        return "sluice alone: begins inside a match of the same rule, reported or dropped, behind which gitleaks goes on"
    # Of other rules than the best, and of one that another has made way for, it is not told where the match begins.
    is_placed = own.rule == entry["rule"] and f"[REDACTED:{own.rule}:" in entry["preview"]
    near = (entry["match_start"] - 200, entry["end"])
    if not is_placed and any(first < near[1] and near[0] < end for first, end in bare[own.file, own.rule]):
        return "sluice alone: begins inside a match of the same rule, reported or dropped, behind which gitleaks goes on"
    if entry["json_path"]:
        return "sluice alone: the file is JSON, whose strings are read decoded"
    if own.rule != entry["rule"] and "generic" in own.rule:
        return "sluice alone: gitleaks drops generic findings beside specific ones"
    if size > FRAGMENT:
        return "sluice alone: gitleaks reads files of more than 100 kB in parts, and asks for keywords in each"
    return "sluice alone: UNEXPLAINED"


def explain_limits(differences, program: str, configuration: str, files: Files):
    """Moves what a rule alone says is flagged because its expression came to the limit of its work."""
    unexplained = "sluice alone: UNEXPLAINED"
    limit = "sluice alone: the expression came to the limit of its work, and what it may have been is flagged as undecided"
    for own in differences.pop(unexplained, []):
        alone = run_sluice(program, configuration, own.file, files, "--only", own.rule)
        is_undecided = any(
            entry["undecided"] and entry["match_start"] < own.end and own.start < entry["match_end"] for _, entry in alone
        )
        differences[limit if is_undecided else unexplained].append(own)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gitleaks", required=True, help="the gitleaks program")
    parser.add_argument("--sluice", required=True, help="the sluice program")
    parser.add_argument("--rules", required=True, help="Sluice's own rules, whose examples become part of the corpus")
    parser.add_argument("--work", required=True, type=pathlib.Path, help="the working folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=3, help="texts made of each rule")
    parser.add_argument("--show", type=int, default=10, help="how many differences of a cause to name")
    parser.add_argument("paths", nargs="*", help="directories to compare on besides")
    arguments = parser.parse_args()

    arguments.work.mkdir(parents=True, exist_ok=True)
    configuration = arguments.work / "gitleaks.toml"
    configuration.write_bytes(built_in_configuration(pathlib.Path(arguments.gitleaks)))
    rules = tomllib.loads(configuration.read_text())["rules"]
    bare_file = arguments.work / "bare.toml"
    bare_file.write_text(bare_configuration(configuration.read_text()))
    corpus = arguments.work / "corpus"
    shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir()
    make_corpus(arguments.sluice, [str(configuration), arguments.rules], corpus, arguments.seed, arguments.count)

    unexplained = 0
    for path in [str(corpus)] + arguments.paths:
        files = Files()
        theirs = run_gitleaks(arguments.gitleaks, str(configuration), path, arguments.work, files)
        ours = run_sluice(arguments.sluice, str(configuration), path, files)
        bare = run_bare(arguments.gitleaks, str(bare_file), path, arguments.work, files)
        same, differences = compare(theirs, ours, files, bare)
        explain_limits(differences, arguments.sluice, str(configuration), files)
        seen = len({finding.rule for finding in theirs})
        print(f"{path}: gitleaks found {len(theirs)} by {seen} of {len(rules)} rules, sluice {len(ours)}")
        for cause, count in same.items():
            print(f"  {count:6} same: {cause}")
        for cause, findings in sorted(differences.items()):
            print(f"  {len(findings):6} {cause}")
            unexplained += len(findings) if "UNEXPLAINED" in cause else 0
            for finding in findings[: arguments.show]:
                print(f"           {finding.file}:{finding.line} {finding.rule}")
    print("no difference without a cause" if not unexplained else f"{unexplained} differences without a cause")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
