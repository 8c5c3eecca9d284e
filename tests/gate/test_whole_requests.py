"""Is a request known as whole with its last byte, not before and not after, whatever pieces it comes in?"""

import pytest

from directory.gate.whole_requests import MOST_BODY, MOST_HEAD, Incoming, Taken

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
FORM = b"POST /finn HTTP/1.1\r\nContent-Length: 11\r\nHost: x\r\n\r\nsituation=a"
PIECES = (
    b"POST /finn HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;x=1\r\nsitua\r\n6\r\ntion=a\r\n0\r\n\r\n"
)
TRAILER = PIECES.removesuffix(b"\r\n") + b"X-Told: late\r\n\r\n"
WHOLE = [GET, FORM, PIECES, TRAILER]


def after(*parts: bytes) -> Incoming:
    """What has come in when these have."""
    incoming = Incoming()
    for part in parts:
        incoming.add(part)
    return incoming


@pytest.mark.parametrize("request_", WHOLE)
def test_byte_by_byte_it_is_whole_with_the_last_one(request_: bytes) -> None:
    incoming, taken = Incoming(), []
    for at in range(len(request_)):
        taken.append(incoming.take())
        incoming.add(request_[at : at + 1])
    assert set(taken) == {None}
    assert incoming.take() == Taken(request_, last=False)
    assert incoming.take() is None


@pytest.mark.parametrize("first", WHOLE)
@pytest.mark.parametrize("second", WHOLE)
def test_one_after_the_other_each_is_taken_by_itself(first: bytes, second: bytes) -> None:
    incoming = after(first + b"\r\n" + second)
    assert [incoming.take(), incoming.take()] == [Taken(first, last=False), Taken(second, last=False)]


@pytest.mark.parametrize(
    "sent",
    [
        PIECES.replace(b"6\r\n", b"zz\r\n"),
        PIECES.replace(b"6\r\n", b"\r\n"),
        PIECES.replace(b"5;x=1\r\n", b"-5\r\n"),
        PIECES.replace(b"5;x=1\r\n", b"5" * 2000),
        PIECES.replace(b"5;x=1\r\n", b"ffffffffffff\r\n" + b"a" * MOST_BODY),
        FORM.replace(b": 11", b": %d" % (MOST_BODY + 1)),
    ],
)
def test_what_is_broken_or_too_long_is_taken_at_once_as_the_last_one(sent: bytes) -> None:
    assert after(sent).take() == Taken(sent, last=True)


def test_a_body_in_pieces_that_never_ends_is_taken_when_it_is_too_long() -> None:
    head = PIECES[: PIECES.index(b"5;x")]
    incoming = after(head)
    while len(incoming.data) - len(head) <= MOST_BODY:
        assert incoming.take() is None
        incoming.add(b"3e8\r\n" + b"a" * 1000 + b"\r\n")
    taken = incoming.take()
    assert taken is not None
    assert taken.last


def test_a_head_that_does_not_end_is_too_long() -> None:
    assert not after(b"G" * MOST_HEAD).too_long
    assert after(b"G" * (MOST_HEAD + 1)).too_long
    assert not after(GET).too_long


def test_who_waits_for_a_word_before_the_body_is_known() -> None:
    incoming = after(FORM[: FORM.index(b"situation")].replace(b"Host: x", b"Expect: 100-continue"))
    assert incoming.take() is None
    assert incoming.waits


def test_empty_lines_before_a_request_mean_nothing() -> None:
    assert after(b"\r\n", b"\r\n" + GET).take() == Taken(GET, last=False)


def test_what_may_be_long_is_whole_with_its_last_byte_and_nothing_else_is_let_in() -> None:
    length = MOST_BODY * 3
    head = b"POST /a?room=1 HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % length
    asked: list[str] = []

    def longer(target: str) -> int:
        asked.append(target)
        return length if "room" in target else 0

    incoming = Incoming(longer)
    incoming.add(head + b"a" * (length - 1))
    assert (incoming.take(), incoming.is_long, asked) == (None, True, ["/a?room=1"])
    incoming.add(b"a")
    taken = incoming.take()
    assert taken is not None
    assert (len(taken.data), taken.last, incoming.is_long) == (len(head) + length, False, False)
    for other in (
        head.replace(b"room", b"rom"),
        head.replace(b": 9", b": 19"),
        head.replace(b" /a?room=1", b""),
    ):
        incoming.add(other)
        assert incoming.take() == Taken(other, last=True)
