"""Who is named in a text? The one who writes, relatives and friends, and "he" or "she", each where it stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

SELF, OTHER = "self", "other"
_FIELDS = frozenset(("relations", "they", "self"))
_POSSESSIVE = word_list("people.possessive")
_MINE = word_list("people.mine")
_ABOUT = word_list("people.about")
_BELONGS = frozenset(("til", "te", "tel", "av", "of"))
_ENGLISH = word_list("people.english")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who is named: where, whether it is the one who writes (`SELF`) or somebody else, and who that is to them.

    `key` is the same for every mention of one person; `anothers` says that it is somebody else's ("søsteren hans"), `mine`
    that it is said to be the writer's own ("søsteren min", "mor til").
    """

    at: int
    who: str
    relation: str | None = None
    sex: str | None = None
    anothers: bool = False
    mine: bool = False
    key: int = 0


def people_in(matches: Sequence[Match], text: Text) -> list[Mention]:
    """Everybody named, in order. "Meg" speaks for itself only where nobody else is named: "en venn av meg" is the friend."""
    wishes = [match for match in matches if match.field == "constraints"]
    named = [
        match
        for match in matches
        if match.field in _FIELDS
        and not (match.field == "relations" and any(wish.covers(match) for wish in wishes))
    ]  # "vil ikke treffe noen jeg kjenner" tells of nobody
    crowded = {text.clause[match.start] for match in named if match.field == "relations"}
    sexes = {match.start: match.codes[0] for match in matches if match.field == "sex"}
    found: list[Mention] = []
    for match in named:
        if match.field == "self":
            weak = match.codes == ("object",) and text.clause[match.start] in crowded
            others = any(m.field in ("relations", "they") and m.start < match.start for m in named)
            implied = match.codes == ("implied",) and (others or not text.begins_clause(match.start))
            within = any(m.field == "relations" and m.start < match.start < m.end for m in named)
            if not (weak or implied or within):  # "han jeg elsker" is he
                found.append(Mention(match.start, SELF))
        elif not _is_part_of_name(match, named, text) and not _is_part_of_word(match, text):
            found.append(_another(match, named, sexes, text))
    if _is_english(text):
        found.extend(Mention(at, SELF) for at, word in enumerate(text.words) if word == "i")
    return _told_apart(sorted(found, key=lambda person: (person.at, person.who == OTHER)), text)


def _another(match: Match, named: Sequence[Match], sexes: dict[int, str], text: Text) -> Mention:
    anothers = match.field == "relations" and _is_anothers(match, named, text)
    relation = match.codes[0] if match.field == "relations" and not anothers else None
    spoken_for = not _BELONGS.isdisjoint(text.words[match.start : match.end])  # "mor til" is a child's mother
    sex = None if spoken_for else next((sexes[at] for at in match.at or (match.start,) if at in sexes), None)
    beside = text.words[max(0, match.start - 1) : match.end + 1]
    return Mention(
        match.start, OTHER, relation, sex, anothers, mine=spoken_for or not _MINE.isdisjoint(beside)
    )


def _is_part_of_name(match: Match, named: Sequence[Match], text: Text) -> bool:
    """Whether "hans" only says whose brother it is: "bror hans" is one person, not two."""
    owned = match.field == "they" and text.words[match.start] in _POSSESSIVE
    return owned and any(m.field == "relations" and m.end == match.start for m in named)


def _is_part_of_word(match: Match, text: Text) -> bool:
    """Whether it is the end of a longer word that was taken apart: "kassadama" is nobody's partner; "gjeldermannen min" is."""
    typed, word = text.typed[match.start], text.words[match.start]
    glued = (
        typed != word and typed.endswith(word) and match.start > 0 and text.typed[match.start - 1] == typed
    )
    beside = {*text.words[max(0, match.start - 2) : match.start], *text.words[match.end - 1 : match.end + 1]}
    return glued and _MINE.isdisjoint(beside)


def _is_anothers(match: Match, named: Sequence[Match], text: Text) -> bool:
    """Whether it is not the speaker's own: "søsteren hans", "moren til mannen min", "his wife"."""
    after, before = text.words[match.end : match.end + 1], text.words[match.start - 1 : match.start]
    if (after and after[0] in _POSSESSIVE) or (before and before[0] in _POSSESSIVE):
        return True
    relations = {m.start for m in named if m.field == "relations"}
    return bool(after) and after[0] in _BELONGS and match.end + 1 in relations


def _told_apart(people: Sequence[Mention], text: Text) -> list[Mention]:
    """Each mention with the key of its person: one relation is one person, and a pronoun means somebody named before."""
    told: list[Mention] = []
    for person in people:
        told.append(_keyed(person, told, text) if person.who == OTHER else person)
    return told


def _keyed(person: Mention, told: Sequence[Mention], text: Text) -> Mention:
    same = _same(person, told, text)
    if same is None:
        return replace(person, key=max((each.key for each in told), default=0) + 1)
    sex = same.sex or person.sex
    return replace(person, relation=same.relation, anothers=same.anothers, sex=sex, key=same.key)


def _same(person: Mention, told: Sequence[Mention], text: Text) -> Mention | None:
    """Who of those named before is meant: with a pronoun the latest of the sentence, else whoever is named most."""
    fitting = [
        each
        for each in told
        if each.who == OTHER and not (person.sex and each.sex and person.sex != each.sex)
    ]
    if person.relation or person.anothers:
        return next(
            (e for e in reversed(fitting) if e.relation == person.relation and e.anothers == person.anothers),
            None,
        )
    if (
        text.words[person.at - 1 : person.at] and text.words[person.at - 1] in _ABOUT
    ):  # "mamma snakker bare om han"
        fitting = [each for each in fitting if text.clause[each.at] != text.clause[person.at]]
    own = [each for each in fitting if not each.anothers] or fitting
    here = [each for each in own if text.sentence[each.at] == text.sentence[person.at]]
    if here:
        return here[-1]
    often = Counter(each.key for each in own)
    return max(own, key=lambda each: often[each.key], default=None)


def _is_english(text: Text) -> bool:
    """Whether "i" is the speaker and no "in"."""
    return len(_ENGLISH.intersection(text.words)) > 1
