#!/usr/bin/env python3
"""Measures the resident memory that an idle stream of the server takes, by kind of stream."""

import argparse
import asyncio
import json
import os
import pathlib
import resource
import sys
import tempfile
import urllib.request

root = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.append(str(root / "Tests/Gateways"))

from processes import Program, free_port

EVENT = 'data: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"%s"}}]}\n\n'
WORDS = ["Hello", " there, how", " are you? The key is sk"]
PROSE = "Please tell me why it failed, and when it did so. "
KINDS = {
    "nothing received": ("text/plain", None, []),
    "text": ("text/plain", None, ["Hello there, how are you? ", "The key is sk"]),
    "text, after 4 KB": ("text/plain", None, [PROSE * 80]),
    "OpenAI chat": ("text/event-stream", "openai-chat", [EVENT % word for word in WORDS]),
    "OpenAI chat, after 200 events": ("text/event-stream", "openai-chat", ["".join([EVENT % PROSE] * 200)]),
}


async def post(reader, writer, path, body):
    """The status and the body of an answer."""
    writer.write(f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    counts = [int(line.split(":")[1]) for line in head.split("\r\n") if line.lower().startswith("content-length:")]
    return int(head.split()[1]), await reader.readexactly(counts[0] if counts else 0)


async def open_sessions(port, count, kind):
    """Streams that are sent in calls."""
    content_type, dialect, chunks = KINDS[kind]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    begin = json.dumps({"content_type": content_type} | ({"dialect": dialect} if dialect else {}))
    for _ in range(count):
        status, body = await post(reader, writer, "/v1/streams", begin)
        if status != 201:
            raise SystemExit(f"{status} {body}")
        for chunk in chunks:
            status, answer = await post(reader, writer, f"/v1/streams/{json.loads(body)['id']}/chunks", chunk)
            if status != 200:
                raise SystemExit(f"{status} {answer}")
    return writer


async def open_requests(port, count, kind):
    """Streams that stay in a request each."""
    content_type, dialect, chunks = KINDS[kind]
    head = f"POST /v1/stream HTTP/1.1\r\nHost: a\r\nContent-Type: {content_type}\r\nTransfer-Encoding: chunked\r\n"
    head += f"X-Sluice-Dialect: {dialect}\r\n\r\n" if dialect else "\r\n"
    kept = []
    for number in range(count):
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
        writer.write(head.encode())
        for chunk in chunks:
            writer.write(f"{len(chunk.encode()):x}\r\n{chunk}\r\n".encode())
        await writer.drain()
        kept.append((reader, writer))
        if number % 100 == 99:
            await asyncio.sleep(0.05)
    await asyncio.sleep(3)
    return kept


def figures(port):
    text = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics").read().decode()
    return {line.split()[0]: float(line.split()[1]) for line in text.splitlines() if line and line[0] != "#"}


def measure(options, route, opener, kind):
    """Bytes of resident memory and of held input for each stream, of a server of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        settings = folder / "serve.yaml"
        settings.write_text("version: 1\nlimits: {session: 1h, idle: 1h}\n")
        port = free_port()
        server = Program(
            "sluice-serve",
            [options.server, "--listen", f"127.0.0.1:{port}", "--rules", options.rules, "--config", str(settings)],
            folder / "server.log", f"http://127.0.0.1:{port}/health/live",
        )
        try:
            server.start()
            # What the first streams take is shared by all.
            asyncio.run(opener(port, 50, kind))
            before = server.memory()

            async def run():
                kept = await opener(port, options.count - 60, kind)
                await asyncio.sleep(1)
                after = figures(port)
                return server.memory(), after, kept

            after, now, _ = asyncio.run(run())
        finally:
            server.stop()
    held = now.get("sluice_held_bytes", 0) / max(1, now.get("sluice_streams", 1))
    return (after - before) * 1024 / (options.count - 60), held


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True)
    parser.add_argument("--rules", default="Rules")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--requests", action="store_true", help="measure /v1/stream as well, a connection for each")
    options = parser.parse_args()
    limit = min(1 << 20, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    routes = [("/v1/streams", open_sessions)] + ([("/v1/stream", open_requests)] if options.requests else [])
    print(f"{options.count} idle streams, bytes of resident memory for each.")
    print()
    print("| | resident | held input |")
    print("| --- | ---: | ---: |")
    for route, opener in routes:
        for kind in KINDS:
            resident, held = measure(options, route, opener, kind)
            print(f"| `{route}`, {kind} | {resident:.0f} | {held:.0f} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
