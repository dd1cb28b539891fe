"""The web server of the review page, on this machine alone; it saves decisions as they are made.

Other pages in the browser, and other users of the machine, have no access: the server listens on
127.0.0.1, every path begins with a secret token, and requests that name another host or come from
another page are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from hmac import compare_digest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Lock

from ocrfix.review.decisions import MAX_BYTES, Decisions

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
    """A server of one page, which accepts its decisions.

    Args:
        page: the page, as HTML.
        save: a function that writes the decisions; its exceptions are reported to the page.
    """

    daemon_threads = True

    def __init__(self, page: bytes, save: Callable[[Decisions], None]) -> None:
        super().__init__((HOST, 0), _Handler)
        self.page = page
        self.save = save
        self.token = token_urlsafe(24)
        self.lock = Lock()

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing about a browser that closed the connection."""

    @property
    def address(self) -> str:
        """The address of the page; anyone who has it can make decisions."""
        return f"{self.origin}/{self.token}/"

    @property
    def origin(self) -> str:
        """The origin of the page, as the browser sends it."""
        return f"http://{HOST}:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version = "ocrfix"
    sys_version = ""
    timeout = 30  # seconds, for a client that sends nothing

    def do_GET(self) -> None:
        if self._is_foreign_host():
            return
        if self._is("/"):
            self._answer(200, self.server.page, "text/html; charset=utf-8")
        else:
            self._refuse(404, "not here")

    def do_POST(self) -> None:
        if self._is_foreign_host():
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
        if len(length) > 12 or int(length) > MAX_BYTES:
            self._refuse(413, f"more than {MAX_BYTES:,} bytes of decisions")
            return
        self._save(self.rfile.read(int(length)))

    def _save(self, body: bytes) -> None:
        try:
            decisions = Decisions.from_json(body)
        except ValueError as error:
            self._refuse(400, str(error))
            return
        try:
            with self.server.lock:
                self.server.save(decisions)
        except (
            Exception
        ) as error:  # such as a full disk or a write-protected folder: the reviewer has to know
            self._refuse(500, str(error))
            return
        self._answer(204, b"", "text/plain; charset=utf-8")

    def _is_foreign_host(self) -> bool:
        """Refuse requests for another host name: a foreign name may resolve to this address too."""
        if self.headers.get("Host") == f"{HOST}:{self.server.server_port}":
            return False
        self._refuse(403, "not for this host")
        return True

    def _is(self, path: str) -> bool:
        wanted = f"/{self.server.token}{path}"
        return compare_digest(self.path.encode("utf-8", "replace"), wanted.encode("ascii"))

    def _refuse(self, status: int, why: str) -> None:
        self.close_connection = True  # the unread rest of the request is not the next request
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
        """Print nothing: the token must not get into logs."""
