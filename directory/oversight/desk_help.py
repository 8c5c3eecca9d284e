"""How does one do what one has to do at the desk? One page for every role, each with its own part first."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from directory.accounts.access import EVERYBODY, desk, the_person
from directory.oversight.desk_steps import Task, tasks
from directory.vocabulary import ROLES
from directory.web.language import label_of

pages = Blueprint("desk_help", __name__, url_prefix="/skrivebord/hjelp")

# What each role does, what it does most often first.
_DOES = {
    "contact": ("confirm", "correct", "move", "cancel"),
    "organisation_editor": ("confirm", "correct", "new", "move", "cancel", "report", "keeper"),
    "contact_point": ("confirm", "report", "new", "correct", "move", "cancel", "keeper"),
    "national_editor": (
        "approve",
        "report",
        "invite",
        "keeper",
        "confirm",
        "correct",
        "new",
        "move",
        "cancel",
    ),
    "administrator": ("invite", "report", "approve", "keeper", "confirm", "correct", "new", "move", "cancel"),
}


@dataclass(frozen=True, slots=True)
class HelpPart:
    """What one role does: what is told here, and what was told further up."""

    role: str
    name: str
    about: str
    mine: bool
    tasks: list[Task]
    above: list[Task]


@pages.get("")
@desk(*EVERYBODY)
def show() -> str:
    parts = _parts(the_person().roles)
    opened = request.args.get("oppgave") or parts[0].tasks[0].code
    return render_template("oversight/desk_help.html", parts=parts, opened=opened)


def _parts(roles: frozenset[str] | set[str]) -> list[HelpPart]:
    """Every role's part, the reader's own first; what several do is told once."""
    told, known, about, parts = set[str](), tasks(), _about(), []
    for role in sorted(ROLES, key=lambda each: each not in roles):
        new = [code for code in _DOES[role] if code not in told]
        parts.append(
            HelpPart(
                role,
                label_of(ROLES, role),
                about[role],
                role in roles,
                [known[code] for code in new],
                [known[code] for code in _DOES[role] if code in told],
            )
        )
        told.update(new)
    return parts


def _about() -> dict[str, str]:
    return {
        "contact": _("Du holder ett eller flere tilbud oppdatert."),
        "organisation_editor": _("Du holder alle tilbudene til organisasjonen oppdatert."),
        "contact_point": _("Du holder tilbudene i området ditt oppdatert, og svarer folk som ringer."),
        "national_editor": _("Du ser over det som er nytt, og hjelper dem som står fast."),
        "administrator": _("Du gir roller, og ser at alt er i drift."),
    }
