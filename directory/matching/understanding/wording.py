"""What does this person mean? A sentence in somebody's own words becomes a `Need`.

Words are mended (`misspelt.py`) and looked up (`lexicon.py`); danger is seen (`danger.py`), then who speaks about whom
(`speaker.py`), and the place is found among the words that are left (`placing.py`). Nothing here keeps, logs or returns
the words themselves, except those that may name a listing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from directory.matching.understanding import danger, misspelt, text
from directory.matching.understanding.age import is_young
from directory.matching.understanding.clauses import WISH, Clauses, clauses_in
from directory.matching.understanding.constraints import constraints
from directory.matching.understanding.focus import focus
from directory.matching.understanding.lexicon import Match, lexicon
from directory.matching.understanding.need import Need
from directory.matching.understanding.owners import owners_in
from directory.matching.understanding.people import Person, people_in
from directory.matching.understanding.placing import Placing, Weighing, find_place
from directory.matching.understanding.speaker import Speaker, letter_speaker, speaker
from directory.matching.understanding.text import Text
from directory.matching.understanding.unused import kinds_of
from directory.matching.understanding.where import weigh
from directory.matching.understanding.wishes import asked_for, outlived, told, turned_down
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import WEEKDAYS

# A longer phrase of one of these says what its words mean: "mor til" is not "mor", "i morgen" no time of day.
_WINNING = frozenset(
    "needs weak_needs relations kinds formats organisations twelve_step open_questions nothing parts for"
    " audiences professions young weekdays".split()
)
_WITHOUT_MEANING = danger.FIELDS | {"self", "they", "not", "asking", "habits", "wishing", "frames", "sex"}
# People stand in a phrase and are people still; what one must fit it in with is found beside everything else.
_NEVER_PARTS = danger.FIELDS | {"self", "they", "not", "habits", "frames", "sex", "constraints"}
_USED = frozenset(("alcohol", "drugs", "medicines", "gambling"))
_LOSSES = frozenset(("suicide-loss", "overdose-loss"))
_TWELVE_STEP = frozenset(("aa", "na", "ca", "al-anon", "aca", "coda", "ga", "oa", "nar-anon", "alateen"))
# What means something of its own inside a longer phrase: "sorggruppe for menn" is a group, "NA på nett" is on the net.
_STANDING = frozenset(
    [(winner, "kinds") for winner in ("needs", "weak_needs", "for", "twelve_step")]
    + [("organisations", "formats"), ("parts", "weekdays"), ("for", "needs"), ("for", "weak_needs")]
    + [("relations", "needs"), ("relations", "weak_needs")]
)
_FEW = 5  # words: "na molde" is no sentence, and "na" no "nå"
_DAYS = tuple(WEEKDAYS)
_UNTIL = frozenset("til te to through until".split())
_REMOTE = frozenset(("online", "phone"))


@dataclass(frozen=True, slots=True)
class Understood:
    """A need, and the words that were not used: they may name a listing, and then they are forgotten."""

    need: Need
    left: tuple[str, ...] = ()


def understand(typed: object, gazetteer: Gazetteer) -> Understood:
    """What `typed` says. Anything that is not text reads as nothing; only the first 1,000 signs are read."""
    written = text.read(typed)
    if not written.words:
        return Understood(Need())
    read = misspelt.mend(written, gazetteer)
    matches = _settled(lexicon().matches(read.words), read)
    used = {at for m in matches if m.field not in _WITHOUT_MEANING for at in m.at}
    people = people_in(matches, read)
    clauses = clauses_in(matches, people, read)
    placing = find_place(read, used - _small(matches), gazetteer, _weighing(read, clauses, people))
    unused = _unused(read, used | placing.used)
    left = tuple(dict.fromkeys(read.typed[at] for at in unused))
    need, who = _need(matches, read, placing, clauses, people)
    alarm = danger.seen(
        matches,
        read,
        of_another=who.relation is not None or who.audience == "relative",
        looking=bool(need.place or need.places or need.kinds or need.organisations or need.formats),
    )
    rest = kinds_of(unused, read, need)
    return Understood(need.but(urgent=alarm is not None, danger=alarm, unused=bool(left), rest=rest), left)


def _small(matches: Sequence[Match]) -> set[int]:
    """Words that mean nothing by themselves and may yet be a part of a name ("Nord i Odal")."""
    return {m.start for m in matches if m.field == "nothing" and m.codes == ("small",) and m.length == 1}


def _settled(found: Sequence[Match], read: Text) -> list[Match]:
    """Without what runs over the end of a sentence, and without what is only a part of a longer phrase."""
    within = [
        m for m in found if m.field in danger.FIELDS or read.sentence[m.start] == read.sentence[m.end - 1]
    ]
    winners = [match for match in within if match.field in _WINNING and match.length > 1]
    over: dict[int, list[Match]] = {}
    for winner in winners:
        for at in range(winner.start, winner.end):
            over.setdefault(at, []).append(winner)
    kept = [
        m
        for m in within
        if m.field in _NEVER_PARTS or not any(_swallows(w, m) for w in over.get(m.start, ()))
    ]
    work = [match for match in kept if match.field == "professions"]
    return [
        m
        for m in kept
        if not (m.field == "kinds" and any(other.covers(m) for other in work))
        and not (m.field == "acronyms" and m.start not in read.capitals and len(read.words) > _FEW)
        and not (m.field == "for" and read.clause[m.start] != read.clause[m.end - 1])
    ]


def _swallows(winner: Match, other: Match) -> bool:
    """Whether `other` means nothing beside the longer `winner`; "sorggruppe for menn" is a group still."""
    return other.inside(winner) and (winner.field, other.field) not in _STANDING


def _is_told(match: Match, clauses: Clauses) -> bool:
    """Whether a letter says it of somebody else: "siden hun gikk på ungdomsskolen"."""
    return clauses.letter and clauses.at(match.start).is_told_before(match.start)


def _weighing(read: Text, clauses: Clauses, people: Sequence[Person]) -> Weighing | None:
    """How places are weighed in a letter."""
    if not clauses.letter:
        return None
    return lambda start, end, answer: weigh(start, end, answer, read, clauses, people)


def _need(
    matches: Sequence[Match], read: Text, placing: Placing, clauses: Clauses, people: Sequence[Person]
) -> tuple[Need, Speaker]:
    refused = turned_down(matches, read, clauses)
    passed_over = refused | told(matches, read, clauses)
    meant = [
        m for m in matches if id(m) not in passed_over and not (m.field == "young" and _is_told(m, clauses))
    ]

    def codes(field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for match in meant if match.field == field for code in match.codes))

    needs = [m for m in meant if m.field in ("needs", "weak_needs")]
    if young := is_young(meant, people, read):  # who is still growing up asks about those at home
        needs = [m for m in needs if m.codes != ("growing-up",)] or needs
    if clauses.letter:
        about = focus(needs, owners_in(needs, people, clauses, read), people, clauses, read)
        needs = about.needs
    needs = outlived(_needs(needs), read)
    if clauses.letter:
        who = letter_speaker(meant, needs, about.person, people, clauses, read)
    else:
        who = speaker(meant, needs, people, read)
    fits_in = constraints(meant, people, read)
    not_wanted = {code for m in matches if id(m) in refused for code in m.codes}
    twelve_step = _twelve_step(codes("twelve_step"), not_wanted)
    wished = {code for m in meant if clauses.purpose(m.start) == WISH for code in m.codes}
    return Need(
        audience=who.audience,
        relation=who.relation,
        young=young,
        needs=tuple(dict.fromkeys(code for match in asked_for(needs, read) for code in match.codes)),
        place=placing.place,
        places=placing.places,
        former_name=placing.former_name,
        kinds=_kinds(codes("kinds"), fits_in),
        weekdays=_weekdays([m for m in meant if m.field == "weekdays"], read),
        part=next(iter(codes("parts")), None),
        formats=codes("formats") or (("in_person",) if _REMOTE & not_wanted else ()),
        organisations=_organisations(
            (*codes("organisations"), *codes("acronyms")), clauses.letter and twelve_step is False, wished
        ),
        openness=next(iter(codes("openness")), None),
        twelve_step=twelve_step,
        for_whom=next(iter(codes("for")), None),
        language=next(iter(codes("languages")), None),
        constraints=fits_in,
        ask=codes("open_questions"),
    ), who


def _organisations(said: tuple[str, ...], without_steps: bool, wished: Collection[str]) -> tuple[str, ...]:
    """Which are asked for. Who wants no steps asks for no twelve-step group, also where somebody told him of one."""
    asked = dict.fromkeys(said)
    return tuple(c for c in asked if not without_steps or c not in _TWELVE_STEP or c in wished)


def _twelve_step(said: tuple[str, ...], not_wanted: set[str]) -> bool | None:
    if "refused" in said or _TWELVE_STEP & not_wanted or "asked" in not_wanted:
        return False
    return True if said else None


def _kinds(said: tuple[str, ...], fits_in: tuple[str, ...]) -> tuple[str, ...]:
    """Who asks for the contact point for groups asks for the contact point; who would rather not sit in a group, for none."""
    if "contact_point" in said:
        return ("contact_point",)
    return tuple(kind for kind in said if kind != "group" or "no-group" not in fits_in)


def _weekdays(said: Sequence[Match], read: Text) -> tuple[str, ...]:
    """The days that were said; "mandag til onsdag" says tuesday too."""
    days = list(dict.fromkeys(code for match in said for code in match.codes))
    for first, last in pairwise(sorted(said, key=lambda match: match.start)):
        if last.start == first.end + 1 and read.words[first.end] in _UNTIL:
            span = slice(_DAYS.index(first.codes[0]), _DAYS.index(last.codes[-1]) + 1)
            days += [day for day in _DAYS[span] if day not in days]
    return tuple(days)


def _needs(matches: Sequence[Match]) -> list[Match]:
    """What the words say that it is about. A wide word ("avhengig av", "sykdom") counts only where no other word says more,
    and grief is a part of losing somebody to suicide or an overdose."""
    strong = [match for match in matches if match.field == "needs"]
    losses = any(_LOSSES.intersection(match.codes) for match in strong)
    strong = [match for match in strong if not (losses and match.codes == ("grief",))]
    return _without_the_widest(strong or [match for match in matches if match.field == "weak_needs"])


def _without_the_widest(found: Sequence[Match]) -> list[Match]:
    """Without what another word makes plain: "ruser seg på hasj" is drugs, "hekta på spill" gambling, and "møte folk"
    beside drinking no loneliness."""
    said = {match.codes for match in found}
    named = _USED if all(match.field == "weak_needs" for match in found) else _USED - {"alcohol"}
    widest = {("alcohol", "drugs")} if any((code,) in said for code in named) else set()
    used = any(_USED.intersection(codes) for codes in said)
    return [
        match
        for match in found
        if match.codes not in widest
        and not (used and match.field == "weak_needs" and match.codes == ("loneliness",))
    ]


def _unused(read: Text, used: set[int]) -> list[int]:
    """Where the words stand that meant nothing to us, bare numbers aside."""
    return [at for at, word in enumerate(read.words) if at not in used and not word.isdecimal()]
