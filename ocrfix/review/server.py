"""The page on this machine alone, its decisions written to a file as they are made.

Other pages of the browser, and other users of the machine, are kept out: the server listens on
127.0.0.1, all it has stands behind a token that only the address holds, and it answers no request
that names another host, or that comes from another page.
"""

from __future__ import annotations

from collections.abc import Callable
from hmac import compare_digest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Lock

from ocrfix.review.decisions import MOST_BYTES, Decisions

HOST = "127.0.0.1"

_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class ReviewServer(ThreadingHTTPServer):
    """Serves one page and takes its decisions.

    Args:
        page: the page, as HTML.
        keep: what writes the decisions; what it raises is told to the page.
    """

    daemon_threads = True

    def __init__(self, page: bytes, keep: Callable[[Decisions], None]) -> None:
        super().__init__((HOST, 0), _Handler)
        self.page = page
        self.keep = keep
        self.token = token_urlsafe(24)
        self.lock = Lock()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that hung up; the terminal is the user's."""

    @property
    def address(self) -> str:
        """The address of the page; who has it may decide."""
        return f"{self.origin}/{self.token}/"

    @property
    def origin(self) -> str:
        """Where the page comes from, as the browser says it."""
        return f"http://{HOST}:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version = "ocrfix"
    sys_version = ""
    timeout = 30  # seconds, for one that sends nothing

    def do_GET(self) -> None:
        if self._stranger():
            return
        if self._is("/"):
            self._answer(200, self.server.page, "text/html; charset=utf-8")
        else:
            self._refuse(404, "not here")

    def do_POST(self) -> None:
        if self._stranger():
            return
        if not self._is("/decisions"):
            self._refuse(404, "not here")
            return
        if self.headers.get("Origin") != self.server.origin:
            self._refuse(403, "not from this page")
            return
        if self.headers.get_content_type() != "application/json":
            self._refuse(415, "not JSON")
            return
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal()):
            self._refuse(411, "no length")
            return
        if len(length) > 12 or int(length) > MOST_BYTES:
            self._refuse(413, f"more than {MOST_BYTES:,} bytes of decisions")
            return
        self._take(self.rfile.read(int(length)))

    def _take(self, body: bytes) -> None:
        try:
            decisions = Decisions.from_json(body)
        except ValueError as error:
            self._refuse(400, str(error))
            return
        try:
            with self.server.lock:
                self.server.keep(decisions)
        except Exception as error:  # a full disk, a write-protected folder: the reader is to know
            self._refuse(500, str(error))
            return
        self._answer(204, b"", "text/plain; charset=utf-8")

    def _stranger(self) -> bool:
        """Refuse what was not sent to this address: a foreign name may point here too."""
        if self.headers.get("Host") == f"{HOST}:{self.server.server_port}":
            return False
        self._refuse(403, "not for this host")
        return True

    def _is(self, path: str) -> bool:
        wanted = f"/{self.server.token}{path}"
        return compare_digest(self.path.encode("utf-8", "replace"), wanted.encode("ascii"))

    def _refuse(self, status: int, why: str) -> None:
        self.close_connection = True  # what of the request is unread is no next request
        self._answer(status, f"{why}\n".encode("utf-8", "replace"), "text/plain; charset=utf-8")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is the user's, and the token is not for logs."""
