"""Runs the real program."""

import os
import subprocess


class Sluice:
    """`sluice filter` with one key, so that the same value has the same replacement in all runs."""

    def __init__(self, path, rules):
        self.path = path
        self.rules = rules
        self.environment = dict(os.environ, SLUICE_KEY="a key of the tests, thirty-two b")
        self.known = {}

    def command(self, *options):
        return [self.path, "filter", "--rules", self.rules, *options]

    def start(self, *options):
        """A running filter with pipes on all sides."""
        return subprocess.Popen(
            self.command(*options),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
            bufsize=0,
        )

    def run(self, data, *options):
        """What the filter makes of `data`; a status other than 0 is an error."""
        done = subprocess.run(self.command(*options), input=data, capture_output=True, env=self.environment, timeout=60)
        if done.returncode:
            raise RuntimeError(f"sluice {' '.join(options)} ended with {done.returncode}: {done.stderr.decode()}")
        return done.stdout

    def masked(self, text, direction="response"):
        """The text as the filter leaves it when it comes as plain text."""
        if (text, direction) not in self.known:
            out = self.run(text.encode(), "--format", "text", "--direction", direction)
            self.known[text, direction] = out.decode()
        return self.known[text, direction]
