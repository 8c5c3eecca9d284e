"""What may a browser do with our pages? Nothing but show them. Headers for every answer, and a check of origin."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request

from directory.settings import Settings

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

# One page may stand within those of others (`may_be_framed`): it shows, and does nothing.
_FRAMED = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), payment=(), usb=(), browsing-topics=()",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-DNS-Prefetch-Control": "off",
}


def install(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer and refuse forms that another site sends."""

    @app.before_request
    def refuse_foreign_forms() -> None:
        if request.method in ("POST", "PUT", "PATCH", "DELETE") and sent_by_another_site(settings.public_url):
            abort(403)

    @app.after_request
    def add_headers(response: Response) -> Response:
        said = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 (a header may be there twice)
        response.headers.extend([pair for pair in HEADERS.items() if pair[0].lower() not in said])
        if "framed" in g:
            del response.headers["X-Frame-Options"]
        if settings.https:
            response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        # A page must leave nothing in a shared browser; only versioned static files may be kept.
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def may_be_framed(response: Response) -> Response:
    """Let pages of other sites hold this one: without a script, without a form, without anything of a visitor."""
    g.framed = True
    response.headers["Content-Security-Policy"] = _FRAMED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def sent_by_another_site(public_url: str) -> bool:
    """Whether the browser says that this request comes from a page that is not ours.

    With `Referrer-Policy: no-referrer` browsers send `Origin: null` for our own forms, so `Sec-Fetch-Site` decides
    where it is sent, and only a real foreign origin speaks against the request where it is not.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin in (None, "null"):
        return False
    try:
        return urlsplit(origin).netloc not in (request.host, urlsplit(public_url).netloc)
    except ValueError:
        return True
