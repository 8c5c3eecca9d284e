"""Is everybody who is slow shown out in time, whatever they are slow at, and nobody else?"""

from io import BytesIO

import pytest

from directory.gate import connection as gate
from directory.gate.whole_answers import A_PIECE, Answered
from directory.gate.whole_requests import MOST_HEAD, Taken
from tests.gate.doubles import Call

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
ANSWER = b"HTTP/1.1 200 OK\r\n\r\n"


@pytest.fixture
def call() -> Call:
    return Call()


def test_who_says_nothing_is_shown_out_without_a_word(call: Call) -> None:
    call.waits(gate.FIRST_WITHIN)
    assert not call.wire.closed
    call.waits(0.1)
    assert (call.wire.closed, call.wire.sent) == (True, b"")


def test_who_speaks_byte_by_byte_gets_no_more_time_with_each(call: Call) -> None:
    for each in GET[:20]:
        call.says(bytes([each]))
        call.waits(1)
    assert not call.wire.ended
    call.waits(1)
    assert call.wire.sent.startswith(b"HTTP/1.1 408 ")
    assert b"Connection: close" in call.wire.sent
    assert call.wire.ended
    call.waits(gate.GONE_WITHIN + 0.1)
    assert call.wire.closed


def test_who_is_being_answered_may_wait_as_long_as_it_takes(call: Call) -> None:
    call.says(GET)
    assert not call.wire.reads
    call.waits(3600)
    assert not call.wire.closed
    call.connection.send(Answered(ANSWER, keep=True))
    assert (call.wire.sent, call.wire.reads) == (ANSWER, True)


def test_who_does_not_take_the_answer_is_shown_out(call: Call) -> None:
    call.wire.takes = False
    call.says(GET)
    call.connection.send(Answered(ANSWER, keep=True))
    assert call.connection.holds == len(ANSWER)
    call.waits(gate.SENT_WITHIN)
    assert not call.wire.closed
    call.waits(0.1)
    assert call.wire.closed


def test_a_long_answer_is_sent_piece_by_piece_and_each_has_its_time(call: Call) -> None:
    call.says(GET)
    rest = BytesIO(b"a" * A_PIECE + b"b")
    call.wire.takes = False
    call.connection.send(Answered(ANSWER, keep=True, rest=rest))
    assert call.wire.sent == ANSWER
    call.waits(gate.SENT_WITHIN)
    call.connection.resume_writing()
    assert len(call.wire.sent) == len(ANSWER) + A_PIECE
    call.waits(gate.SENT_WITHIN)
    call.connection.resume_writing()
    assert (call.wire.sent[-1:], rest.closed) == (b"b", False)
    call.connection.resume_writing()
    assert (rest.closed, call.wire.reads, call.wire.closed) == (True, True, False)


def test_what_is_left_of_a_long_answer_is_let_go_with_whom_it_was_for(call: Call) -> None:
    call.says(GET)
    rest = BytesIO(b"a" * 2 * A_PIECE)
    call.wire.takes = False
    call.connection.send(Answered(ANSWER, keep=True, rest=rest))
    call.connection.connection_lost(None)
    assert rest.closed


def test_who_took_it_may_ask_again_for_a_while(call: Call) -> None:
    call.wire.takes = False
    call.says(GET)
    call.connection.send(Answered(ANSWER, keep=True))
    call.waits(gate.SENT_WITHIN - 1)
    call.connection.resume_writing()
    call.waits(gate.AGAIN_WITHIN)
    call.says(GET)
    assert call.porter.asked == [Taken(GET, last=False)] * 2
    call.wire.takes = True
    call.connection.resume_writing()
    call.connection.send(Answered(ANSWER, keep=True))
    call.waits(gate.AGAIN_WITHIN + 0.1)
    assert call.wire.closed


def test_what_was_sent_meanwhile_is_asked_afterwards(call: Call) -> None:
    call.says(GET + GET)
    assert len(call.porter.asked) == 1
    call.connection.send(Answered(ANSWER, keep=True))
    assert len(call.porter.asked) == 2


def test_after_the_last_answer_what_still_comes_is_let_go_by(call: Call) -> None:
    call.says(GET)
    call.connection.send(Answered(ANSWER, keep=False))
    assert (call.wire.ended, call.wire.closed, call.wire.reads) == (True, False, True)
    call.says(GET)
    assert len(call.porter.asked) == 1
    call.waits(gate.GONE_WITHIN + 0.1)
    assert call.wire.closed


def test_what_is_cut_short_is_asked_as_the_last_one(call: Call) -> None:
    call.says(GET[:10])
    assert call.connection.eof_received()
    assert call.porter.asked == [Taken(GET[:10], last=True)]
    call.connection.send(Answered(ANSWER, keep=False))
    assert call.wire.closed


def test_who_goes_having_said_nothing_is_not_kept(call: Call) -> None:
    assert not call.connection.eof_received()
    call.connection.connection_lost(None)
    assert call.porter.here == set()


def test_a_head_without_an_end_is_refused(call: Call) -> None:
    call.says(b"G" * (MOST_HEAD + 1))
    assert call.wire.sent.startswith(b"HTTP/1.1 431 ")
    assert call.wire.ended


def test_who_waits_for_a_word_gets_it_once(call: Call) -> None:
    head = b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    call.says(head)
    call.says(b"a")
    assert call.wire.sent == b"HTTP/1.1 100 Continue\r\n\r\n"
    call.says(b"b")
    assert call.porter.asked == [Taken(head + b"ab", last=False)]


def test_what_may_be_long_has_longer(call: Call) -> None:
    call.porter.room = 9_000_000
    call.says(b"POST / HTTP/1.1\r\nContent-Length: 8000000\r\n\r\n")
    call.waits(gate.LONG_WITHIN)
    assert not call.wire.ended
    call.waits(0.1)
    assert call.wire.ended
