#!/usr/bin/env python3
"""Measures the server with wrk, beside a bare echo of the same framework in the same run."""

import argparse
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path += [str(root / "Tests/Clients"), str(root / "Tests/Gateways")]

import planted
from processes import Program, free_port

SENTENCES = [
    "Please look at the following log and tell me why the second deployment failed after the first had gone through.",
    "The function takes a list of records and returns those whose date lies in the range, sorted by name.",
    "I have tried the approach of your last answer; it works for small inputs and times out for large ones.",
    "    for index, item in enumerate(items): total += item.price * item.count  # as agreed in May",
    "Could you write a test for it as well, and keep to the style of the other files?",
    '{"level": "info", "service": "checkout", "path": "/v2/orders/81723", "status": 200, "ms": 31}',
]


def chat(size, values, seed=1):
    """A chat request of about `size` bytes whose messages hold the values."""
    source = random.Random(seed)
    messages = [{"role": "system", "content": "You are a careful engineer. Answer briefly."}]
    values = list(values)

    def body():
        return {"model": "gpt-x", "temperature": 0.2, "stream": False, "messages": messages}

    while len(json.dumps(body())) < size - 700:
        roles = "user" if len(messages) % 2 else "assistant"
        text = "\n".join(source.choices(SENTENCES, k=4))
        if values:
            text += f"\nexport VALUE={values.pop()}"
        messages.append({"role": roles, "content": text})
    rest = size - len(json.dumps(body())) - len(', {"role": "user", "content": ""}')
    messages.append({"role": "user", "content": ("and so on " * 80)[: max(rest, 0)]})
    return body()


def measure(address, body, connections, seconds):
    """Requests a second; p50, p99, p99.9 and the longest in microseconds; requests; failures."""
    command = ["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "10s"]
    command += ["-s", str(root / "Benchmarks/tools/post.lua"), address]
    output = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "BODY": str(body)}
    ).stdout
    line = next(line for line in output.splitlines() if line.startswith("RESULT "))
    return [float(part) for part in line.split()[1:]]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True)
    parser.add_argument("--echo", required=True)
    parser.add_argument("--rules", default="Rules")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=32)
    options = parser.parse_args()
    source = random.Random(7)
    values = [planted.token(source), planted.card(source), planted.private_key(source).replace("\n", "\\n")]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        bodies = {}
        for kind, request in (("nothing to find", chat(4096, [])), ("three values to mask", chat(4096, values))):
            bodies[kind] = folder / f"{len(bodies)}.json"
            bodies[kind].write_text(json.dumps({"body": request, "direction": "request"}))
        port, other = free_port(), free_port()
        server = Program(
            "sluice-serve", [options.server, "--listen", f"127.0.0.1:{port}", "--rules", options.rules],
            folder / "server.log", f"http://127.0.0.1:{port}/health/live",
        )
        echo = Program(
            "echo", [options.echo, "--port", str(other)], folder / "echo.log", f"http://127.0.0.1:{other}/health/live"
        )
        rows = {}
        try:
            server.start()
            echo.start()
            idle = server.memory()
            work = [("echo", f"http://127.0.0.1:{other}/echo", bodies["nothing to find"])]
            work += [(f"check, {kind}", f"http://127.0.0.1:{port}/v1/check", body) for kind, body in bodies.items()]
            for _, address, body in work:
                measure(address, body, options.connections, 2)
            # Turn by turn, so that what else the machine does meets all of them.
            grown = []
            for _ in range(options.rounds):
                for label, address, body in work:
                    program = echo if label == "echo" else server
                    before = program.processor()
                    row = measure(address, body, options.connections, options.seconds)
                    rows.setdefault(label, []).append([*row, (program.processor() - before) / row[5]])
                grown.append(server.memory())
            memory = {"echo": echo.memory(), "server": grown[-1]}
        finally:
            server.stop()
            echo.stop()
    size = len(json.dumps(chat(4096, [])))
    print(f"{size} bytes of chat request, {options.connections} connections, {options.rounds} rounds of "
          f"{options.seconds} s, wrk with one thread on the same {os.cpu_count()} cores, medians of the rounds.")
    print()
    print("| | requests/s | of echo | p50 µs | p99 µs | p99.9 µs | p99 of echo | CPU µs each | "
          "requests | failed | RSS MB |")
    print("| --- |" + " ---: |" * 10)
    base = [statistics.median(column) for column in zip(*rows["echo"])]
    for label, runs in rows.items():
        middle = [statistics.median(column) for column in zip(*runs)]
        total, failed = sum(run[5] for run in runs), sum(run[6] for run in runs)
        resident = memory["echo" if label == "echo" else "server"] / 1024
        print(f"| {label} | {middle[0]:.0f} | {middle[0] / base[0]:.0%} | {middle[1]:.0f} | {middle[2]:.0f} | "
              f"{middle[3]:.0f} | {middle[2] / base[2]:.1f} × | {middle[7]:.0f} | {total:.0f} | {failed:.0f} | {resident:.1f} |")
    print()
    print(f"The server's memory before the first request: {idle / 1024:.1f} MB; after each round: "
          + ", ".join(f"{each / 1024:.1f}" for each in grown) + " MB.")
    return 1 if any(run[6] for runs in rows.values() for run in runs) else 0


if __name__ == "__main__":
    sys.exit(main())
