"""How is it said that something waits? For the desk's pages and for letters, in the language of whoever reads."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from directory.accounts.scopes import what_also_waits
from directory.listings.upkeep.agenda import Waits
from directory.web.formatting import date_in_words


def waiting_in_words(waits: Waits) -> str:
    """How much of what: `3 tilbud trenger svar`."""
    count = waits.count
    for each in what_also_waits():
        if each.kind == waits.kind:
            return each.words(count)
    return {
        "confirm": ngettext("%(num)d tilbud trenger svar", "%(num)d tilbud trenger svar", count),
        "held": ngettext(
            "%(num)d endring venter på et par øyne til", "%(num)d endringer venter på et par øyne til", count
        ),
        "reports": ngettext("%(num)d ny melding fra folk", "%(num)d nye meldinger fra folk", count),
        "claims": ngettext(
            "%(num)d vil holde en side oppdatert", "%(num)d vil holde en side oppdatert", count
        ),
        "reach": ngettext(
            "%(num)d nytt nummer må ses av en til", "%(num)d nye numre må ses av en til", count
        ),
        "drafts": ngettext("%(num)d utkast som ingen andre ser", "%(num)d utkast som ingen andre ser", count),
        "letters": ngettext(
            "%(num)d brev som kanskje ikke kom fram", "%(num)d brev som kanskje ikke kom fram", count
        ),
    }[waits.kind]


def since_in_words(waits: Waits, today: date) -> str:
    """How long the oldest of it has waited."""
    if waits.since is None:
        return _("Noe er aldri bekreftet.") if waits.kind == "confirm" else ""
    day = date_in_words(waits.since, today)
    if waits.kind == "confirm":
        return _("Det eldste ble sist bekreftet %(date)s.", date=day)
    return _("Det eldste er fra %(date)s.", date=day)
