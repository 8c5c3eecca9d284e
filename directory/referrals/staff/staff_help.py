"""How does somebody at work point the way, and what do we promise about whom it is for? One page with pictures."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_babel import gettext as _

from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("staff_help", __name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """`static/staff/<name>.webp`, how large it is shown, and what is to be seen on it."""

    name: str
    width: int
    height: int
    alt: str


@pages.get("/for-fagfolk/slik")
@may_be_kept
def show() -> str:
    return render_template(
        "referrals/staff/staff_help.html", pictures={each.name: each for each in pictures()}
    )


def pictures() -> list[Picture]:
    """All of them, in the language of the page."""
    return [
        Picture(
            "search",
            360,
            400,
            _("Skjemaet: én setning om personen, uten navn. Under står behov, for hvem og sted."),
        ),
        Picture(
            "results",
            560,
            660,
            _("To lister, til personen selv og til en pårørende. Hver rad har en rute å krysse av."),
        ),
        Picture(
            "slip",
            360,
            400,
            _("Lappen på skjermen, med knappene «Skriv ut (PDF)», «Til lomma (PDF)» og «Send på SMS»."),
        ),
        Picture(
            "sheet",
            360,
            509,
            _("Det samme på et A4-ark, med dag, dato, sted og telefon, og en firkant som telefonen leser."),
        ),
    ]
