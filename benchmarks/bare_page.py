"""The least that a page of twenty cards can be: Flask, one template, no database and no search."""

from types import SimpleNamespace

from flask import Flask, render_template
from jinja2 import DictLoader

app = Flask(__name__)
app.extensions["mail_worker"] = SimpleNamespace(
    wake=lambda: None
)  # `gunicorn.conf.py` wakes one in every worker
_PAGE = """<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Treff</title></head><body><main><h1>Treff</h1><ul>
{% for card in cards %}<li><article><h2><a href="/tilbud/{{ card.id }}">{{ card.name }}</a></h2>
<p>{{ card.kind }} · {{ card.place }} · {{ card.distance }} km unna</p><p>{{ card.next }}</p>
<ul>{% for reason in card.reasons %}<li>{{ reason }}</li>{% endfor %}</ul><p>{{ card.confirmed }}</p></article></li>
{% endfor %}</ul></main></body></html>"""
app.jinja_loader = DictLoader({"cards.html": _PAGE})  # compiled once, as files are
_CARDS = [
    {
        "id": f"{number}-treff",
        "name": f"Gruppe nummer {number}",
        "kind": "Gruppe",
        "place": "Ålesund",
        "distance": number,
        "next": "Tirsdag 24. november kl. 19",
        "reasons": ["Passer for deg", "Nær deg", "Bekreftet nylig"],
        "confirmed": "Bekreftet 1. november",
    }
    for number in range(20)
]


@app.get("/")
def page() -> str:
    """Twenty cards."""
    return render_template("cards.html", cards=_CARDS)
