"""What do we know already, and what would an answer change? A listing as answers, and answers as fields of its document."""

from collections.abc import Mapping
from typing import Any

from directory.listings.records.models import Listing
from directory.rounds.models import RoundAnswer

Answers = dict[str, str | list[str]]
"""Codes by question; an empty one is not known."""

# Each question that a listing answers itself, with its name in the document.
_IN_DOCUMENT = {
    "class_code": "class",
    "audiences": "audiences",
    "for_whom": "for",
    "openness": "openness",
    "leadership": "leadership",
    "leader": "leader",
    "needs": "needs",
}
ASKED_ONLY = ("attendance", "found")
"""Questions that no listing answers: what was said in the round before stands there."""
QUESTIONS = ("still", *ASKED_ONLY, *_IN_DOCUMENT)


def known_answers(listing: Listing, before: RoundAnswer | None) -> Answers:
    """Everything filled in as it is known: from the listing, and from its answers in the round before."""
    earlier = before.answers if before else {}
    return {
        "still": "pause" if listing.status == "paused" else "yes",
        "attendance": earlier.get("attendance", ""),
        "found": earlier.get("found", []),
        "class_code": listing.class_ or "",
        "audiences": list(listing.audiences),
        "for_whom": listing.for_whom or "",
        "openness": listing.openness or "",
        "leadership": listing.leadership or "",
        "leader": listing.leader or "",
        "needs": list(listing.needs),
    }


def values_of(listing: Listing, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a document that the answers say otherwise. What has closed down is changed in nothing else."""
    if answers["still"] == "no":
        return {"status": "closed"}
    known = known_answers(listing, None)
    values = {
        name: answers[question] or None
        for question, name in _IN_DOCUMENT.items()
        if _differ(known[question], answers[question])
    }
    for name in ("audiences", "needs"):
        if name in values:
            values[name] = values[name] or []
    if answers["still"] != known["still"]:
        values["status"] = "paused" if answers["still"] == "pause" else "active"
    return values


def _differ(known: str | list[str], answer: str | list[str]) -> bool:
    return sorted(known) != sorted(answer) if isinstance(known, list) else known != answer
