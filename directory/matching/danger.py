"""Is somebody in danger? Seen before anything else, and answered directly, with numbers to call and no address.

The wordings are patterns over lower-case words with single spaces. It is worse to miss one than to show a calm panel
once too often, but "drikker seg ihjel" about somebody is worry, not an emergency, and is left alone.
"""

import re
from collections.abc import Iterable

# What each kind of danger sounds like. Order: the first that is seen decides what the panel says first.
_LIFE = (
    r"(?:ikke|ikkje|itj|inte) (?:\w+ ){0,2}(?:leve|leva) (?:mer|meir|lenger|lengre|videre|vidare)",
    r"(?:orker|orkar|vil|ønsker|ønskjer|gidder|klarer|makter|maktar) (?:bare |berre )?(?:ikke|ikkje|itj) (?:å )?(?:leve|leva|mer nå|livet)",
    r"(?:vil|ønsker å|ønskjer å|lyst til å|har lyst å|kommer til å|tenker på å|tenkjer på å) (?:bare |berre )?(?:dø|døy|daue)\b",
    r"\b(?:ta|tar|tek|tok nesten|å ta|avslutte|avslutta|ende) (?:sitt |mitt |livet |mitt eget |sitt eget |eget )?liv(?:et)?(?: av (?:meg|seg)| mitt| sitt)?\b",
    r"\bta (?:livet|liv) av (?:meg|seg)",
    r"(?:drepe|drepa|henge|hengje|skyte) (?:meg|seg)(?: selv| sjølv)?\b",
    r"(?<!etter )(?<!ved )(?<!i )\b(?:selvmord|sjølvmord|sjølmord|suicid)\w*(?! ?gruppe)",
    r"\b(?:suicidal|kill myself|kill himself|kill herself|end my life|want to die|take my own life|do not want to live|don t want to live)",
    r"(?:bedre|best|betre) (?:\w+ ){0,3}uten meg|better off without me",
    r"(?:orker|orkar|klarer|klarar|holder|makter) (?:bare )?(?:ikke|ikkje) (?:mer|meir|lenger|lengre) ?(?:nå|no)?$",
    r"(?:tatt|tok|tar|tatt for mange|svelget|svelga) (?:\w+ ){0,3}(?:overdose|alle pillene|alle tablettene)",
    r"(?:har|tar|tok|tatt|fått) (?:\w+ ){0,2}overdose\b",
    r"(?:puster|pustar|puste) (?:\w+ ){0,2}(?:ikke|ikkje)|(?:får|fær) (?:ikke|ikkje) (?:kontakt|liv i|vekt|vekket)",
    r"\b(?:bevisstløs|medvitslaus|blå på leppene|blå i leppene|livløs|unconscious|not breathing|overdosing)",
    r"\b(?:delirium|ser ting som ikke|abstinenskramp\w*|kramper? (?:\w+ ){0,3}(?:slutt|drikk|abstinens))",
    r"(?:skader|skadar|kutter|kuttar|skjærer|skjer) (?:meg|seg)(?: selv| sjølv)?|self harm|selvskad\w*|sjølvskad\w*",
)
_VIOLENCE = (
    r"\b(?:slår|slo|slår til|banker|banka|denger|sparker|kveler|truer|trugar|mishandler|angriper) (?:\w+ )?(?:meg|mæ|oss|henne|mamma|mor|mora|barna|ungene|barnet)\b",
    r"\b(?:blir|vart|ble|er blitt|har blitt) (?:\w+ )?(?:slått|banka|banket|mishandlet|mishandla|truet|truga|voldtatt|valdteken)",
    r"(?:redd for|redd) (?:\w+ ){0,3}(?:skal |kommer til å )?(?:slå|drepe|skade) (?:meg|oss|henne|mamma)",
    r"(?:hits|beats|hit|hurts|threatens|chokes) (?:me|us|her|my mother|the kids)\b",
    r"\b(?:vold|vald|partnervold|familievold|voldelig|valdeleg|voldtekt|voldtatt|valdtekt|overgrep|incest|raped|abuses me|abusive)\b",
    r"(?:kommer|kjem) (?:\w+ )?til å drepe",
)


def _compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_SEEN = {"life": _compiled(_LIFE), "violence": _compiled(_VIOLENCE)}
# Loss that has happened is grief, not an emergency, unless the person speaks of their own life too.
_LOSS = re.compile(
    r"(?:etter|mistet|mista|misst|døde|døydde|lost|etterlat\w*|ved) (?:\w+ ){0,4}(?:selvmord|sjølvmord|overdose\w*|suicide)"
    r"|(?:selvmord|sjølvmord)s?(?:etterlat\w*| i familien| for \w+ (?:år|måneder|veker|uker) siden)"
    r"|tok (?:livet sitt|livet av seg|sitt eget liv|sitt liv)"
)


def seen(joined: str) -> str | None:
    """`"life"`, `"violence"` or None for words in lower case joined by single spaces."""
    spoken = _LOSS.sub(" ", joined)
    return next((kind for kind, pattern in _SEEN.items() if pattern.search(spoken)), None)
