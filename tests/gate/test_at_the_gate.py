"""Do slow clients hold up nobody, and is what they say at last answered, by the service as it runs?"""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from urllib.request import urlopen

import pytest

from tests.gate.conftest import HEAD, PIECES, WHOLE, Said, call
from tests.serving import Service

MANY = 100  # more than all threads
# Seconds, on a machine where others work too. The slow ones are sent away after ten at the soonest.
WITHIN = 9.0
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
        with urlopen(f"{service.address}/healthz", timeout=WITHIN) as answer:
            assert answer.status == 200


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
