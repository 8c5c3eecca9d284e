"""What does one press, one thing after the other? The tasks of the desk, each with short steps and a picture."""

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do; its picture is `static/help/<code>.png`."""

    code: str
    title: str
    steps: list[str]
    alt: str
    endpoint: str  # where one does it


def tasks() -> dict[str, Task]:
    """All of them, by code, in the language of the page."""
    return {
        each.code: each
        for each in (*_keep_it_right(), *_change_dates(), *_add_and_answer(), *_decide(), _invite_contact())
    }


def _keep_it_right() -> list[Task]:
    confirm = [
        _("Åpne «Tilbudene dine»."),
        _("Les raden: tid, sted og telefon."),
        _("Stemmer alt? Trykk «Stemmer fortsatt». Da er du ferdig."),
        _("Er noe feil? Trykk på navnet, og rett det."),
    ]
    correct = [
        _("Trykk på navnet i lista."),
        _("Trykk «Endre det som står»."),
        _("Skriv det som er riktig, og trykk «Lagre»."),
        _("Ble det feil? Trykk «Angre» øverst."),
    ]
    return [
        Task(
            "confirm",
            _("Bekrefte at det stemmer"),
            confirm,
            _("En rad i lista, med knappen «Stemmer fortsatt»."),
            "my_listings.mine",
        ),
        Task(
            "correct",
            _("Rette noe"),
            correct,
            _("Valgene på siden til et tilbud. «Endre det som står» er et av de øverste."),
            "my_listings.mine",
        ),
    ]


def _change_dates() -> list[Task]:
    move = [
        _("Trykk på navnet i lista, og gå ned til «Datoene framover»."),
        _("Trykk «Flytt» ved den datoen det gjelder."),
        _("Velg ny dag, nytt klokkeslett eller nytt sted, og trykk «Flytt denne gangen»."),
    ]
    cancel = [
        _("Trykk på navnet i lista, og gå ned til «Datoene framover»."),
        _("Trykk «Avlys» ved den kvelden det gjelder."),
        _("Velg gjerne en grunn. Den vises for alle."),
        _("Angrer du deg? Trykk «Sett tilbake» ved datoen."),
    ]
    return [
        Task(
            "move",
            _("Flytte én dato"),
            move,
            _("Skjemaet for å flytte én dato, med ny dag og nytt klokkeslett."),
            "my_listings.mine",
        ),
        Task(
            "cancel",
            _("Avlyse en kveld"),
            cancel,
            _("Datoene framover. Ved hver står knappene «Flytt» og «Avlys»."),
            "my_listings.mine",
        ),
    ]


def _add_and_answer() -> list[Task]:
    new = [
        _("Trykk «Legg til et tilbud», og velg hva slags."),
        _("Skriv navn, tid, sted og hvordan man tar kontakt."),
        _("For et kurs: Skriv første kveld og hvor mange, og trykk «Fyll ut kveldene»."),
        _("Trykk «Lagre utkastet». Ingen ser det ennå."),
        _("Trykk «Vis det for alle», eller «Send det til godkjenning»."),
    ]
    report = [
        _("Åpne «Meldinger», og les hva det gjelder."),
        _("Ring og spør, eller åpne tilbudet og rett det."),
        _("Skriv kort hva du gjorde, og trykk «Ordnet»."),
        _("Er det ikke noe å gjøre? Skriv hvorfor, og trykk «Ikke ta videre»."),
    ]
    return [
        Task(
            "new",
            _("Legge til en gruppe eller et kurs"),
            new,
            _("Siden der du velger hva slags tilbud du vil legge til."),
            "edit.new",
        ),
        Task(
            "report",
            _("Svare på en melding"),
            report,
            _("En melding, med et felt for hva du gjorde, og knappen «Ordnet»."),
            "report_desk.everything",
        ),
    ]


def _decide() -> list[Task]:
    approve = [
        _("Åpne «Det som venter», og trykk på det øverste."),
        _("Les siden slik alle vil se den, og det du skal se nøye på."),
        _("Er det riktig? Si ja. Er du i tvil, ring og spør."),
        _("Sier du nei, skriver du hvorfor. Den som skrev det, får vite det."),
    ]
    invite = [
        _("Åpne «Folk og roller»."),
        _("Skriv e-postadressen, og velg rollen og hva den gjelder."),
        _("Trykk «Gi rollen». Da får de et brev med en lenke."),
    ]
    return [
        Task(
            "approve",
            _("Godkjenne noe som er nytt eller endret"),
            approve,
            _("En endring som venter: hvem som skrev den, og hva som blir annerledes."),
            "approve.waiting",
        ),
        Task(
            "invite",
            _("Gi noen en rolle"),
            invite,
            _("Skjemaet for å gi en rolle, med felt for e-postadresse."),
            "colleagues.everybody",
        ),
    ]


def _invite_contact() -> Task:
    steps = [
        _("Trykk på navnet i lista, og trykk «Hvem holder det oppdatert?»."),
        _("Skriv e-postadressen, og trykk «Send invitasjonen»."),
        _("De får et brev om hvem som har invitert dem, og hva de kan gjøre."),
    ]
    return Task(
        "keeper",
        _("Invitere en kontakt for et tilbud"),
        steps,
        _("Skjemaet for å invitere en kontakt, med felt for e-postadresse."),
        "my_listings.mine",
    )
