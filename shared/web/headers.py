"""The headers of every answer to the public: nothing kept, nothing loaded, nothing passed on."""

from shared.web.settings import SETTINGS
from shared.web.style import FORM_STYLE, STYLE, hash_of


def content_security_policy(*styles: str) -> str:
    """Nothing may be loaded or run; these style sheets may stand in the page."""
    return "; ".join(
        (
            "default-src 'none'",
            "style-src " + " ".join(f"'{hash_of(style)}'" for style in styles),
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


# No form page may be kept: the reported person may hold the same device.
HEADERS: dict[str, str] = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": content_security_policy(STYLE, FORM_STYLE),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
}


def exit_answer() -> tuple[int, dict[str, str]]:
    """Status and headers of the quick exit: away to a neutral site, with our traces cleared."""
    return 303, {
        **HEADERS,
        "Location": SETTINGS.exit_site,
        "Clear-Site-Data": '"cache", "storage"',
    }
