"""Which language is it written in? Small and common words are counted, each standing in one language and not in the others.

Dialect is answered in bokmål: who writes "eg e" or "itj" writes as they speak. Too few such words say nothing.
"""

from collections.abc import Set

from directory.matching.understanding import text

_LEAST = 2  # words of a language before it is believed
_SPOKEN = 4  # one word as it is spoken stands against so many of nynorsk: most of those are spoken too

BOKMAL = frozenset(
    "ikke jeg en et hva hvordan noen noe hun de fra bare mye mer være vært hver hvem hvorfor hvilken hvilke hele sammen siden"
    " trenger gjør gjelder ønsker bor fikk ble dere også begynt begynner tror selv nå enn mine hennes deres vet orker sliter"
    " spiller finnes heter dager uker måneder ensom alene hjemme søndager kvelder moren faren broren søsteren pårørende"
    " lørdag mandag tirsdag selvhjelp snakker jobber drikker klarer".split()
)
# "Eg" counts twice: nobody writes it in bokmål.
NYNORSK = frozenset(
    "ikkje eg ein eit kva korleis nokon noko nokre dei frå berre mykje meir vere vore kvar kven kvifor heile saman sidan treng"
    " gjer gjeld ynskjer ønskjer bur fekk vart vorte dykk dykkar hjå eigen òg byrja trur sjølv ho held veit slit orkar spelar"
    " speler finst heiter kjem gjekk høyrer heim heime anten korkje båe snakkar jobbar drikk einsam einsame åleine tek seier"
    " gjere seie kvarandre desse fleire fyrst dagar veker månader kvelden onsdagar søndagar laurdag måndag tysdag ope opne"
    " sjølvhjelp sjølhjelp pårørande køyrer køyre uroa fortel syster sjuk likesinna vidaregåande nynorsk valdtekt valdteken"
    " sjølvmord skule skulen kyrkje rettleiing lækjar".split()
)
ENGLISH = frozenset(
    "the and my is am are was were with have has had been not of she his this that who what when where how but would could can"
    " don doesn didn isn we you they it there ive from about which your our their than because since should want need like just"
    " looking live lives living feel please every something someone anyone anything again very last night year years work at"
    " husband wife daughter mother father brother sister mom dad boyfriend girlfriend friend help support group groups meeting"
    " meetings drinking drinks drink die died lost alone lonely lonley evening day week thursday tuesday monday wednesday friday"
    " saturday sunday for near speaking only self hearing stop quit open children kids".split()
) - frozenset("for open we year last day at her week".split())
# As people speak.
DIALECT = frozenset(
    "æ æg je jæ jei ej e ær itj ittj itte inte isje ikkj ikje kje mæ dæ sæ ka kæ kor kossn kordan koss koffer koffør kofor kem"
    " hu hainn nåkka nåkken nåken nåe nokka va blei ittno mainn mannj jobba hjæm heme hemme ittnå nåko ajjn døm dom dæm vårres".split()
)


def language_of(typed: object) -> str | None:
    """`nb`, `nn` or `en`; None where the words do not say it."""
    words = text.read(typed).words
    english, bokmal, spoken = (_count(words, each) for each in (ENGLISH, BOKMAL, DIALECT))
    nynorsk = _count(words, NYNORSK) + words.count("eg")
    if english >= _LEAST and english > max(bokmal, nynorsk) + spoken:
        return "en"
    if nynorsk >= _LEAST and nynorsk > bokmal + _SPOKEN * spoken:
        return "nn"
    return "nb" if bokmal + spoken >= _LEAST else None


def _count(words: tuple[str, ...], known: Set[str]) -> int:
    return sum(word in known for word in words)
