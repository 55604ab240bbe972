#!/usr/bin/env python3
"""Lets the official clients read streams and answers that `sluice filter` has filtered, from a server on this machine.

Each must read to the end and make of them exactly what it makes of the same answer with the values masked by hand.
"""

import argparse
import json
import os
import select
import sys
import time
import traceback

import answers
import cuts
import framing
import planted
from server import Reply, Server
from program import Sluice
from providers import ALL
from providers.common import compact, escaped, expect

SEED = 20260401


class Run:
    """All checks, and what became of them."""

    def __init__(self, server, sluice, only):
        self.server = server
        self.sluice = sluice
        self.only = only
        self.passed = 0
        self.failed = []

    def check(self, name, body):
        """Runs one check and notes how it ended."""
        if self.only and self.only not in name:
            return
        try:
            body()
            self.passed += 1
        except Exception as error:  # Clients fail with errors of many kinds.
            self.failed.append(name)
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{os.path.basename(place.filename)}:{place.lineno}"
            what = " ".join(str(error)[:400].split())
            print(f"FAILED {name}: {type(error).__name__}: {what} ({where})", file=sys.stderr)

    def options(self, provider, form, direction="response"):
        """How the filter is told what comes."""
        return ["--format", form, "--dialect", provider.DIALECT, "--direction", direction]

    def stream(self, provider, answer, cut, variant, *, step=None, drip=None, options=None):
        """A stream comes out with its values masked, all else as it was."""
        events = provider.events(answer, cut)
        data = spelled(provider, events, variant)
        options = options or self.options(provider, provider.FORMAT)
        reply = Reply(provider.PATH, provider.CONTENT_TYPE, steps(data, step), options, drip)
        seen = provider.read(self.server.add(reply), prompt())
        finished(reply, status=0)
        expect(seen.pop("events") == len(events), "the client saw another number of events")
        no_value(reply.sent, answer)
        same(seen, self.expected(provider, answer))

    def expected(self, provider, answer):
        """What the client makes of a stream of the masked answer that no filter has seen."""
        masked = answer.mapped(self.sluice.masked)
        events = provider.events(masked, cuts.Whole())
        reply = Reply(provider.PATH, provider.CONTENT_TYPE, [spelled(provider, events, "lf")])
        seen = provider.read(self.server.add(reply), prompt())
        seen.pop("events")
        expect(reply.done.wait(timeout=30), "the server did not end")
        no_value(reply.sent, answer)
        expect(reply.sent.count(b"[REDACTED:") > 0, "nothing was masked by hand")
        return seen

    def body(self, provider, answer, write):
        """An answer in one piece comes out with its values masked, all else as it was."""
        masked = answer.mapped(self.sluice.masked)
        seen = []
        for made, options in (answer, self.options(provider, "json")), (masked, None):
            data = write(provider.body(made)).encode()
            reply = Reply(provider.BODY_PATH, "application/json", steps(data, 7), options)
            seen.append(provider.read_body(self.server.add(reply), prompt()))
            if options:
                finished(reply, status=0)
                json.loads(reply.sent)
                no_value(reply.sent, answer)
        same(*seen)

    def request(self, provider):
        """What the client sends, filtered, is the request that it makes of the masked prompt."""
        answer = answers.short(SEED)
        masked = self.sluice.masked(answer.text, "request")
        sent = []
        for text in answer.text, masked:
            reply = Reply(provider.PATH, provider.CONTENT_TYPE, [])
            try:
                provider.read(self.server.add(reply), text)
            except Exception:
                pass  # There is no answer; it is about the question.
            expect(reply.request, "the client sent nothing")
            sent.append(reply.request)
        filtered = self.sluice.run(sent[0], *self.options(provider, "json", "request"))
        no_value(filtered, answer)
        expect(masked != answer.text, "nothing was masked by hand")
        same(json.loads(filtered), json.loads(sent[1]))

    def live(self, provider):
        """What was said is out while the stream goes on; thoughts and other choices that came before hold nothing."""
        answer = answers.plain()
        events = provider.events(answer, cuts.Words())
        said = answer.text.split()
        # The first event that has the last word; repeats and ends follow it.
        last = next(at for at, event in enumerate(events) if said[-1] in event.data)
        process = self.sluice.start(*self.options(provider, provider.FORMAT))
        try:
            process.stdin.write(spelled(provider, events[: last + 1], "lf"))
            expect(told(process, said[:-6], seconds=10), "the filter holds back text that is long decided")
        finally:
            process.kill()
            process.communicate()

    def blocked(self, provider, answer, before, cut):
        """A stream that is blocked ends as the format wants it, before the value and with the reason."""
        data = spelled(provider, provider.events(answer, cut), "lf")
        options = [*self.options(provider, provider.FORMAT), "--action", "block"]
        reply = Reply(provider.PATH, provider.CONTENT_TYPE, steps(data, 100), options)
        started = time.monotonic()
        seen = provider.read_blocked(self.server.add(reply), prompt())
        expect(time.monotonic() - started < 20, "the client waited")
        finished(reply, status=3)
        no_value(reply.sent, answer)
        # The event that the value begins in does not come, and not what was undecided; what was before that does.
        expect(seen["text"].startswith(before), f"what came before the value is missing: {seen['text']!r}")
        expect(b"Blocked by policy" in reply.sent, "no reason is given")
        expect("until May" not in seen["text"], "what came after the value is there")
        provider.check_blocked(seen)


def told(process, words, seconds):
    """Whether all these words come out of a running filter in this time."""
    deadline, out = time.monotonic() + seconds, b""
    while not all(word.encode() in out for word in words):
        ready = select.select([process.stdout], [], [], max(0, deadline - time.monotonic()))[0]
        data = os.read(process.stdout.fileno(), 1 << 16) if ready else b""
        if not data:
            return False
        out += data
    return True


def prompt():
    return "What is the token?"


def spelled(provider, events, variant):
    return (framing.sse if provider.FORMAT == "sse" else framing.ndjson)(events, variant)


def steps(data, size):
    """The bytes as they are written to the filter."""
    return [data] if size is None else [data[at : at + size] for at in range(0, len(data), size)]


def finished(reply, status):
    expect(reply.done.wait(timeout=30), "the filter did not end")
    expect(reply.status == status, f"the filter ended with {reply.status}, not {status}: {reply.errors.strip()}")


def no_value(data, answer):
    """No eight characters of any value are in the bytes, and not in their escapes either."""
    text = data.decode()
    for at, value in enumerate(answer.values):
        for part in planted.parts(value):
            expect(part not in text, f"a part of value {at} came out")


def same(seen, expected, path="$"):
    """Compares what a client made, and says where it differs and how the masked texts go on there."""
    if type(seen) is not type(expected):
        raise AssertionError(f"{path} is {seen!r:.80}, not {expected!r:.80}")
    if isinstance(seen, dict):
        expect(seen.keys() == expected.keys(), f"{path} has the members {list(seen)}, not {list(expected)}")
        for name in seen:
            same(seen[name], expected[name], f"{path}.{name}")
    elif isinstance(seen, list):
        expect(len(seen) == len(expected), f"{path} has {len(seen)} elements, not {len(expected)}")
        for at, pair in enumerate(zip(seen, expected)):
            same(*pair, f"{path}[{at}]")
    elif seen != expected:
        if isinstance(seen, str):
            at = len(os.path.commonprefix([seen, expected]))
            around = slice(max(0, at - 20), at + 60)
            raise AssertionError(f"{path}, from {at}: {seen[around]!r}, not {expected[around]!r}")
        raise AssertionError(f"{path} is {seen!r}, not {expected!r}")


def plan(run):
    """All checks, in their order."""
    for number, provider in enumerate(ALL):
        seed = SEED + number
        short, long = answers.short(seed), answers.long(seed)
        name = provider.NAME

        def stream(label, *rest, **more):
            run.check(f"{name} stream {label}", lambda: run.stream(provider, *rest, **more))

        stream("every-position", long, cuts.EveryPosition(long.values), "lf", step=4093)
        stream("long random-9", long, cuts.Random(seed, 9), "lf")
        for cut in cuts.Whole(), cuts.Characters():
            stream(cut.name, short, cut, "lf")
        variants = framing.SSE_VARIANTS if provider.FORMAT == "sse" else framing.NDJSON_VARIANTS
        if name == "gemini":
            # Its client takes comments, other fields and a missing space for errors, filtered or not.
            variants = [each for each in variants if each not in ("comments", "fields", "no-space")]
        for turn, variant in enumerate(variants):
            stream(f"{variant} random-5", short, cuts.Random(seed + turn, 5), variant, step=turn * 50 + 1)
            stream(f"{variant} random-40", short, cuts.Random(seed + turn, 40), variant)
        stream("undeclared", short, cuts.Random(seed, 12), "lf", options=["--direction", "response"])
        stream("drip", short, cuts.Random(seed, 12), variants[1], step=1, drip=1)
        for label, write in (("compact", compact), ("escaped", escaped), ("indented", indented)):
            run.check(f"{name} body {label}", lambda: run.body(provider, short, write))
        run.check(f"{name} body long", lambda: run.body(provider, long, compact))
        run.check(f"{name} request", lambda: run.request(provider))
        run.check(f"{name} live", lambda: run.live(provider))

        def blocked(label, *rest):
            run.check(f"{name} blocked {label}", lambda: run.blocked(provider, *rest))

        pieces = cuts.Random(seed, 6)
        blocked("text", answers.blocked(seed), "Of course. The deploy", pieces)
        blocked("at once", answers.blocked(seed), "", cuts.Whole())
        if name not in ("openai-completions", "ollama-generate"):
            blocked("call", answers.blocked_call(seed), "Of course. I shall", pieces)


def indented(document):
    return json.dumps(document, ensure_ascii=False, indent=2)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sluice", required=True, help="the program")
    parser.add_argument("--rules", default="Rules", help="the directory of rules")
    parser.add_argument("--only", default="", help="run the checks whose names contain this")
    options = parser.parse_args()
    # Nothing may lead the clients anywhere but to this machine.
    vendors = ("OPENAI_", "ANTHROPIC_", "GOOGLE_", "GEMINI_", "OLLAMA_")
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith(vendors):
            del os.environ[name]
    sluice = Sluice(os.path.abspath(options.sluice), options.rules)
    server = Server(sluice)
    run = Run(server, sluice, options.only)
    try:
        plan(run)
    finally:
        server.close()
    print(f"{run.passed} passed, {len(run.failed)} failed")
    if run.failed or not run.passed:
        sys.exit(1)


if __name__ == "__main__":
    main()
