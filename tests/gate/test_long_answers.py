"""Does a long answer come whole, without lying in memory whole?"""

import logging

from gunicorn.config import Config

from directory.gate.whole_answers import A_PIECE, MOST_IN_MEMORY, Answering, Ends
from directory.gate.whole_requests import Taken

GET = b"GET /data HTTP/1.1\r\nHost: x\r\n\r\n"
PART = b"x" * 100_000


def answering(parts: int) -> Answering:
    def application(_environ, start_response):  # type: ignore[no-untyped-def]
        start_response("200 OK", [("Content-Length", str(parts * len(PART)))])
        return (PART for _ in range(parts))

    return Answering(application, Config(), logging.getLogger("gate"))


def test_a_long_answer_waits_in_a_file_and_comes_whole() -> None:
    parts = MOST_IN_MEMORY // len(PART) + 5
    answered = answering(parts).answer(Taken(GET, False), Ends(("127.0.0.1", 1), ("127.0.0.1", 2)), True)
    assert len(answered.data) == A_PIECE and answered.rest
    with answered.rest as rest:
        whole = answered.data + rest.read()
    assert (whole.partition(b"\r\n\r\n")[2], answered.keep) == (PART * parts, True)


def test_a_short_answer_is_there_at_once() -> None:
    answered = answering(3).answer(Taken(GET, False), Ends(("127.0.0.1", 1), ("127.0.0.1", 2)), True)
    assert (answered.rest, answered.data.partition(b"\r\n\r\n")[2]) == (None, PART * 3)
