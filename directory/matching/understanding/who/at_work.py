"""Does somebody ask at work? For a patient or a user, or by naming a profession; not of a need of one's own or of the family."""

from collections.abc import Sequence

from directory.matching.understanding.who.clauses import Clauses
from directory.matching.understanding.who.people import OTHER, SELF, Mention
from directory.matching.understanding.words.letter_weights import Traits, weight
from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.placing import asks_for_another
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

AT_WORK = "at work"  # the question that the table weighs
_OWN_WITHIN = 4  # words between a profession and a need of one's own
_MYSELF = word_list("at_work.myself")
_IS_AT = word_list("at_work.is_at")
_WORKS = word_list("at_work.works")
_VISITED = word_list("at_work.visited")
_FAMILY = frozenset(("partner", "parent", "child", "sibling", "friend"))


def works(
    matches: Sequence[Match],
    needs: Sequence[Match],
    owners: Sequence[Mention | None],
    people: Sequence[Mention],
    text: Text,
) -> bool:
    """Whether somebody asks at work: speaks of a patient, or names his profession ("sykepleier i Tana") without telling
    of a need of his own ("jeg er lærer og drikker") or of a relative's work ("mannen min er psykolog")."""
    if any(match.field == "audiences" and "professional" in match.codes for match in matches):
        return True
    for match in matches:
        if match.field == "professions" and _is_said(match, text):
            before = [person for person in people if person.at < match.start]
            own = [
                need
                for need, owner in zip(needs, owners, strict=True)
                if owner and owner.who == SELF and _is_own(need, match, text)
            ]
            if not own and (not before or before[-1].who == SELF):
                return True
    return False


def asks_at_work(
    matches: Sequence[Match], about: Mention | None, people: Sequence[Mention], clauses: Clauses, text: Text
) -> bool:
    """Whether somebody writes a letter at work, for a patient or a user; by the rules alone where nothing was learnt."""
    weighed = weight(AT_WORK, work_traits(matches, about, people, clauses, text))
    return weighed > 0 if weighed else _asks_by_rules(matches, about, people, clauses, text)


def work_traits(
    matches: Sequence[Match], about: Mention | None, people: Sequence[Mention], clauses: Clauses, text: Text
) -> Traits:
    """What speaks for (or against) somebody's writing at work."""
    clients = [m for m in matches if m.field == "audiences" and "professional" in m.codes]
    said = [m for m in matches if m.field == "professions" and _is_said(m, text)]
    family = [p for p in people if p.relation in _FAMILY]
    return {
        "by the rules": _asks_by_rules(matches, about, people, clauses, text),
        "a client is named": bool(clients),
        "another client is named": len({m.start for m in clients}) > 1,
        "a client is named, of whom nobody else tells": any(not clauses.at(m.start).told for m in clients),
        "begins with a profession": any(clauses.at(m.start).sentence == 0 for m in said),
        "names a profession soon": any(clauses.at(m.start).sentence <= 1 for m in said),
        "names a profession": any(m.field == "professions" for m in matches),
        "a profession, and a client": bool(said and clients),
        "one's own family is named": any(p.mine for p in family),
        "one's own partner": any(p.mine and p.relation == "partner" for p in family),
        "a partner, nobody says whose": any(p.relation == "partner" and not p.mine for p in family),
        "family, nobody says whose": any(not p.mine for p in family),
        "no family is named": not family,
        "another's family is named": any(p.anothers for p in people),
        "is about nobody else": about is None,
        "is about one's own": about is not None and about.mine,
        "is about somebody related": about is not None and about.relation is not None,
        "is about a stranger": about is not None and about.relation is None,
        "begins with another": bool(people) and people[0].who == OTHER,
        "the writer is named": sum(p.who == SELF for p in people) / (text.sentence[-1] + 1),
        "others are named": sum(p.who == OTHER for p in people) / (text.sentence[-1] + 1),
        "asks for another": asks_for_another(text),
        "says that it is for a relative": any(
            "relative" in m.codes for m in matches if m.field == "audiences"
        ),
        "says that it is for oneself": any("self" in m.codes for m in matches if m.field == "audiences"),
    }


def _asks_by_rules(
    matches: Sequence[Match], about: Mention | None, people: Sequence[Mention], clauses: Clauses, text: Text
) -> bool:
    """Whether somebody asks for a patient or a user, or begins with what he or she is; not about the writer or the family."""
    named = [m for m in matches if m.field == "audiences" and "professional" in m.codes]
    clients = any(text.words[m.start] not in _WORKS and not clauses.at(m.start).told for m in named)
    asks = any(not clauses.at(m.start).told for m in named)
    begins = any(
        m.field == "professions" and clauses.at(m.start).sentence <= 1 and _is_said(m, text) for m in matches
    )
    if clients and (begins or about is None or about.relation is None) and not _has_own(people):
        return True
    if begins and about is not None and about.relation is None and not any(p.mine for p in people):
        return True
    another = any(person.who == OTHER for person in people)
    return not _has_own(people) and (begins or asks) and (another or (asks and begins))


def _has_own(people: Sequence[Mention]) -> bool:
    """Whether somebody of the writer's own is named: "mannen min", or "kona" alone."""
    return any(
        (person.mine and person.relation in _FAMILY) or (person.relation == "partner" and not person.anothers)
        for person in people
    )


def _is_own(need: Match, profession: Match, text: Text) -> bool:
    """Whether a need told after a profession is the speaker's: told at once ("lærer og drikker"), or "jeg selv som"."""
    of_work = need.field == "weak_needs" and "mental-health" in need.codes  # "rusterapeut på DPS"
    if text.typed[need.start] == text.typed[profession.start]:
        return False  # "rusterapeut" is one word
    at_once = 0 <= need.start - profession.end <= _OWN_WITHIN and not of_work
    return at_once or (need.start > 1 and text.words[need.start - 2] in _MYSELF)


def _is_said(profession: Match, text: Text) -> bool:
    """Whether it is said of the speaker ("jeg er sykepleier", "Sykepleier i Tana"), not sought ("trenger ikke lege")."""
    before = text.words[max(0, profession.start - 2) : profession.start]
    if text.begins_clause(profession.start):
        return True
    if not _VISITED.isdisjoint(text.words[max(0, profession.start - 4) : profession.start]):
        return False  # "i fjor var vi hos familievernkontoret"
    return before[-1] in _IS_AT or (before[-1] in ("en", "ein", "ei", "a", "an") and before[0] in _IS_AT)
