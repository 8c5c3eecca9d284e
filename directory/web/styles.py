"""Which stylesheets does a page link? The one that the set-up put together, or our own files where it could not."""

from pathlib import Path

STATIC = Path(__file__).parent / "static"
BUILT = STATIC / "built"

# In this order; `plain.css` stands in for the design system.
OWN = {
    "varde": ("theme.css", "plain.css", "varde.css", "print.css"),
    "desk": ("desk.css",),
    "field": ("field.css",),
}


def files(name: str) -> list[str]:
    """The static files that make up the stylesheet `name`, in order."""
    if (BUILT / f"{name}.css").is_file():
        return [f"built/{name}.css"]
    return list(OWN[name])
