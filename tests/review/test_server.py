"""The server: it answers its own page, and nobody else."""

from __future__ import annotations

import http.client
import json
from threading import Thread

import pytest

from ocrfix.review.decisions import Decisions
from ocrfix.review.server import HOST, MOST_BYTES, ReviewServer

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
        (413, {"Content_Length": str(MOST_BYTES + 1)}),
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
def test_nothing_else_is_to_be_had(served, path):
    assert ask(served, "GET", path)[0] == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
def test_no_other_requests(served, method):
    assert ask(served, method, "/{token}/")[0] == 501
