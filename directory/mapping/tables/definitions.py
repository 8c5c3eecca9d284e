"""What does each number mean? The definitions, each with an address of its own; docs/method.md has the same, with the formulas."""

from typing import NamedTuple

from directory.web.catalogues import gettext as _


class Definition(NamedTuple):
    """One term as it is explained."""

    key: str
    title: str
    paragraphs: tuple[str, ...]


def definitions() -> list[Definition]:
    """All of them, in the order of the report."""
    return [*_of_numbers(), *_of_tables(), *_of_groups(), *_of_courses(), *_of_places(), *_of_time()]


def _of_numbers() -> list[Definition]:
    return [
        Definition(
            "tilbud",
            _("Hva vi teller"),
            (
                _(
                    "Vi teller tilbudene som står åpent i Varde nå: planlagte, i gang, på pause og fulle. Kladder, skjulte og nedlagte er ikke med."
                ),
                _(
                    "En gruppe er et tilbud av slaget «gruppe». Kurs, treffsteder og tjenester telles for seg. Vi teller aldri mennesker."
                ),
            ),
        ),
        Definition(
            "fresh",
            _("Bekreftet siste år"),
            (
                _(
                    "Så mange av tilbudene i linja har noen sagt god for de siste 365 dagene. Andelen er det tallet delt på antallet."
                ),
                _("Er andelen lav, vet vi lite om hvordan det er nå."),
            ),
        ),
        Definition(
            "rate",
            _("Per 100\u00a0000 innbyggere"),
            (
                _(
                    "Antallet ganger 100\u00a0000, delt på innbyggertallet i området. For en organisasjon er området hele landet."
                ),
            ),
        ),
        Definition(
            "innbyggere",
            _("Innbyggere"),
            (
                _(
                    "Folketallene er for fylkene per 1. januar 2022, i dagens fylker. Kilden er Statistisk sentralbyrå, slik tallene står i tabell 3.1 i Prop. 127 S (2021–2022)."
                ),
                _(
                    "Vi har ingen kilde med lisens som gir folketallet i hver kommune. Derfor står ikke tall per innbygger for kommuner. Der vi trenger å vite omtrent hvor folk bor, bruker vi et anslag, og sier at det er et anslag."
                ),
            ),
        ),
        Definition(
            "eksempler",
            _("Oppdiktede eksempler"),
            (
                _(
                    "Et nettsted som vises fram, kan ha oppdiktede tilbud. Da står det ved hver tabell og hvert bilde at de er med. Når eksemplene blir tatt bort, er de borte herfra også."
                ),
            ),
        ),
    ]


def _of_tables() -> list[Definition]:
    return [
        Definition(
            "klasse",
            _("Ren selvhjelp, og det som ikke er det"),
            (
                _(
                    "Kartleggingen fra 2009 skilte mellom selvhjelpsgrupper og aktiviteter som bygger på selvhjelp. En turgruppe eller et matlagingskurs kan bygge på selvhjelp uten å være en selvhjelpsgruppe."
                ),
                _("Likepersonsarbeid, assistert selvhjelp og behandling er noe annet, og telles for seg."),
            ),
        ),
        Definition(
            "organisasjon",
            _("Grupper etter organisasjon"),
            (
                _(
                    "En gruppe telles hos den organisasjonen den har navn etter, som er den første av dem som står bak. Slik blir summen av linjene lik alle gruppene."
                ),
                _(
                    "På siden for én organisasjon er alt med som organisasjonen står bak, også sammen med andre."
                ),
            ),
        ),
        Definition(
            "fylke",
            _("Grupper etter fylke og kommune"),
            (
                _(
                    "En gruppe telles i kommunen der folk møtes. Fylket er de to første sifrene i kommunenummeret. Grupper som bare er på nett eller telefon, har sin egen linje."
                ),
            ),
        ),
    ]


def _of_groups() -> list[Definition]:
    return [
        Definition(
            "apenhet",
            _("Åpne og lukkede grupper"),
            (
                _(
                    "I en åpen gruppe kan hvem som helst komme og se. En lukket gruppe er for dem det gjelder, men den kan ta imot nye."
                ),
            ),
        ),
        Definition(
            "ledelse",
            _("Ledet og uledet, frivillig og profesjonelt"),
            (
                _(
                    "De fire rutene i kartleggingen fra 2009: om noen leder gruppa, og om den som leder eller setter i gang, er frivillig eller fagperson."
                ),
            ),
        ),
        Definition(
            "for-hvem",
            _("Hvem gruppene er for"),
            (
                _(
                    "Den det gjelder, pårørende eller fagfolk. En gruppe kan være for flere, og står da i flere linjer."
                ),
            ),
        ),
        Definition(
            "kvinner-menn",
            _("Grupper for kvinner og for menn"),
            (_("Grupper som sier at de bare er for kvinner eller bare for menn."),),
        ),
        Definition(
            "tolv-trinn",
            _("Tolv trinn og andre"),
            (
                _(
                    "Grupper som følger et program i tolv trinn. De er selvstendige og fører ingen felles liste, så ingen vet hvor mange som finnes."
                ),
            ),
        ),
        Definition(
            "behov",
            _("Hva gruppene handler om"),
            (_("Behovene er en lukket liste. En gruppe kan ha flere, og står da i flere linjer."),),
        ),
        Definition(
            "form",
            _("Fysisk og på nett"),
            (_("Om gruppa møtes på et sted, på nett eller telefon, eller begge deler."),),
        ),
    ]


def _of_courses() -> list[Definition]:
    return [
        Definition(
            "kurs-program",
            _("Kurs etter kurskonsept"),
            (_("Ett kurs i oversikten er én kursrekke: ett konsept, én vertskommune og et sett kvelder."),),
        ),
        Definition(
            "kurs-vert",
            _("Kurs etter vertskommune"),
            (_("Kommunen der kurset holdes. Folk fra nabokommunene kan ofte være med."),),
        ),
        Definition(
            "kurs-tid",
            _("Kurs etter når de begynner"),
            (_("Halvåret der den første kvelden er: våren til og med juni, høsten fra og med juli."),),
        ),
    ]


def _of_places() -> list[Definition]:
    return [
        Definition(
            "hvite-flekker",
            _("Hvite flekker"),
            (
                _(
                    "Hvert fylkes innbyggere er fordelt på postnumrene i fylket: halvparten likt, halvparten etter hvor stort stedet er. Det er et grovt anslag, og for én kommune kan det bomme med en tredel eller mer."
                ),
                _(
                    "Avstanden er i luftlinje fra postnummerets punkt til nærmeste gruppe eller treffsted som passer. Kurs, tjenester og det som bare er på nett, er ikke med."
                ),
            ),
        ),
        Definition(
            "bilder",
            _("Bildene"),
            (
                _(
                    "Hvert bilde viser det samme som tabellen under. Tallene står i bildet, så det kan leses uten farger."
                ),
            ),
        ),
    ]


def _of_time() -> list[Definition]:
    return [
        Definition(
            "over-tid",
            _("Over tid"),
            (
                _("Hver måned lagrer vi summene slik de er den dagen, og aldri mer enn summer."),
                _(
                    "Kartleggingen fra 2009 fant 499 grupper. Den gjaldt bare rusfeltet, tok ikke med pengespill og ble laget ved å lese organisasjonenes egne nettsider. Tallet kan ikke sammenlignes direkte med dagens."
                ),
            ),
        ),
        Definition(
            "spurt",
            _("Spurt om og ikke funnet"),
            (
                _(
                    "Når et søk ikke finner noe i nærheten, teller vi måneden, fylket og behovet. Vi teller søk, ikke mennesker, og viser ikke tall under fem. De minste tallene slettes når måneden er over."
                ),
            ),
        ),
        Definition(
            "svar",
            _("Svar på det årlige spørsmålet"),
            (
                _(
                    "En gang i året spør vi dem som svarer for tilbudene. Andelen er av de tilbudene noen ble spurt om. Der færre enn fem ble spurt, står de sammen som «Andre»."
                ),
            ),
        ),
        Definition(
            "lisens",
            _("Lisens"),
            (
                _(
                    "Tallene og bildene kan brukes fritt under CC BY 4.0. Si at de er fra Varde, og hvilken dag de er fra. Kartene bygger på Kartverket, CC BY 4.0."
                ),
            ),
        ),
    ]
