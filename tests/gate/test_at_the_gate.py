"""Do slow clients hold up nobody, and is what is cut short, broken or too long refused with a page, by the service as it runs?"""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from urllib.request import urlopen

import pytest

from tests.gate.conftest import Said, call
from tests.serving import Service

MANY = 100  # more than all threads
WITHIN = 5.0  # seconds, on a machine where others work too
HEAD = b"POST /finn HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
FORM = b"situation=hjelp&place=molde"
WHOLE = HEAD + b"Content-Length: %d\r\n\r\n" % len(FORM) + FORM
PIECES = HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(FORM), FORM)
BEGUN = {
    "nothing": b"",
    "half a request line": b"GET /fi",
    "half a head": HEAD,
    "half a body": WHOLE[:-3],
    "half a piece": PIECES[:-12],
}


@pytest.fixture(params=BEGUN)
def slow(request: pytest.FixtureRequest, service: Service) -> Iterator[list[socket.socket]]:
    """Many who have begun, and do not go on."""
    with ExitStack() as stack:
        callers = [stack.enter_context(closing(call(service))) for _each in range(MANY)]
        for caller in callers:
            caller.sendall(BEGUN[request.param])
        yield callers


def test_who_is_slow_holds_up_nobody(slow: list[socket.socket], service: Service) -> None:
    for _visitor in range(5):
        began = time.monotonic()
        with urlopen(f"{service.address}/healthz", timeout=WITHIN) as answer:
            assert answer.status == 200
        assert time.monotonic() - began < WITHIN


def test_who_is_slow_is_answered_all_the_same(service: Service) -> None:
    with closing(call(service)) as caller:
        for at in range(0, len(WHOLE), 40):
            caller.sendall(WHOLE[at : at + 40])
            time.sleep(0.02)
        assert caller.recv(65536).startswith(b"HTTP/1.1 303 ")


def test_who_reads_slowly_holds_up_nobody(service: Service) -> None:
    with ExitStack() as stack:
        for _each in range(30):
            caller = stack.enter_context(closing(call(service)))
            caller.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            caller.sendall(b"GET /api/v1/listings?limit=50 HTTP/1.1\r\nHost: x\r\n\r\n")
        with urlopen(f"{service.address}/healthz", timeout=20) as answer:
            assert answer.status == 200


@pytest.mark.parametrize("sent", [WHOLE, PIECES, b"\r\n" + WHOLE])
def test_what_is_whole_is_answered(say: Said, sent: bytes) -> None:
    assert say(sent).startswith(b"HTTP/1.1 303 ")


def test_two_in_one_breath_are_answered_in_order(say: Said) -> None:
    answers = say(WHOLE + b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert answers.startswith(b"HTTP/1.1 303 ")
    assert b"HTTP/1.1 200 OK" in answers
    assert answers.endswith(b"}\n")


BROKEN = {
    "a body cut short": WHOLE[:-3],
    "pieces cut short": PIECES[:-12],
    "pieces without their end": PIECES[:-5],
    "no number before a piece": PIECES.replace(b"1b\r\n", b"zz\r\n"),
    "a number too small": PIECES.replace(b"1b\r\n", b"4\r\n"),
    "a negative number": PIECES.replace(b"1b\r\n", b"-1b\r\n"),
}


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("path", [b"/finn", b"/meld-fra"])
def test_what_is_broken_is_refused_with_a_page(say: Said, kind: str, path: bytes) -> None:
    answer = say(BROKEN[kind].replace(b"/finn", path))
    assert answer.startswith(b"HTTP/1.1 400 "), answer[:200]
    assert b"Vi forsto ikke det som ble sendt" in answer
    assert b"Content-Security-Policy: default-src 'none'" in answer


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_broken_is_refused_in_the_interface(say: Said, kind: str) -> None:
    sent = BROKEN[kind].replace(b"/finn", b"/api/v1/match").replace(b"x-www-form-urlencoded", b"json")
    answer = say(sent)
    assert answer.startswith(b"HTTP/1.1 400 "), answer[:200]
    assert b"application/problem+json" in answer


@pytest.mark.parametrize("large", [300_000, 2_000_000])
@pytest.mark.parametrize("pieces", [False, True])
def test_what_is_too_long_is_told_so(say: Said, large: int, pieces: bool) -> None:
    body = b"situation=" + b"a" * large
    head = HEAD + (b"Transfer-Encoding: chunked" if pieces else b"Content-Length: %d" % len(body))
    sent = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if pieces else body
    assert say(head + b"\r\n\r\n" + sent).startswith(b"HTTP/1.1 413 ")


REFUSED = {
    b"XYZZY\r\n\r\n": 400,
    b"GET / HTTP/9.9\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\nHost: x\r\nXYZZY\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\nHost : XYZZY\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nXYZZY": 400,
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: XYZZY\r\n\r\n": 400,
    b"GET /XYZZY" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n": 414,
    b"GET / HTTP/1.1\r\nHost: x\r\nX-A: XYZZY" + b"a" * 9000 + b"\r\n\r\n": 431,
    b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: XYZZY\r\n" * 4000: 431,
}


@pytest.mark.parametrize("sent", REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_request_is_refused_and_not_repeated(say: Said, sent: bytes) -> None:
    answer = say(sent)
    assert answer.startswith(b"HTTP/1.1 %d " % REFUSED[sent]), answer[:300]
    assert b"XYZZY" not in answer
    assert b"no-store" in answer
