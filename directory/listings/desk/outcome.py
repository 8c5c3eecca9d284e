"""What became of it? One sentence after each act, told by a code in the address: no cookie keeps it."""

from collections.abc import Sequence

from flask_babel import gettext as _

from directory.listings.editing.changes import Change


def what_became(made: Sequence[Change], said: str) -> str:
    """The code of what to tell: that it waits, comes later, changed nothing, or `said`."""
    states = {change.state for change in made}
    if "held" in states:
        return "venter"
    if "scheduled" in states:
        return "senere"
    return said if made else "uendret"


def outcome_in_words(code: str) -> str | None:
    """The sentence of a code; None for anything else."""
    sentences = {
        "lagret": _("Endringen er lagret og vises nå."),
        "venter": _("Endringen er sendt. Den vises når noen andre har sett på den."),
        "senere": _("Endringen er lagret. Den gjelder fra dagen du valgte, og siden sier fra om den nå."),
        "uendret": _("Ingenting er endret."),
        "bekreftet": _("Takk. Nå står det at dette stemmer."),
        "pause": _("Pausen er lagret."),
        "i-gang": _("Pausen er tatt bort."),
        "avlyst": _("Datoen er avlyst."),
        "flyttet": _("Datoen er flyttet, og siden sier det nå."),
        "tilbake": _("Datoen er satt tilbake."),
        "nedlagt": _("Tilbudet er lagt ned. Du kan åpne det igjen her."),
        "apnet": _("Tilbudet er åpnet igjen."),
        "vist": _("Tilbudet vises for alle nå."),
        "utkast": _("Utkastet er lagret. Ingen andre ser det ennå."),
        "slettet": _("Personen er slettet herfra."),
        "sendt": _(
            "Sendt til godkjenning. Det vises for alle når noen andre har sett på det. Du trenger ikke gjøre mer."
        ),
        "angret": _("Endringen er angret."),
    }
    return sentences.get(code)
