"""A web server for the tests: a folder below a path, as GitHub Pages serves a project; a note of what it could not find."""

import functools
import http.server
import threading
from contextlib import contextmanager
from pathlib import PurePath

PREFIX = "/some/course/"


KINDS = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def guess_type(self, path):
        return KINDS.get(PurePath(path).suffix) or super().guess_type(path)

    def translate_path(self, path):
        if not path.startswith(PREFIX):
            return "/nowhere"
        return super().translate_path(path[len(PREFIX) - 1 :])

    def send_error(self, code, message=None, explain=None):
        self.server.missing.append(self.path)
        super().send_error(code, message, explain)

    def end_headers(self):
        self.send_header("Access-Control-Allow-Origin", "*")  # as a content delivery network does
        super().end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def served(folder):
    """(address, missing): the folder's address, and a list to which every path is added that was asked for in vain."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
    server.missing = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}", server.missing
    finally:
        server.shutdown()
        server.server_close()
