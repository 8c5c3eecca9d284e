"""How is a picture written? SVG whose colours stand in attributes, so that it can leave the house; on a page the style sheet gives its own."""

from dataclasses import dataclass

from markupsafe import Markup

from directory.web.catalogues import gettext as _

INK, ACT, LAND, PAPER, SOFT = "#1b272c", "#1d4f68", "#cfd7d3", "#ffffff", "#4a595e"
LETTER = 13.0
_WIDE = 0.58  # of a letter's size
_EDGE, _HEAD, _FOOT = 16.0, 30.0, 22.0


@dataclass(frozen=True, slots=True)
class FieldPanel:
    """One drawing, `width` by `height`. `left` and `top` are where its own measure begins."""

    title: str
    width: float
    height: float
    body: Markup
    letter: float = LETTER
    left: float = 0.0
    top: float = 0.0

    @property
    def box(self) -> str:
        return f"{self.left:.0f} {self.top:.0f} {self.width:.0f} {self.height:.0f}"


@dataclass(frozen=True, slots=True)
class FieldPicture:
    """One picture of one or several panels. `says` is what it shows, in a sentence."""

    key: str
    title: str
    says: str
    panels: tuple[FieldPanel, ...]
    source: str | None = None
    demo: bool = False


def text(
    x: float, y: float, said: str, anchor: str = "start", kind: str = "fp-text", bold: bool = False
) -> Markup:
    """Words, with the middle of their letters at `y`."""
    weight = Markup(' font-weight="700"') if bold else ""
    fill = PAPER if kind == "fp-on" else INK
    return Markup(
        '<text class="{}" x="{:.1f}" y="{:.1f}" dy=".35em" text-anchor="{}" fill="{}"{}>{}</text>'
    ).format(kind, x, y, anchor, fill, weight, said)


def bar(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    """A bar: `fp-fill` is full, `fp-rest` an empty frame."""
    fill = ACT if kind == "fp-fill" else "none"
    return Markup(
        '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}" stroke="{}"/>'
    ).format(kind, x, y, max(width, 0.0), height, fill, ACT)


def land(path: str) -> Markup:
    """The ground of a map."""
    return Markup('<path class="fp-land" d="{}" fill="{}" stroke="{}" stroke-width="2"/>').format(
        path, LAND, PAPER
    )


def circle(x: float, y: float, radius: float) -> Markup:
    """A mark on a map."""
    return Markup(
        '<circle class="fp-fill" cx="{:.1f}" cy="{:.1f}" r="{:.1f}" fill="{}" stroke="{}"/>'
    ).format(x, y, radius, ACT, PAPER)


def line(points: list[tuple[float, float]], kind: str = "fp-line") -> Markup:
    """A line through points."""
    return Markup('<polyline class="{}" points="{}" fill="none" stroke="{}" stroke-width="2"/>').format(
        kind, " ".join(f"{x:.1f},{y:.1f}" for x, y in points), ACT if kind == "fp-line" else LAND
    )


def width_of(said: str, letter: float = LETTER) -> float:
    """How wide words are, about."""
    return len(said) * letter * _WIDE


def whole_file(picture: FieldPicture, made_on: str) -> str:
    """The picture by itself, as a file: title, what it shows, its panels side by side, and where it is from."""
    scaled = [(panel, min(1.0, 640.0 / panel.width)) for panel in picture.panels]
    columns = 2 if len(scaled) > 1 else 1
    width = max(panel.width * scale for panel, scale in scaled)
    x, y, row, drawn = _EDGE, 2 * _HEAD, 0.0, []
    for at, (panel, scale) in enumerate(scaled):
        if at and at % columns == 0:
            x, y, row = _EDGE, y + row + _EDGE, 0.0
        drawn.append(_place(panel, x, y, scale))
        x, row = x + width + _EDGE, max(row, panel.height * scale + _HEAD)
    whole = max(columns * (width + _EDGE) + _EDGE, 420.0)
    said = [*_lines(picture.says, whole - 2 * _EDGE), *_lines(_imprint(picture, made_on), whole - 2 * _EDGE)]
    high = y + row + _FOOT * (len(said) + 1)
    feet = Markup("").join(text(_EDGE, y + row + _FOOT * (at + 0.7), each) for at, each in enumerate(said))
    head = text(_EDGE, _HEAD, picture.title, bold=True)
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.0f} {h:.0f}" width="{w:.0f}" height="{h:.0f}" role="img" '
            'font-family="sans-serif" font-size="{s}"><title>{t}</title><desc>{d}</desc>'
            '<rect width="{w:.0f}" height="{h:.0f}" fill="{p}"/>{b}</svg>'
        ).format(
            w=whole,
            h=high,
            s=LETTER,
            t=picture.title,
            d=picture.says,
            p=PAPER,
            b=head + Markup("").join(drawn) + feet,
        )
    )


def panel_file(panel: FieldPanel) -> str:
    """One drawing by itself, without a word around it."""
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}" width="{:.0f}" height="{:.0f}" '
            'font-family="DejaVu Sans, sans-serif" font-size="{:.2f}">{}</svg>'
        ).format(panel.box, panel.width, panel.height, panel.letter, panel.body)
    )


def _place(panel: FieldPanel, x: float, y: float, scale: float) -> Markup:
    heading = text(x, y + _HEAD / 2, panel.title, bold=True) if panel.title else ""
    return Markup('{}<g transform="translate({:.1f} {:.1f}) scale({:.3f})" font-size="{:.1f}">{}</g>').format(
        heading,
        x - panel.left * scale,
        y + _HEAD - panel.top * scale,
        scale,
        panel.letter,
        panel.body,
    )


def _imprint(picture: FieldPicture, made_on: str) -> str:
    marks = [_("Oppdiktede eksempler er med i tallene.")] if picture.demo else []
    return " ".join([*marks, *filter(None, [picture.source]), _("Varde, %(day)s. CC BY 4.0.", day=made_on)])


def _lines(said: str, width: float) -> list[str]:
    """Words in lines that are no wider."""
    lines = [""]
    for word in said.split():
        longer = f"{lines[-1]} {word}".strip()
        lines[-1:] = [longer] if width_of(longer) <= width or not lines[-1] else [lines[-1], word]
    return lines
