"""A server on the loopback address that answers with prepared bytes, filtered on their way."""

import dataclasses
import http.server
import os
import threading


@dataclasses.dataclass
class Reply:
    """What the server answers to one address, and what it saw while it did."""

    path: str
    content_type: str
    pieces: list
    # Options of the filter; None sends the bytes as they are.
    options: list | None = None
    # Bytes of each write to the client; None sends what there is.
    drip: int | None = None
    request: bytes = b""
    sent: bytes = b""
    status: int | None = None
    errors: str = ""
    done: threading.Event = dataclasses.field(default_factory=threading.Event)


class Server:
    """Serves one reply below `http://127.0.0.1:PORT/KEY`."""

    def __init__(self, sluice):
        self.sluice = sluice
        self.replies = {}
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self):
                owner.answer(self)

            def log_message(self, *_):
                pass

        class Listener(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass  # A client that has read enough hangs up; what else goes wrong, the checks notice.

        self.listener = Listener(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.listener.server_address[1]}"
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()

    def add(self, reply):
        """The address below which a reply is served."""
        key = f"r{len(self.replies)}"
        self.replies[key] = reply
        return f"{self.address}/{key}"

    def close(self):
        self.listener.shutdown()
        self.listener.server_close()

    def answer(self, request):
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        _, key, path = request.path.split("/", 2)
        reply = self.replies.get(key)
        if reply is None or path.split("?")[0] != reply.path:
            return request.send_error(404, f"no reply at {request.path}")
        reply.request = body
        request.send_response(200)
        request.send_header("Content-Type", reply.content_type)
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        try:
            self.send(reply, request)
        finally:
            reply.done.set()

    def send(self, reply, request):
        sent = bytearray()
        is_read = True
        for data in self.filtered(reply):
            sent += data
            reply.sent = bytes(sent)
            step = reply.drip or len(data)
            for at in range(0, len(data), step):
                piece = data[at : at + step]
                try:
                    if is_read:
                        request.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                except OSError:
                    # Clients hang up once they have read the last event; the filter goes on to its end.
                    is_read = False
        if is_read:
            request.wfile.write(b"0\r\n\r\n")

    def filtered(self, reply):
        """The reply's bytes as they come out of the filter, as soon as they do."""
        if reply.options is None:
            yield from reply.pieces
            return
        process = self.sluice.start(*reply.options)

        def feed():
            try:
                for piece in reply.pieces:
                    process.stdin.write(piece)
                process.stdin.close()
            except OSError:
                pass  # It blocked, and reads no more.

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        try:
            while data := os.read(process.stdout.fileno(), 1 << 16):
                yield data
            reply.errors = process.stderr.read().decode()
            reply.status = process.wait(timeout=20)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
