"""The server: it answers only its own page."""

from __future__ import annotations

import http.client
import json
import socket
import struct
from hmac import compare_digest
from threading import Thread

import pytest

from ocrfix.review.decisions import MAX_BYTES, Decisions
from ocrfix.review.server import HOST, ReviewServer

FILE = json.dumps({"schema": 1, "documents": [], "words": ["Ashdcwn"]}).encode()


@pytest.fixture
def served():
    kept: list[Decisions] = []

    def keep(decisions):
        if decisions.words == ("full",):
            raise OSError("no space left")
        kept.append(decisions)

    with ReviewServer(b"<!doctype html>", keep) as server:
        server.kept = kept
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(server, method="POST", path="/{token}/decisions", body=FILE, **changed):
    headers = {"Origin": server.origin, "Content-Type": "application/json"}
    headers |= {name.replace("_", "-"): value for name, value in changed.items()}
    headers = {name: value for name, value in headers.items() if value is not None}
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=10)
    try:
        connection.request(
            method, path.format(token=server.token), body if method == "POST" else None, headers
        )
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def test_it_listens_on_this_machine_alone(served):
    assert served.server_address[0] == "127.0.0.1"
    assert served.address == f"http://127.0.0.1:{served.server_port}/{served.token}/"
    assert len(served.token) >= 32


def test_the_page_and_the_decisions(served):
    status, body, headers = ask(served, "GET", "/{token}/")
    assert (status, body) == (200, b"<!doctype html>")
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Python" not in headers["Server"]
    status, body, _ = ask(served)
    assert (status, body) == (204, b"")
    assert served.kept[0].words == ("Ashdcwn",)


@pytest.mark.parametrize(
    ("status", "changed"),
    [
        (404, {"path": "/decisions"}),
        (404, {"path": "/guess/decisions"}),
        (404, {"path": "/{token}/other"}),
        (404, {"path": "/{token}/../decisions"}),
        (403, {"Origin": None}),
        (403, {"Origin": "null"}),
        (403, {"Origin": "http://example.org"}),
        (403, {"Host": "example.org"}),
        (403, {"Host": "localhost"}),
        (415, {"Content_Type": "text/plain"}),
        (411, {"Content_Length": "-1"}),
        (413, {"Content_Length": str(MAX_BYTES + 1)}),
        (400, {"body": b"{"}),
        (400, {"body": b'{"schema": 1, "documents": [{}]}'}),
        (500, {"body": b'{"schema": 1, "words": ["full"]}'}),
    ],
    ids=lambda value: str(value),
)
def test_others_are_refused(served, status, changed):
    assert ask(served, **changed)[0] == status
    assert served.kept == []


@pytest.mark.parametrize(
    "path", ["/", "/guess/", "/{token}", "/{token}/decisions", "/../etc/passwd"]
)
def test_no_other_paths_are_served(served, path):
    assert ask(served, "GET", path)[0] == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
def test_no_other_requests(served, method):
    assert ask(served, method, "/{token}/")[0] == 501


# What no browser sends.


def raw(server, request: bytes, *, hang_up: bool = False) -> bytes:
    """Send bytes and return the response, or close the connection early."""
    with socket.create_connection((HOST, server.server_port), timeout=10) as connection:
        connection.sendall(request)
        if hang_up:
            # The other side is told that it was cut, and not that it was at its end.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return b""
        connection.shutdown(socket.SHUT_WR)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
        return b"".join(parts)


def post(server, *headers: str, body: bytes = b"") -> bytes:
    lines = (
        f"POST /{server.token}/decisions HTTP/1.1",
        f"Host: {HOST}:{server.server_port}",
        f"Origin: {server.origin}",
        "Content-Type: application/json",
        *headers,
    )
    return "\r\n".join((*lines, "", "")).encode("latin-1") + body


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (411, ["Transfer-Encoding: chunked"], b"2\r\n{}\r\n0\r\n\r\n"),
        (400, ["Transfer-Encoding: chunked", "Content-Length: 2"], b"{}"),
        (400, ["Content-Length: 2", "Content-Length: 99"], b"{}"),
        (400, ["Content-Length: 99"], FILE[:10]),
        (411, ["Content-Length: +2"], b"{}"),
        (411, ["Content-Length: 0x2"], b"{}"),
        (411, ["Content-Length: \u00b2"], b"{}"),
        (413, ["Content-Length: " + "9" * 400], b""),
        (431, ["A: b"] * 200, b""),
    ],
    ids=range(9),
)
def test_bodies_that_are_not_decisions(served, status, headers, body):
    assert raw(served, post(served, *headers, body=body)).startswith(b"HTTP/1.0 %d " % status)
    assert served.kept == []


def test_decisions_that_nest_without_end(served):
    for body in (b"[" * 100_000, b'{"schema": 1, "more": ' + b"[" * 10_000 + b"]" * 10_000 + b"}"):
        answer = raw(served, post(served, f"Content-Length: {len(body)}", body=body))
        assert answer.startswith(b"HTTP/1.0 400 ")
    assert served.kept == []


@pytest.mark.parametrize(
    "hosts",
    [[], ["example.org"], ["127.0.0.1"], ["127.0.0.1.:{port}"], ["[::1]:{port}"],
     ["0.0.0.0:{port}"], ["2130706433:{port}"], ["example.org", "127.0.0.1:{port}"],
     ["127.0.0.1:{port}@example.org"], ["127.0.0.1:{port} "  + "x"]],
    ids=str,
)  # fmt: skip
def test_a_foreign_host_name_is_refused(served, hosts):
    """DNS rebinding: a foreign page that resolves to this machine after loading."""
    names = "".join(f"Host: {host.format(port=served.server_port)}\r\n" for host in hosts)
    for path in (f"/{served.token}/", "/"):
        answer = raw(served, f"GET {path} HTTP/1.1\r\n{names}\r\n".encode())
        assert answer.startswith(b"HTTP/1.0 403 ")
        assert b"<!doctype" not in answer


@pytest.mark.parametrize(
    "line",
    ["GET {path}", "HEAD {path} HTTP/1.1", "TRACE {path} HTTP/1.1", "CONNECT {path} HTTP/1.1",
     "<script> {path} HTTP/1.1", "GET http://example.org{path} HTTP/1.1", "GET {path}? HTTP/1.1",
     "GET {path}%2e%2e/ HTTP/1.1", "GET {path}# HTTP/1.1", "GET {path} HTTP/2.0", "PRI * HTTP/2.0",
     "GET /\xff HTTP/1.1", "GET /" + "a" * 70_000 + " HTTP/1.1", "\0", "G" * 70_000],
    ids=range(15),
)  # fmt: skip
def test_malformed_requests(served, line):
    path = f"/{served.token}/"
    host = f"Host: {HOST}:{served.server_port}"
    request = f"{line.replace('{path}', path)}\r\n{host}\r\n\r\n"
    answer = raw(served, request.encode("latin-1"))
    assert b"<!doctype html>" not in answer or line == "GET {path}"
    assert b"<script>" not in answer.partition(b"\r\n\r\n")[2]
    assert served.token.encode() not in answer


def test_the_token_is_compared_in_constant_time(served, monkeypatch):
    """Not by ``==``, which stops at the first character that differs."""
    compared = []

    def comparing(one, other):
        compared.append((one, other))
        return compare_digest(one, other)

    monkeypatch.setattr("ocrfix.review.server.compare_digest", comparing)
    assert ask(served, "GET", "/guess/")[0] == 404
    assert compared == [(b"/guess/", f"/{served.token}/".encode())]


def test_a_closed_connection_prints_nothing(served, capfd):
    served.page = b"x" * 10_000_000
    page = f"GET /{served.token}/ HTTP/1.1\r\nHost: {HOST}:{served.server_port}\r\n\r\n".encode()
    for request in (page, post(served, "Content-Length: 99", body=b"{")):
        raw(served, request, hang_up=True)
    assert ask(served)[0] == 204
    served.shutdown()
    served.server_close()  # waits for nobody who hung up
    assert capfd.readouterr() == ("", "")


def test_a_slow_client_does_not_block_others(served, monkeypatch):
    from ocrfix.review import server

    monkeypatch.setattr(server._Handler, "timeout", 0.2)
    with socket.create_connection((HOST, served.server_port), timeout=10) as slow:
        slow.sendall(post(served, "Content-Length: 99", body=b"{"))
        assert ask(served)[0] == 204
        assert slow.recv(1000) == b"", "he was hung up on"
    assert len(served.kept) == 1
