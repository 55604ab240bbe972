#!/usr/bin/env python3
# Runs sluice and the tools that people would otherwise use over one file, in turns, and prints a table of CPU times.
"""Compare sluice with other tools on one file.

CPU time is user plus system time of the process and its children, as the kernel counts it. All tools take turns in
every round, so that a change of the machine's speed meets all of them. Tools that are not installed are left out;
`make bench-peers` installs those that can be had as Python packages.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

# The name under which every tool sees the text; some pass over files whose names they do not know.
FILE = "corpus.txt"

# What matchers look for that are no literal of any rule file.
MATCHER_LITERALS = ["@", "://", "-----" + "BEGIN", "ey" + "J"]


def literals_of(directory):
    """The literals that rule files name: prefixes of tokens, `literals:`, else the longest word of a pattern."""
    found = set(MATCHER_LITERALS)
    for folder, _, names in os.walk(directory):
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    found |= literals_in(file.read())
    return sorted(found)


def literals_in(text):
    found = set()
    for rule in re.split(r"(?m)^ *- +(?=id:)", text)[1:]:
        named = values_of("prefix", rule) + values_of("literals", rule)
        if not named:
            pattern = re.search(r"(?m)^\s*pattern: *(.*(?:\n {6,}.*)*)", rule)
            if pattern:
                # Letters of escapes, classes and group heads are no text.
                plain = re.sub(r"\\.|\[[^]]*\]|\(\?[^:=!>)]*[:=!>)]|\{[^}]*\}", " ", pattern.group(1))
                named = sorted(re.findall(r"[A-Za-z0-9_]{3,}", plain), key=len)[-1:]
        found |= {literal for literal in named if literal}
    return found


def values_of(field, rule):
    """The texts of a YAML field that is a text, a list in brackets or a list of lines."""
    match = re.search(rf"(?m)^( *)(?:- +)?{field}:[ \t]*(.*)\n((?:\1 *- .*\n)*)", rule + "\n")
    if not match:
        return []
    inline, block = match.group(2).strip(), match.group(3)
    if inline.startswith("["):
        parts = re.findall(r"'(?:[^']|'')*'|\"[^\"]*\"|[^,\[\]]+", inline)
    elif inline and not inline.startswith("#"):
        parts = [inline]
    else:
        parts = re.findall(r"(?m)^ *- (.*)$", block)
    return [unquoted(part.strip()) for part in parts if part.strip()]


def unquoted(text):
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    return re.sub(r"\s+#.*", "", text)


def peer(name):
    """A tool from the virtual environment of `make bench-peers`, else from the search path, else None."""
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".venv-peers", "bin", name)
    return here if os.access(here, os.X_OK) else shutil.which(name)


def commands(options, literal_file):
    """Name, command, and whether the file is given on standard input instead of the working directory."""
    sluice, rules = os.path.abspath(options.sluice), os.path.abspath(options.rules)
    yield "sluice filter", [sluice, "filter", "--rules", rules], True
    yield "sluice scan", [sluice, "scan", "--rules", rules, "--format", "jsonl", "."], False
    if grep := shutil.which("grep"):
        # -o finds every place, -c only whether a line has one.
        yield "grep -oF, same literals", [grep, "-a", "-o", "-F", "-f", literal_file, FILE], False
        yield "grep -cF, same literals", [grep, "-a", "-c", "-F", "-f", literal_file, FILE], False
    if ripgrep := shutil.which("rg"):
        yield "rg -oF, same literals", [ripgrep, "-a", "-j1", "-o", "-F", "-f", literal_file, FILE], False
    if kingfisher := peer("kingfisher"):
        quiet = ["--no-validate", "--no-update-check", "--jobs", "1", "--format", "jsonl"]
        yield "kingfisher", [kingfisher, "scan", ".", *quiet], False
    if betterleaks := peer("betterleaks"):
        yield "betterleaks", [betterleaks, ".", "--no-color", "--jobs=1", "--exit-code=0", "--output=-"], False
    if gitleaks := peer("gitleaks"):
        report = ["--report-format=json", "--report-path=-"]
        yield "gitleaks", [gitleaks, "dir", ".", "--no-banner", "--exit-code=0", *report], False
    if detect := peer("detect-secrets"):
        yield "detect-secrets", [detect, "scan", "--all-files", "."], False


def measured(command, reads_input, folder, output, limit):
    """CPU seconds of a command and its exit status; None where it took longer than `limit` seconds of wall time.

    Output goes to a file: grep stops at the first match when it sees that nobody reads what it writes.
    """
    environment = dict(os.environ, LC_ALL="C", GOMAXPROCS="1")
    with open(os.path.join(folder, FILE) if reads_input else os.devnull, "rb") as source, open(output, "wb") as sink:
        process = subprocess.Popen(
            command, stdin=source, stdout=sink, stderr=subprocess.DEVNULL, env=environment, cwd=folder
        )
    deadline = time.monotonic() + limit
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return usage.ru_utime + usage.ru_stime, process.returncode
        if time.monotonic() > deadline:
            process.kill()
            os.wait4(process.pid, 0)
            process.returncode = -9
            return None, None
        time.sleep(0.002)


class Result:
    """What was measured of one tool."""

    def __init__(self):
        self.idle, self.busy, self.note, self.written = [], [], None, 0

    def take(self, times, seconds, status, limit):
        # 0 and 1 mean that nothing or something was found; Kingfisher says 200 and 205 for findings.
        if seconds is None:
            self.note = f"given up after {limit:.0f} s"
        elif status not in (0, 1, 200, 205):
            self.note = f"failed with status {status}"
        else:
            times.append(seconds)


def run_all(options, temporary):
    """Runs all tools in turns, over one line and over the file."""
    folders = {}
    for name in ("idle", "busy"):
        folders[name] = os.path.join(temporary, name)
        os.mkdir(folders[name])
    with open(os.path.join(folders["idle"], FILE), "w", encoding="utf-8") as file:
        file.write("one plain line\n")
    shutil.copy(options.corpus, os.path.join(folders["busy"], FILE))
    literals = literals_of(options.rules)
    literal_file, output = os.path.join(temporary, "literals"), os.path.join(temporary, "output")
    with open(literal_file, "w", encoding="utf-8") as file:
        file.write("\n".join(literals) + "\n")

    tools = list(commands(options, literal_file))
    results = {name: Result() for name, _, _ in tools}
    for _ in range(options.runs):
        for name, command, reads_input in tools:
            result = results[name]
            for kind, times in (("idle", result.idle), ("busy", result.busy)):
                if result.note is None:
                    found = measured(command, reads_input, folders[kind], output, options.limit)
                    result.take(times, *found, options.limit)
            result.written = os.path.getsize(output)
    return results, len(literals)


def table_of(results, size):
    """Rows of cells, the first being the heading."""
    rows = [("tool", "start-up s", "CPU s", "MB/s after start-up", "time against sluice filter", "KB written")]
    base = None
    for name, result in results.items():
        if result.note or not result.busy:
            rows.append((name, "–", "–", "–", result.note or "not run", "–"))
            continue
        idle, busy = statistics.median(result.idle), statistics.median(result.busy)
        working = max(busy - idle, 1e-6)
        base = base or working
        speed, ratio = f"{size / working:.1f}", f"{working / base:.2f}"
        rows.append((name, f"{idle:.3f}", f"{busy:.3f}", speed, ratio, f"{result.written / 1e3:.0f}"))
    return rows


def markdown(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    rule = ["-" * width if not at else "-" * (width - 1) + ":" for at, width in enumerate(widths)]
    lines = []
    for row in [rows[0], rule, *rows[1:]]:
        cells = [cell.ljust(width) if not at else cell.rjust(width) for at, (cell, width) in enumerate(zip(row, widths))]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True, help="the file that every tool reads")
    parser.add_argument("--sluice", required=True, help="the sluice program")
    parser.add_argument("--rules", default="Rules", help="the directory of rules")
    parser.add_argument("--runs", type=int, default=5, help="how many rounds")
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a tool is given up")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be at least 1")

    size = os.path.getsize(options.corpus) / 1e6
    with tempfile.TemporaryDirectory() as temporary:
        results, literal_count = run_all(options, temporary)
    print(
        f"{size:.1f} MB, {literal_count} literals, medians of {options.runs} rounds of CPU time. Start-up is the time "
        "for one line of text;\nspeed and ratio are of the time beyond it. Tools differ in what they look for.\n"
    )
    print(markdown(table_of(results, size)) + "\n")
    if results["sluice filter"].note:
        sys.exit(1)


if __name__ == "__main__":
    main()
