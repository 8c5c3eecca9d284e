"""How is a text said in the language of the page? As `flask_babel` says it, by a catalogue that is chosen once for a page."""

from typing import Any

from babel.support import NullTranslations
from flask import Flask, g
from flask_babel import Domain, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup


class Catalogues(Domain):  # type: ignore[misc]
    """The catalogues. A page asks for hundreds of words, so the catalogue that it reads from is chosen once."""

    def get_translations(self) -> NullTranslations:
        """The catalogue of this page's language; `force_locale` clears what was chosen."""
        chosen = _of_this_page()
        if chosen is None:
            chosen = super().get_translations()
            if g:
                g._flask_babel.babel_translations = chosen
        return chosen


def gettext(text: str, **values: Any) -> str:
    """`text` in the language of the page, with `values` in their places."""
    said: str = _catalogue().ugettext(text)
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """As `gettext`, for as many as `num`."""
    said: str = _catalogue().ungettext(one, many, num)
    return said % {"num": num, **values}


def install(app: Flask) -> None:
    """Let templates say `_` the same way."""
    app.jinja_env.globals["_"] = _in_template


@pass_eval_context
def _in_template(context: EvalContext, text: str, **values: Any) -> str:
    """As Jinja's own: what is said is HTML, the values are not."""
    said = gettext(text)
    marked = Markup(said) if context.autoescape else said  # noqa: S704 (a text of ours)
    return marked % values if "%" in said else marked


def _catalogue() -> Any:
    chosen = _of_this_page()
    return get_translations() if chosen is None else chosen


def _of_this_page() -> Any:
    """None where none is chosen yet, or for nobody's page. Looked up once: by `g.` each step would be looked up by itself."""
    try:
        return g._get_current_object()._flask_babel.babel_translations
    except (AttributeError, RuntimeError):
        return None
