"""What does every page pass? The hall puts it all together, and gives every template the same few words."""

from collections.abc import Callable, MutableMapping
from typing import Any

from flask import Flask, current_app, render_template
from flask.templating import Environment
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]
from werkzeug.middleware.proxy_fix import ProxyFix

from directory.settings import Settings
from directory.web import about, assets, errors, language, offline, request_log, security, styles
from directory.web.converters import CodeConverter, RowIntegerConverter
from directory.web.page_facts import page_facts
from directory.web.sent import body, long_bodies
from directory.web.watching import metrics
from directory.web.wire import compression

Context = Callable[[], dict[str, Any]]


class _StraightIn(CodeGenerator):
    """What is shown goes straight into the page: Jinja would also mark as safe each of the hundreds of pieces that are put
    together a moment later, which costs three times the escaping."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escape(")
            if finalize.src is not None:
                self.write(finalize.src)


class HouseTemplates(Environment):
    """Templates that all know the same words: a page imports from many others, and Jinja would compare what each knows."""

    code_generator_class = _StraightIn

    @staticmethod
    def escape(value: Any) -> str:
        """As `markupsafe.escape`, as plain text of a page."""
        kind = type(value)
        return value if kind is Markup else escape_text(value) if kind is str else escape(value)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def install(app: Flask, settings: Settings) -> None:
    """The hall of `app`: language, headers, errors, log and what templates may use."""
    app.config.update(
        SECRET_KEY=settings.secret_key, MAX_CONTENT_LENGTH=256 * 1024, MAX_FORM_MEMORY_SIZE=256 * 1024
    )
    app.jinja_environment = HouseTemplates
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.url_map.converters.update(code=CodeConverter, int=RowIntegerConverter)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    language.install(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    request_log.install(app)
    metrics.install(app)
    compression.install(app)
    assets.install(app)
    security.install(app, settings)
    body.install(app)
    long_bodies.install(app)
    errors.install(app)
    app.register_blueprint(about.pages)
    app.register_blueprint(offline.pages)
    app.context_processor(_words_for_templates)


def provide(app: Flask, context: Context) -> None:
    """Let a room above give something to every page, such as the lines to call."""
    app.context_processor(context)


def _words_for_templates() -> dict[str, Any]:
    return {
        "language": language.current(),
        "alternates": language.alternates(),
        "path_for": language.path_for,
        "said": language.label_of,
        "direction": language.direction(),
        "static": assets.static,
        "stylesheet": styles.files,
        "found": page_facts(),
        "same_everywhere": same_everywhere,
    }


def same_everywhere(template: str, **values: Callable[[], object]) -> Markup:
    """A part that says the same on every page of one language; made once. `values` are what it is made of."""
    if not language.same_for_all():
        return _render(template, **values)
    made: dict[object, Markup] = current_app.extensions.setdefault("parts", {})
    part = (template, language.current(), language.page_root())
    if part not in made:
        made[part] = _render(template, **values)
    return made[part]


def macro(template: str, name: str) -> Callable[..., Markup]:
    """The macro `name` of a template, to be said by itself and kept: it knows what all templates know, and nothing of this page."""
    found: Callable[..., Markup] = getattr(current_app.jinja_env.get_template(template).module, name)
    return found


def _render(template: str, **values: Callable[[], object]) -> Markup:
    return Markup(render_template(template, **values).strip())  # noqa: S704 (a template of ours, escaped there)
