"""What is wished for, and what is not? "Ikke på nett" is no wish for the net, and "drikker i helgene" none for a weekend."""

from collections.abc import Sequence

from directory.matching.understanding.who.clauses import (
    HEARD,
    LIKEWISE,
    PAST,
    REFUSAL,
    SUITS,
    TRIED,
    WISH,
    Clause,
    Clauses,
)
from directory.matching.understanding.words.lexicon import Match
from directory.matching.understanding.words.text import Text
from directory.matching.understanding.words.word_lists import word_list

_TOLD = frozenset(("weekdays", "parts", "formats"))
_TIMES = frozenset(("weekdays", "parts"))
_WISHES = _TOLD | {"kinds", "openness", "for", "languages", "organisations", "acronyms", "open_questions"}
_HEARD_OF = frozenset(("organisations", "acronyms", "open_questions"))
_REFUSABLE = _TOLD | {"needs", "weak_needs", "organisations", "acronyms", "kinds", "twelve_step", "for"}
_OF_WISHES = frozenset(("wishing", "kinds", "organisations", "formats"))
_SUBSTANCES = frozenset(("alcohol", "drugs", "medicines", "gambling"))
_LOSSES = frozenset(("grief", "breakup"))
_PLACES_TO_MEET = frozenset((("group",), ("meeting_place",)))
_RIGHTS = ("rights",)
_NO = word_list("wishes.no")
_IS = frozenset(("er", "e", "ær", "is"))  # "at det ikke er depresjon"
_MANY = word_list("wishes.many")
_FEW_YEARS = 5
_ALONE = 3  # words: "mandag eller tirsdag"
_LETTER = 2  # sentences that stand before the question of a letter
_BUT = word_list("wishes.but")
_WHY = word_list("wishes.why")
_ASKS = word_list("wishes.asks")
_BEFORE_WITHIN, _AFTER_WITHIN = 2, 1  # words between a "not" and what it turns down


def find_story(matches: Sequence[Match], read: Text, clauses: Clauses) -> set[int]:
    """Which of `matches` (by their `id()`) somebody only tells about: "venter på telefonen" asks for none."""
    return {id(m) for m in matches if m.field in _WISHES and not _is_wished(m, matches, read, clauses)}


def _is_wished(match: Match, matches: Sequence[Match], read: Text, clauses: Clauses) -> bool:
    """Whether it is asked for. A letter asks for an organisation, or a course, where somebody only tells that he heard of it, and
    for an organisation where he was there himself; not where another goes there."""
    if not clauses.letter:
        return match.field not in _TOLD or not _is_told(match, matches, read)
    clause = clauses.at(match.start)
    if "refused" in {code for m in matches if m.field == "twelve_step" for code in m.codes} and clause.has(
        TRIED
    ):
        return False  # "jeg har prøvd AA, men Gud er ikke for meg"
    if match.field in _TOLD and not clause.signs and _is_habit(clause, matches):
        return False
    if match.field in _TIMES and (
        _tells_why_not(clause, matches, read) or _another_is_wished(match, matches, clauses)
    ):
        return False
    if match.field == "languages" and clauses.purpose(match.start) not in (REFUSAL, TRIED):
        return True
    if match.codes in _PLACES_TO_MEET and _is_on_offer(match, clause, clauses):
        return True
    if clauses.is_wished(match.start) or (clause.has(HEARD) and _is_offer(match, clause, matches)):
        return True
    likewise = any(each.has(LIKEWISE) for each in clauses.all)
    return (match.field in _HEARD_OF and not clause.told) or (
        likewise and match.field in _HEARD_OF | {"kinds"} and clauses.purpose(match.start) != REFUSAL
    )


def _tells_why_not(clause: Clause, matches: Sequence[Match], read: Text) -> bool:
    """Whether a clause only says when one is busy: "jeg går skift i ukedagene", "…, for jeg er på anlegg fra mandag til fredag"."""
    if clause.has(WISH) or clause.has(SUITS):
        return False
    works = any(
        m.field == "constraints" and "shift-work" in m.codes and clause.start <= m.start < clause.end
        for m in matches
    )
    return works or (clause.peopled and read.words[clause.start] in _WHY)


def _another_is_wished(match: Match, matches: Sequence[Match], clauses: Clauses) -> bool:
    """Whether its clause wishes nothing and another of the sentence does: "koret er på mandager, så tirsdag hadde passet"."""
    clause = clauses.at(match.start)
    if clause.has(WISH) or clause.has(SUITS) or clause.sentence in clauses.questions:
        return False
    others = (m for m in matches if m.field == match.field and m.codes != match.codes)
    wishing = (
        each for each in map(clauses.at, (m.start for m in others)) if each.sentence == clause.sentence
    )
    return (
        any(each is not clause and each.has(SUITS) for each in wishing) and clause.end - clause.start > _ALONE
    )


def _is_on_offer(match: Match, clause: Clause, clauses: Clauses) -> bool:
    """Whether a group or a place to meet is named as what there might be, in the second half of a letter: hardly anybody names
    one there that was neither tried nor is another's."""
    late = clause.sentence >= min(clauses.asked_at, clauses.all[-1].sentence / 2)
    return (
        late
        and clauses.purpose(match.start) not in (REFUSAL, TRIED)
        and not clause.has(PAST)
        and not clause.is_told_before(match.start)
    )


def _is_offer(match: Match, clause: Clause, matches: Sequence[Match]) -> bool:
    """Whether it says what there is: a group, or on which day one meets that was heard of."""
    offers = _HEARD_OF | {"kinds"}
    return match.field in offers or any(
        m.field in offers and clause.start <= m.start < clause.end for m in matches
    )


def _is_habit(clause: Clause, matches: Sequence[Match]) -> bool:
    return any(m.field == "habits" and clause.start <= m.start < clause.end for m in matches)


def find_refusals(matches: Sequence[Match], read: Text, clauses: Clauses) -> set[int]:
    """Which of `matches` (by their `id()`) somebody does not want."""
    asking = [match for match in matches if match.field == "asking"]
    nots = [m for m in matches if m.field == "not" and not any(question.covers(m) for question in asking)]
    refused = {id(m) for m in matches if m.field in _REFUSABLE and _is_turned_down(m, nots, read)}
    if not clauses.letter:
        return refused
    refused |= {
        id(m) for m in matches if m.field in _WISHES and (_is_refused_in_its_clause(m, read, clauses))
    }
    codes = {(m.field, m.codes) for m in matches if id(m) in refused and m.field in _TOLD}
    said_again = (
        m for m in matches if (m.field, m.codes) in codes and clauses.purpose(m.start) not in (WISH, SUITS)
    )
    return refused | {id(m) for m in said_again}


def _is_refused_in_its_clause(match: Match, read: Text, clauses: Clauses) -> bool:
    """Whether its clause refuses it, or the next one says that it was tried: "det finnes noe på video, men jeg har prøvd"."""
    if clauses.purpose(match.start) == REFUSAL or clauses.was_in_vain(match.start):
        return True
    clause = clauses.at(match.start)
    if match.field not in _TOLD or clause.signs or clause.end >= len(read.words):
        return False
    following = clauses.at(clause.end)
    same = following.sentence == clause.sentence
    return same and following.has(TRIED) and read.words[following.start] in _BUT


def drop_old_losses(needs: Sequence[Match], read: Text) -> list[Match]:
    """`needs` without a loss or a break-up of long ago, where the other sentences tell of something else."""
    others = {read.sentence[need.start] for need in needs if _LOSSES.isdisjoint(need.codes)}

    def is_old(need: Match) -> bool:
        sentence = read.sentence[need.start]
        return not _LOSSES.isdisjoint(need.codes) and sentence not in others and _is_long_ago(sentence, read)

    return [need for need in needs if not (others and is_old(need))]


def asked_for(needs: Sequence[Match], read: Text, clauses: Clauses) -> Sequence[Match]:
    """Of a letter's `needs`, those that its last question names: "finnes det en gruppe for dem som trapper ned?"."""
    last = read.sentence[-1]
    if last < _LETTER or read.words[read.sentence.index(last)] not in _ASKS:
        return needs
    asked = [n for n in needs if n.field == "needs" and read.sentence[n.start] == last]
    rights = [n for n in needs if n.codes == _RIGHTS and clauses.purpose(n.start) in (WISH, SUITS)]
    return [n for n in needs if n in asked or n in rights] if asked else needs


def _is_long_ago(sentence: int, read: Text) -> bool:
    """Whether it tells of a year ("i 2011"), or of more than a few years ago."""
    words = [word for at, word in enumerate(read.words) if read.sentence[at] == sentence]
    years = any(word.isdecimal() and "1900" <= word <= "2049" and len(word) == 4 for word in words)
    counted = [at for at, word in enumerate(words) if at and word in ("år", "years")]
    ago = [words[at - 1] for at in counted if words[at - 2 : at - 1] not in (["etter"], ["after"])]
    return years or any(many in _MANY or (many.isdecimal() and int(many) > _FEW_YEARS) for many in ago)


def _is_turned_down(match: Match, nots: Sequence[Match], read: Text) -> bool:
    """ "Ikke på nett", "torsdager kan vi ikke"; not "fins det ikke AA?", which asks."""
    if match.codes == ("refused",):
        return False
    near = [m for m in nots if read.clause[m.start] == read.clause[match.start]]
    if match.field in ("needs", "weak_needs"):
        return _is_denied(match, near, read)
    before = any(m.codes == ("before",) and 0 <= match.start - m.end <= _BEFORE_WITHIN for m in near)
    after = any(m.codes == ("after",) and 0 <= m.start - match.end <= _AFTER_WITHIN for m in near)
    return before or after


def _is_denied(need: Match, near: Sequence[Match], read: Text) -> bool:
    """ "Aldri slått meg", "er ikke syk"; but "klarer ikke drikke mindre" is about drinking."""
    never = any(m.codes == ("never",) and 0 <= need.start - m.end <= _AFTER_WITHIN for m in near)
    if need.start and read.words[need.start - 1] in _NO:
        return True  # "har ingen rusproblemer"
    is_said = need.start > 0 and read.words[need.start - 1] in _IS
    close = any(m.end == need.start or (is_said and m.end == need.start - 1) for m in near)
    return never or (_SUBSTANCES.isdisjoint(need.codes) and close)


def _is_told(match: Match, matches: Sequence[Match], read: Text) -> bool:
    """Whether a time or a form belongs to what somebody does, in words that wish for nothing."""
    if any(m.field == "habits" and match.covers(m) for m in matches):
        return False  # "jobber på dagtid" says when one cannot
    clause, sentence = read.clause[match.start], read.sentence[match.start]
    alone = read.clause.count(clause) <= match.length + 2  # ", helst tirsdager"
    here = [
        m
        for m in matches
        if m is not match
        and (read.clause[m.start] == clause or (not alone and read.sentence[m.start] == sentence))
    ]
    if any(m.field == "habits" and "tried" in m.codes for m in here if read.clause[m.start] == clause):
        return True  # "har prøvd AA på nett"
    doing = any(m.field in ("they", "habits") for m in here)
    return doing and not any(m.field in _OF_WISHES and m.at != match.at for m in here)
