"""A model provider on this machine that says what the test wants, and keeps what it was sent."""

import http.server
import json
import threading


class Upstream:
    """Speaks OpenAI's chat completions and Anthropic's messages, whole and streamed."""

    def __init__(self):
        self.requests = []
        self.text = "Hello."
        self.arguments = None
        self.step = 3
        upstream = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments):
                pass

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                upstream.requests.append(body)
                answer = upstream.anthropic if self.path.endswith("/messages") else upstream.openai
                kind, data = answer(body)
                self.send_response(200)
                self.send_header("Content-Type", kind)
                if isinstance(data, bytes):
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                    return
                self.send_header("Connection", "close")
                self.end_headers()
                try:
                    for event in data:
                        self.wfile.write(event)
                        self.wfile.flush()
                except OSError:
                    pass  # The gateway has ended a stream that was blocked.
                self.close_connection = True

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def say(self, text, arguments=None, step=3):
        """What the next answers hold; streams say it in pieces of `step` characters."""
        self.requests.clear()
        self.text, self.arguments, self.step = text, arguments, step

    def pieces(self, text):
        return [text[at : at + self.step] for at in range(0, len(text), self.step)]

    def openai(self, body):
        head = {"id": "chatcmpl-1", "created": 1, "model": "fake"}
        calls = None
        if self.arguments is not None:
            function = {"name": "write", "arguments": json.dumps(self.arguments)}
            calls = [{"id": "call_1", "type": "function", "function": function}]
        finish = "tool_calls" if calls else "stop"
        if not body.get("stream"):
            message = {"role": "assistant", "content": self.text}
            if calls:
                message["tool_calls"] = calls
            choice = {"index": 0, "message": message, "finish_reason": finish}
            usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
            return "application/json", json.dumps(
                {**head, "object": "chat.completion", "choices": [choice], "usage": usage}
            ).encode()

        def chunk(delta, finish=None):
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            data = json.dumps({**head, "object": "chat.completion.chunk", "choices": [choice]})
            return f"data: {data}\n\n".encode()

        def events():
            yield chunk({"role": "assistant", "content": ""})
            for piece in self.pieces(self.text):
                yield chunk({"content": piece})
            yield chunk({}, finish)
            yield b"data: [DONE]\n\n"

        return "text/event-stream", events()

    def anthropic(self, body):
        blocks = [{"type": "text", "text": self.text}]
        if self.arguments is not None:
            blocks.append({"type": "tool_use", "id": "toolu_1", "name": "write", "input": self.arguments})
        message = {
            "id": "msg_1", "type": "message", "role": "assistant", "model": "fake", "content": blocks,
            "stop_reason": "tool_use" if self.arguments is not None else "end_turn", "stop_sequence": None,
            "usage": {"input_tokens": 1, "output_tokens": 1},
        }
        return "application/json", json.dumps(message).encode()
