"""Programs that run as long as a test does, on this machine only."""

import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """A program that answers over HTTP; it and all that it starts end with the test."""

    def __init__(self, name, command, log, ready, environment=None, patience=120):
        self.name = name
        self.log = pathlib.Path(log)
        self.command = command
        self.environment = {**os.environ, **(environment or {})}
        self.ready = ready
        self.patience = patience
        self.process = None

    def start(self):
        output = self.log.open("ab")
        # A group of its own, so that what it starts can be ended too.
        self.process = subprocess.Popen(
            self.command, stdout=output, stderr=output, env=self.environment, start_new_session=True
        )
        output.close()
        limit = time.monotonic() + self.patience
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > limit:
                tail = self.log.read_text(errors="replace")[-4000:]
                self.stop()
                raise RuntimeError(f"{self.name} did not start:\n{tail}")
            time.sleep(0.1)
        return self

    def answers(self):
        try:
            with urllib.request.urlopen(self.ready, timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self):
        if self.process is None:
            return
        for sign, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 10)):
            try:
                os.killpg(self.process.pid, sign)
            except ProcessLookupError:
                break
            try:
                self.process.wait(timeout=patience)
                break
            except subprocess.TimeoutExpired:
                continue
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process = None

    def memory(self):
        """Resident memory in kilobytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status")
        for line in status.read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        return 0

    def processor(self):
        """Processor time that was used until now, in microseconds."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1_000_000 // os.sysconf("SC_CLK_TCK")
