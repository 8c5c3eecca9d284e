"""Do fingers slip as fingers do, and alike on every machine?"""

import pytest
from rapidfuzz.distance import OSA

from tests.evaluation.expecting import expectation
from tests.evaluation.lines import read
from tests.evaluation.misspelling import SLIPS, misspelt
from tests.evaluation.own import HERE

SENTENCE = "Kona mi drikker hver kveld, og vi bor på Hamar"


@pytest.fixture(scope="module")
def ours() -> list[str]:
    return [each.situation for each in read(HERE / "sentences.jsonl", expectation)]


def test_the_same_sentence_slips_alike_everywhere() -> None:
    assert misspelt(SENTENCE) == ("Kona mi drikker hver kvrld, og vi bor på Hamar", "the key beside")


def test_a_slip_is_one_at_most(ours: list[str]) -> None:
    for sentence in ours:
        slipped, name = misspelt(sentence)
        if name not in ("no æ, ø, å", "all lower case"):
            assert OSA.distance(sentence, slipped) <= 1, (sentence, slipped)


def test_short_words_never_slip() -> None:
    for sentence in ("mor til ni", "AA i Os", "42", ""):
        assert misspelt(sentence)[0] in (sentence, sentence.lower())
    for number in range(300):
        words = f"no er kona min syk for {number} gong".split()
        slipped = misspelt(" ".join(words))[0].split()
        assert [at for at, word in enumerate(words) if slipped[at] != word] in ([2], [7])


def test_every_kind_of_slip_is_made(ours: list[str]) -> None:
    assert {name for _sentence, name in map(misspelt, ours)} >= set(SLIPS)
