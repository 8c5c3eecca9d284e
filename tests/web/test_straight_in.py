"""Is what templates show escaped as Jinja would escape it, though it goes straight into the page?"""

import pytest
from flask import Flask
from jinja2 import Environment
from markupsafe import Markup, escape

from directory.web.hall import HouseTemplates

SHOWN = [
    "<b> & \"to\" 'tre'",
    "Åpent møte",
    Markup("<b>ferdig</b>"),
    None,
    12,
    1.5,
    ["<i>"],
    type("Told", (str,), {})("<u>"),
]
TEMPLATE = (
    "{% macro said(what) %}<p title='{{ what }}'>{{ what }}</p>{% endmacro %}{% set kept %}{{ shown }}{% endset %}"
    "{{ said(shown) }}{{ kept }}{{ kept | upper }}{{ [shown, kept] | join(', ') }}{{ '<' ~ shown }}"
    "{% filter lower %}{{ shown }}{% endfilter %}"
)


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: type(shown).__name__)
def test_what_is_shown_is_escaped_as_jinja_escapes_it(bare_house: Flask, shown: object) -> None:
    plain = Environment(autoescape=True).from_string(TEMPLATE).render(shown=shown)
    assert bare_house.jinja_env.from_string(TEMPLATE).render(shown=shown) == plain
    assert HouseTemplates.escaped(shown) == escape(shown)
