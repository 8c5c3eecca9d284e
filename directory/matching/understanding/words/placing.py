"""Where does this person live? Finds the place among the words of a sentence, inflected or misspelt."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from directory.matching.understanding.words.text import Text, frequent_words
from directory.matching.understanding.words.word_lists import word_list
from directory.places.gazetteer import Gazetteer
from directory.places.models import Answer, Place
from directory.places.spelling import slug

_MOST_WORDS = 4
_FAR_SMALLER = 4  # times
_POSTCODE = re.compile(r"\d{4}")
_THIS_CENTURY = re.compile(r"20[2-4]\d")
_MOST_TRIED = 10  # words that may be a misspelt place
_MOST_NAMES = 30  # words of one text that a name may begin with
_EVERYDAY = 10_000  # a word that is written so often, and begins no sentence, is itself
_SHORT = 3  # "alkohol os", "sorg moss": in so few words a name is a name
_LIVES = word_list("placing.lives")
_INTO = word_list("placing.into")
_NEARNESS = word_list("placing.nearness")
_FROM = word_list("placing.from")
_TOWARDS = word_list("placing.towards")
_ENGLISH = frozenset(("to", "from"))
_LIVED = word_list("placing.lived")
_MOVES = word_list("placing.moves")
_SPEAKERS = word_list("placing.speakers")
_OTHERS = word_list("placing.others")
_ASKING = word_list("placing.asking")
_ANOTHER = word_list("placing.another")
_SPEAKING = _SPEAKERS | frozenset("meg mæ mei oss åss me us i".split())
_RATHER = word_list("placing.rather")
_NOT = word_list("placing.not")
_AFTER = word_list("placing.after")
_ENDINGS = (
    "sområdet",
    "området",
    "somradet",
    "omradet",
    "sregionen",
    "regionen",
    "sdistriktet",
    "distriktet",
    "straktene",
    "traktene",
    "skanten",
    "kanten",
    "sentrum",
    "s",
)
_AFTER_A_YEAR_WORD = word_list("placing.after_a_year_word")
_AFTER_AN_AMOUNT = word_list("placing.after_an_amount")


@dataclass(frozen=True, slots=True)
class Placing:
    """One place, or the candidates to ask about, and which words said it."""

    place: Place | None = None
    places: tuple[Place, ...] = ()
    former_name: str | None = None
    used: frozenset[int] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class PlaceNamed:
    """Words `start` to `end` (not included), and what they may mean."""

    start: int
    end: int
    answer: Answer


Weighing = Callable[[Sequence[PlaceNamed]], Sequence[float]]


def find_place(
    text: Text, used: Collection[int], gazetteer: Gazetteer, weigh: Weighing | None = None
) -> Placing:
    """The place that `text` names; words in `used` mean something else and are passed over. Of several names the one counts
    to which `weigh` gives most; without it the one that the words around say most clearly."""
    found = (
        _exact(text, used, gazetteer, weigh or _weighing(text))
        or _inflected(text, used, gazetteer)
        or _misspelt(text, used, gazetteer)
    )
    if found is None:
        return Placing()
    answer = found.answer
    places = _without_namesakes(answer.places)
    return Placing(
        place=places[0] if len(places) == 1 else None,
        places=places if len(places) > 1 else (),
        former_name=_addressable(answer, gazetteer),
        used=frozenset(range(found.start, found.end)),
    )


def is_name(text: Text, at: int, gazetteer: Gazetteer) -> bool:
    """Whether a word is the name of a place as it stands, or a part of one."""
    for start in range(max(0, at - _MOST_WORDS + 2), at + 1):
        if gazetteer.begins_a_name(text.words[start]):
            for end in range(at + 1, start + _MOST_WORDS):
                if gazetteer.exact(" ".join(text.words[start:end]), "postcode").places:
                    return True
    return False


def is_introduced(text: Text, at: int) -> bool:
    """Whether the word before says that a place comes: "i", "på", "fra", "til", "bor"."""
    return _leading(text, at) in _INTO | _FROM | _TOWARDS | _LIVES


def is_expected(text: Text, at: int) -> bool:
    """Whether a place may stand here: introduced, written as a name, alone, or among very few words."""
    return (
        is_introduced(text, at)
        or at in text.named
        or _stands_apart(text, at, at + 1)
        or len(text.words) <= _SHORT
    )


def _without_namesakes(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The municipality alone, where everything else of its name is a far smaller place: "Årdal", "Lyngdal"."""
    municipalities = [place for place in places if place.kind == "municipality"]
    others = [place.size for place in places if place.kind != "municipality"]
    clear = len(municipalities) == 1 and max(others, default=0) * _FAR_SMALLER <= municipalities[0].size
    return tuple(municipalities) if clear else places


def _addressable(answer: Answer, gazetteer: Gazetteer) -> str | None:
    """The former name that was written, where its slug leads to the one place and to nothing else."""
    if answer.how != "former" or answer.said is None:
        return None
    return answer.said if gazetteer.former_slug(slug(answer.said)) == answer.place else None


def _narrow(found: PlaceNamed, text: Text, gazetteer: Gazetteer) -> PlaceNamed:
    """ "Os i Hedmark": of several places, the one in the county or municipality that is named right after."""
    several = len(found.answer.places) > 1
    for end in range(min(found.end + 4, len(text.words)) if several else found.end, found.end, -1):
        words = text.words[found.end : end]
        if words[0] in _INTO or words[0] in _AFTER:
            words = words[1:]
        areas = gazetteer.exact(" ".join(words), "postcode").places if words else ()
        inside = [p for p in found.answer.places if any(p == area or _lies_in(p, area) for area in areas)]
        if len(inside) == 1:
            return PlaceNamed(found.start, end, replace(found.answer, places=(inside[0],), certain=True))
    return found


def _lies_in(place: Place, area: Place) -> bool:
    if area.kind == "county":
        return place.kind != "county" and place.county_number == area.county_number
    return place.kind in ("town", "district") and area.id == place.municipality_number


def _windows(text: Text, used: Collection[int], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Words in a row that a name may stand in, the longest first."""
    beginnings = [
        at
        for at, word in enumerate(text.words)
        if at not in used and (_POSTCODE.fullmatch(word) or gazetteer.begins_a_name(word))
    ][-_MOST_NAMES:]
    for length in range(min(_MOST_WORDS, len(text.words)), 0, -1):
        for start in beginnings:
            end = start + length
            if end <= len(text.words) and not any(at in used for at in range(start, end)):
                yield start, end


def _weighing(text: Text) -> Weighing:
    return lambda named: [_weight(text, each.start, each.end, each.answer) for each in named]


def _exact(text: Text, used: Collection[int], gazetteer: Gazetteer, weigh: Weighing) -> PlaceNamed | None:
    """The name that says best where the speaker is. Where every other word has a meaning, the last one is a name."""
    named: list[PlaceNamed] = []
    for start, end in _windows(text, used, gazetteer):
        if any(longer.start <= start and end <= longer.end for longer in named):
            continue
        answer = gazetteer.exact(" ".join(text.words[start:end]), number_means="postcode")
        if not answer.places or _is_amount(text, start):
            continue
        found = _narrow(PlaceNamed(start, end, answer), text, gazetteer)
        rest = {*range(start), *range(end, len(text.words))}
        if rest.issubset(used) or _is_meant(text, start, end, found.answer):
            named.append(found)
    weights = weigh(named) if len(named) > 1 else [0.0] * len(named)
    ranked = zip(weights, named, strict=True)
    best = max(ranked, key=lambda each: (each[0], each[1].end - each[1].start, -each[1].start), default=None)
    return _more_exact(best[1], named) if best else None


def _more_exact(best: PlaceNamed, others: Iterable[PlaceNamed]) -> PlaceNamed:
    """ "Telemark, Rjukan", "Romsås i Oslo": the place within the one that was said most clearly."""
    areas = best.answer.places
    within = [
        other
        for other in others
        if other is not best
        and (place := other.answer.place)
        and any(_lies_in(place, a) or place == a for a in areas)
    ]
    return min(within, key=lambda other: other.start, default=best)


def _is_meant(text: Text, start: int, end: int, answer: Answer) -> bool:
    """Whether the name is a place here: introduced, written as a name, well known, or one of very few words."""
    before = _leading(text, start)
    if answer.certain or before in _INTO or start in text.named:
        return True
    if before in _ENGLISH and frequent_words().get(text.words[start], _EVERYDAY) < _EVERYDAY:
        return False  # "to his parents", "to ask"
    if before in _FROM | _TOWARDS or (text.words[end : end + 1] and text.words[end] in _AFTER):
        return True
    return len(text.words) <= _SHORT or _stands_apart(text, start, end)


def _leading(text: Text, at: int) -> str:
    """The word before; "i nærheten av" says no more than "i"."""
    if at > 1 and text.words[at - 1] in ("av", "of", "to", "ved") and text.words[at - 2] in _NEARNESS:
        return "i"
    return text.words[at - 1] if at else ""


def _weight(text: Text, start: int, end: int, answer: Answer) -> int:
    """How strongly the words say that the speaker is there: a postcode, "jeg bor i", a name that stands by itself."""
    if answer.how == "postcode":  # "kurs i Ørsta 2027": a named place says more than what may be a year
        return 1 if _THIS_CENTURY.fullmatch(text.words[start]) else 100
    clause = {w for at, w in enumerate(text.words[:start]) if text.clause[at] == text.clause[start]}
    before = _leading(text, start)
    said = 20 if before in _INTO else 14 if before in _TOWARDS else 8 if before in _FROM else 0
    apart = 30 if _stands_apart(text, start, end) else 0
    followed = 20 if text.words[end : end + 1] and text.words[end] in _AFTER else 0
    return (
        max(said, apart, followed)
        + _wished(text.words[max(0, start - 3) : start])
        + (30 if before in _TOWARDS and not clause.isdisjoint(_MOVES) else 0)
        + _living(clause, for_another=asks_for_another(text))
        + 6 * (start in text.named)
        + 8 * answer.certain
        + 6 * (not clause.isdisjoint(_ASKING))
    )


def _wished(before: tuple[str, ...]) -> int:
    """Whether one would rather go there than where one lives ("heller i Skien"), or not ("ikke i Porsgrunn")."""
    if before[-1:] and before[-1] in _INTO and before[-2:-1] and before[-2] in _NOT:
        return -60
    return 0 if _RATHER.isdisjoint(before) else 45


def _living(clause: Collection[str], *, for_another: bool) -> int:
    """Who lives there, as the clause before the name says: the one it is for now, once, or somebody else."""
    lives, lived = not _LIVES.isdisjoint(clause), not _LIVED.isdisjoint(clause)
    if not (lives or lived):
        return 0
    speaks = not _SPEAKERS.isdisjoint(clause)
    of_another = not speaks and not _OTHERS.isdisjoint(clause)
    return -10 if lived else 40 + 5 * speaks if of_another == for_another else 0


def asks_for_another(text: Text) -> bool:
    """Whether what is asked at the end is for him or her alone: "finnes det et sted han kan gå?"."""
    last = text.sentence[-1]
    asked = {word for at, word in enumerate(text.words) if text.sentence[at] == last}
    return not (asked.isdisjoint(_ASKING) or asked.isdisjoint(_ANOTHER)) and asked.isdisjoint(_SPEAKING)


def _stands_apart(text: Text, start: int, end: int) -> bool:
    """ ", Hamar", "Hamar.": a clause that is the name and nothing else."""
    clause = text.clause[start]
    alone_before = start == 0 or text.clause[start - 1] != clause
    alone_after = end == len(text.words) or text.clause[end] != clause or text.words[end] in _AFTER
    return alone_before and alone_after


def _is_amount(text: Text, at: int) -> bool:
    """A year ("siden 2019") or an amount ("5000 kr") is no postcode."""
    word = text.words[at]
    if not word.isdecimal():
        return False
    after = text.words[at + 1] if at + 1 < len(text.words) else ""
    year = "1900" <= word <= "2049" and at > 0 and text.words[at - 1] in _AFTER_A_YEAR_WORD
    return year or after in _AFTER_AN_AMOUNT


def _inflected(text: Text, used: Collection[int], gazetteer: Gazetteer) -> PlaceNamed | None:
    """ "Ålesundsområdet", "Trondheimsregionen", "Hamar distriktet"."""
    for at, word in enumerate(text.words):
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            if at not in used and stem != word and len(stem) >= 3:
                answer = gazetteer.exact(stem, number_means="postcode")
                if answer.places and (ending != "s" or answer.certain):
                    return PlaceNamed(at, at + 1, answer)
    return None


def _misspelt(text: Text, used: Collection[int], gazetteer: Gazetteer) -> PlaceNamed | None:
    """A small typo, only where a place is expected: after "i" or "på", in a name, alone, or in very few words."""
    expected = [at for at in range(len(text.words) - 1, -1, -1) if at not in used and is_expected(text, at)]
    for at in expected[:_MOST_TRIED]:
        word = text.words[at]
        if not word.isdecimal() and word not in frequent_words():
            answer = gazetteer.typo(word)
            if answer.certain:
                return PlaceNamed(at, at + 1, answer)
    return None
