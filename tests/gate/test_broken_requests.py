"""Is what is cut short, broken or too long refused by the service as it runs: with a page, and without repeating anything?"""

import pytest

from tests.gate.conftest import HEAD, PIECES, WHOLE, Said

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
