"""What does this person mean? A text in somebody's own words becomes a `Need`.

It is read once (`reading.py`); danger is seen (`danger/signs.py`), then what it is about and whose trouble it is (`topics.py`), who
speaks (`speaker.py`, `letter_speaker.py`), what is asked for (`wishes.py`, `manner.py`), and where (`placing.py`, `where.py`).
Nothing here keeps, logs or returns the words themselves, except those that may name a listing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from directory.matching.understanding import likely_needs, reading
from directory.matching.understanding.asked import manner as asked
from directory.matching.understanding.asked.circumstances import constraints
from directory.matching.understanding.asked.unused import kinds_of
from directory.matching.understanding.asked.where import weigh
from directory.matching.understanding.asked.wishes import find_refusals, find_story
from directory.matching.understanding.danger import signs as danger
from directory.matching.understanding.need import Need
from directory.matching.understanding.reading import ReadText
from directory.matching.understanding.topics import topic
from directory.matching.understanding.who.age import is_young
from directory.matching.understanding.who.asker import asker_ages, asker_sex, asks_for_a_child, names_a_child
from directory.matching.understanding.who.clauses import SUITS, WISH
from directory.matching.understanding.who.letter_speaker import letter_speaker
from directory.matching.understanding.who.second import second_person
from directory.matching.understanding.who.speaker import speaker
from directory.matching.understanding.words.language import language_of_words
from directory.matching.understanding.words.lexicon import IDEAS, Match
from directory.matching.understanding.words.phrases import WITHOUT_MEANING, small_words
from directory.matching.understanding.words.placing import Placing, Weighing, find_place
from directory.matching.understanding.words.text import Text
from directory.places.gazetteer import Gazetteer

_OFFERS = frozenset(("kinds", "organisations", "formats"))
_NAMED = frozenset(("organisations", "acronyms"))


@dataclass(frozen=True, slots=True)
class Understood:
    """A need, and the words that were not used: they may name a listing, and then they are forgotten."""

    need: Need
    left: tuple[str, ...] = ()


def understand(typed: object, gazetteer: Gazetteer) -> Understood:
    """What `typed` says. Anything that is not text reads as nothing; only the first 5,000 signs are read."""
    read = reading.read(typed, gazetteer)
    if read is None:
        return Understood(Need())
    used = {at for m in read.matches if m.field not in WITHOUT_MEANING for at in m.at}
    placing = find_place(read.text, used - small_words(read.matches), gazetteer, _weighing(read))
    unused = _unused(read.text, used | placing.used)
    left = tuple(dict.fromkeys(read.text.typed[at] for at in unused))
    need = _need(read, placing)
    offers = {at for m in read.matches if m.field in _OFFERS for at in m.at}
    alarm = danger.detect(read.sentences, read.text, looked_for=offers | set(placing.used))
    rest = kinds_of(unused, read.text, need)
    return Understood(need.but(urgent=alarm is not None, danger=alarm, unused=bool(left), rest=rest), left)


def _weighing(read: ReadText) -> Weighing | None:
    """How places are weighed in a letter."""
    if not read.letter:
        return None
    return lambda named: weigh(named, read.text, read.clauses, read.people)


def _need(read: ReadText, placing: Placing) -> Need:
    said = [match for match in read.matches if match.field not in IDEAS]
    refused = find_refusals(said, read.text, read.clauses)
    passed_over = refused | find_story(said, read.text, read.clauses)
    meant = [m for m in said if id(m) not in passed_over and not _is_anothers_age(m, read)]
    young = is_young(meant, read.people, read.text)
    about = topic(meant, read, young=young)
    if read.letter:
        who = letter_speaker(meant, about.needs, about.about, read.people, read.clauses, read.text)
    else:
        who = speaker(meant, about.needs, read.people, read.text)
    needs = about.codes(read)
    if read.letter:
        needs = likely_needs.likely_needs(needs, read)
    need = Need(
        audience=who.audience,
        relation=who.relation,
        young=young,
        needs=needs,
        place=placing.place,
        places=placing.places,
        former_name=placing.former_name,
        constraints=constraints(meant, read.people, read.text),
        **_who_asks(who.audience, needs, read),
    )
    return _with_wishes(need, meant, [m for m in said if id(m) in refused], read)


def _who_asks(audience: str | None, needs: Sequence[str], read: ReadText) -> dict[str, Any]:
    """What the order heeds of whoever asks, and for whom else it is asked."""
    people, text = read.people, read.text
    second = second_person(audience, needs, people, text)
    for_child = asks_for_a_child(people, text) or (second == "self" and names_a_child(people, text))
    return {
        "ages": asker_ages(people, text, at_work=audience == "professional"),
        "sex": asker_sex(people, text),
        "for_child": for_child and audience != "professional",
        "second": second,
        "tongue": "en" if language_of_words(text.words) == "en" else None,
    }


def _with_wishes(need: Need, meant: Sequence[Match], refused: Iterable[Match], read: ReadText) -> Need:
    """`need` with how it shall be."""

    def codes(field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for match in meant if match.field == field for code in match.codes))

    not_wanted = {code for match in refused for code in match.codes}
    steps = asked.twelve_steps(codes("twelve_step"), not_wanted)
    wished = {
        code
        for match in meant
        if match.field in _NAMED and read.clauses.purpose(match.start) == WISH
        for code in match.codes
    }
    named = (*codes("organisations"), *codes("acronyms"))
    return need.but(
        kinds=asked.kinds(codes("kinds"), need.constraints),
        weekdays=tuple(
            day
            for day in asked.weekdays([match for match in meant if match.field == "weekdays"], read.text)
            if not read.letter or day not in not_wanted
        ),
        part=_asked_first("parts", meant, read),
        formats=asked.formats(codes("formats"), not_wanted, read.text),
        organisations=asked.organisations(named, read.letter and steps is False, wished),
        openness=next(iter(codes("openness")), None),
        twelve_step=steps,
        for_whom=next(iter(codes("for")), None),
        language=next(iter(codes("languages")), None),
        ask=codes("open_questions"),
    )


def _asked_first(field: str, meant: Sequence[Match], read: ReadText) -> str | None:
    """The code that a wish names, before one that is only told of in passing."""
    said = [match for match in meant if match.field == field]
    wished = [match for match in said if read.clauses.purpose(match.start) in (WISH, SUITS)]
    return next((code for match in (*wished, *said) for code in match.codes), None)


def _is_anothers_age(match: Match, read: ReadText) -> bool:
    """Whether a letter says of somebody else that he or she is young: "siden hun gikk på ungdomsskolen"."""
    return read.letter and match.field == "young" and read.clauses.at(match.start).is_told_before(match.start)


def _unused(text: Text, used: set[int]) -> list[int]:
    """Where the words stand that meant nothing to us, bare numbers aside."""
    return [at for at, word in enumerate(text.words) if at not in used and not word.isdecimal()]
