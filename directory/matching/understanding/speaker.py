"""Who is speaking, about whom, and whose is the need? Read from the people named around each need."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.matching.understanding.clauses import Clauses
from directory.matching.understanding.lexicon import Match
from directory.matching.understanding.people import OTHER, SELF, Person
from directory.matching.understanding.text import Text

# A loss, a break-up or a childhood is the speaker's own, whoever else it is told about.
OWN_NEEDS = frozenset(("grief", "suicide-loss", "overdose-loss", "breakup", "codependency", "growing-up"))
# What a family asks about for the one it concerns: "hvilke rettigheter har jeg når broren min er innlagt".
_FOR_ANOTHER = frozenset(("rights", "prison"))
_USED = frozenset(("alcohol", "drugs", "medicines", "gambling"))
# "Venninna mi har mistet …", "datteren min er dumpet": told of another, the loss is theirs.
_LOSES = ("mist", "miss", "tap", "lost", "losing", "sorg", "sørg", "syrg", "enk", "griev", "mourn", "widow")
_PARTINGS = ("skil", "separ", "brud", "brot", "divor")
_LOST_OTHERWISE = frozenset("livet live liv jeg eg æ vi me".split())
_BREAKS_UP = frozenset(("child", "sibling", "friend", "colleague", "other"))
_TELLS_OF = frozenset(("som", "who"))
_WHICH = frozenset("alt alle det den de pengene pengane noe noko everything all money what".split())
_LOSS_WITHIN = 4  # words between who it is and what was lost
_FINDS = frozenset(
    "finner finn fant fann funnet funne finne lukter luktar oppdaget oppdaga find finds found".split()
)
_OWN_WITHIN = 4  # words between a profession and a need of one's own
_MYSELF = frozenset("selv sjølv sjøl meg myself".split())
_IS_AT = frozenset("er e som am m vi i ved på hos for our".split())
_FAMILY = frozenset(("partner", "parent", "child", "sibling"))
_ROLES = frozenset(("friend", "colleague", "partner"))
_WORKS = frozenset("jobber jobbar jobb arbeider arbeidar jobbe ansatt tilsett work working vi nav".split())
_VISITED = frozenset("var va vore vært gikk gjekk fikk fekk snakket snakka ringte".split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who asks (`audience`), and who the other person is to them (`relation`)."""

    audience: str | None
    relation: str | None


def speaker(
    matches: Sequence[Match], needs: Sequence[Match], people: Sequence[Person], text: Text
) -> Speaker:
    """Who speaks in `text`; `needs` are those of `matches` that count as needs, `people` everybody named."""
    owners = _owners(needs, people, text)
    audience = _audience(matches, needs, owners, people, text)
    relation = _relation(owners, people) if audience == "relative" else None
    return Speaker(audience, relation)


def _owners(needs: Sequence[Match], people: Sequence[Person], text: Text) -> list[Person | None]:
    """Whose each need is. Where its sentence names nobody, it is still that of whoever it was told of before."""
    owners: list[Person | None] = []
    told: dict[tuple[str, ...], Person | None] = {}
    for need in needs:
        named = any(text.sentence[person.at] == text.sentence[need.start] for person in people)
        owner = _owner(need, people, text) if named else told.get(need.codes) or _owner(need, people, text)
        told.setdefault(need.codes, owner)
        owners.append(owner)
    return owners


def _owner(need: Match, people: Sequence[Person], text: Text) -> Person | None:
    """Whose need it is: that of the person named after it ("drikkinga til far"), else of the nearest before it in the
    sentence, else of the next in the sentence, else of whoever the sentence before began with."""
    if text.words[need.start] in _FINDS:
        return next((person for person in people if person.who == OTHER), None)
    sentence = text.sentence[need.start]
    here = [person for person in people if text.sentence[person.at] == sentence]
    if another := told_of(need, here, text):
        return another
    after = next((p for p in here if need.end <= p.at <= need.end + 1 and p.who == OTHER), None)
    before = [person for person in here if person.at < need.end]
    before = [person for person in before if not _is_aside(person, before, text)] or before
    if after and (not before or before[-1].who == SELF) and _bound(need, after, text):
        return after
    if before:
        return before[-1]
    if here:
        return here[0]
    earlier = [person for person in people if text.sentence[person.at] < sentence]
    latest = max((text.sentence[person.at] for person in earlier), default=0)
    return next((person for person in earlier if text.sentence[person.at] == latest), None)


def told_of(need: Match, here: Sequence[Person], text: Text) -> Person | None:
    """Whose loss it is in "en nabo som ikke har vært ute siden kona døde": the one who is told of, with "som"."""
    named = [person for person in here if person.relation and person.at <= need.start]
    if OWN_NEEDS.isdisjoint(need.codes) or len(named) < 2:
        return None
    tells = not _TELLS_OF.isdisjoint(text.words[named[0].at + 1 : named[0].at + 3])
    return named[0] if tells else None


def _is_aside(person: Person, before: Sequence[Person], text: Text) -> bool:
    """Whether "jeg" only says which: "sønnen min har brukt alt jeg har på dop"."""
    aside = person.who == SELF and person.at > 0 and text.words[person.at - 1] in _WHICH
    return aside and any(other.who == OTHER and other.at < person.at for other in before)


def _bound(need: Match, person: Person, text: Text) -> bool:
    """Whether "drikkinga til mannen", "rusen hans", "alkoholisert far": the person stands right after, or after "til"."""
    return person.at == need.end or text.words[need.end] in ("til", "to", "of", "hos", "hjå")


def _audience(
    matches: Sequence[Match],
    needs: Sequence[Match],
    owners: Sequence[Person | None],
    people: Sequence[Person],
    text: Text,
) -> str | None:
    said = {code for match in matches if match.field == "audiences" for code in match.codes}
    whose = [owner.who for owner in owners if owner]
    own = [
        owner
        for need, owner in zip(needs, owners, strict=True)
        if owner and (OWN_NEEDS.isdisjoint(need.codes) or _is_told_as_theirs(need, owner, people, text))
    ]
    if _works(matches, needs, owners, people, text):
        return "professional"
    codes = {code for need in needs for code in need.codes}
    if "growing-up" in codes and "relative" not in said:
        return "self"
    if "relative" in said:
        return "relative"
    related = any(person.relation for person in people)
    if _uses(needs, owners, text) or (codes == {"loneliness"} and all(who == SELF for who in whose)):
        return "self"
    if any(owner.who == OTHER for owner in own) or (related and codes & _FOR_ANOTHER):
        return "relative"
    wide = needs and all(need.field == "weak_needs" for need in needs)
    if related and wide and (set(whose) != {SELF} or codes == {"anxiety"}):
        return "relative"
    speaks = any(person.who == SELF for person in people)
    if needs and (SELF in whose or (whose and speaks)):
        return "self"
    if related and not own:
        return "relative" if not codes & OWN_NEEDS else ("self" if speaks else None)
    return "self" if needs and speaks else None


def _is_told_as_theirs(need: Match, owner: Person, people: Sequence[Person], text: Text) -> bool:
    """Whether a loss or a break-up is that of the relative who is named right before it, or told of."""
    here = [person for person in people if text.sentence[person.at] == text.sentence[need.start]]
    return owner is told_of(need, here, text) or is_theirs(need, owner, text)


def is_theirs(need: Match, owner: Person, text: Text) -> bool:
    """Whether a loss or a break-up is that of the relative who is named right before it: "venninna mi har mistet …"."""
    if not owner.relation and "breakup" in need.codes:
        return text.words[need.start].startswith(_PARTINGS)  # "hun har vært gjennom en skilsmisse"
    if not (owner.relation and 0 < need.start - owner.at <= _LOSS_WITHIN):
        return False
    if "breakup" in need.codes:
        return owner.relation in _BREAKS_UP
    loses = text.words[need.start].startswith(_LOSES)
    return loses and _LOST_OTHERWISE.isdisjoint(text.words[need.start + 1 : need.start + 2])


def _uses(needs: Sequence[Match], owners: Sequence[Person | None], text: Text) -> bool:
    """Whether the speaker tells of his own drinking, drugs or gambling; friends who drink too do not make him a relative,
    and bottles that he finds are not his."""
    return any(
        owner is not None
        and owner.who == SELF
        and not _USED.isdisjoint(need.codes)
        and not any(_finds(other, text) and other.covers(need) for other in needs)
        for need, owner in zip(needs, owners, strict=True)
    )


def _finds(need: Match, text: Text) -> bool:
    return text.words[need.start] in _FINDS


def _works(
    matches: Sequence[Match],
    needs: Sequence[Match],
    owners: Sequence[Person | None],
    people: Sequence[Person],
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


def _relation(owners: Sequence[Person | None], people: Sequence[Person]) -> str | None:
    """Who the person is whose need it is; where only "he" or "she" is said, whoever was named first."""
    for owner in (owner for owner in owners if owner and owner.who == OTHER):
        if owner.relation:
            return owner.relation
    return next((person.relation for person in people if person.relation), None)


def letter_speaker(
    matches: Sequence[Match],
    needs: Sequence[Match],
    about: Person | None,
    people: Sequence[Person],
    clauses: Clauses,
    text: Text,
) -> Speaker:
    """Who writes a letter that is about `about` (None: about the writer)."""
    if _asks_at_work(matches, about, people, clauses, text):
        return Speaker("professional", None)
    said = any(
        m.field == "audiences" and "relative" in m.codes and not clauses.at(m.start).told for m in matches
    )
    if said or about:
        return Speaker("relative", (about.relation if about else None) or _related(people, clauses))
    speaks = any(person.who == SELF for person in people)
    return Speaker("self" if needs or speaks else None, None)


def _related(people: Sequence[Person], clauses: Clauses) -> str | None:
    """Who the other is where the letter only says "han": as one asks ("som kollega"), as one's own, or the first named."""
    named = [person for person in people if person.relation]
    asked = [p for p in named if clauses.at(p.at).sentence in clauses.questions and p.relation in _ROLES]
    own = [person for person in named if person.mine]
    return next((person.relation for person in (*asked, *own, *named)), None)


def _asks_at_work(
    matches: Sequence[Match], about: Person | None, people: Sequence[Person], clauses: Clauses, text: Text
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
    another = any(person.who == OTHER for person in people)
    return not _has_own(people) and (begins or asks) and (another or (asks and begins))


def _has_own(people: Sequence[Person]) -> bool:
    """Whether somebody of the writer's own is named: "mannen min", or "kona" alone."""
    return any(
        (person.mine and person.relation in _FAMILY) or (person.relation == "partner" and not person.anothers)
        for person in people
    )
