"""Which languages the public pages speak, and which one a browser asks for."""

LANGUAGES = {"en": "English", "es": "Español"}
DEFAULT = "en"


def language_of(accept_language: str | None) -> str:
    """The page language that an Accept-Language header likes best; English if it likes none."""
    wanted = [_wish(part) for part in (accept_language or "").split(",")]
    for weight, language in sorted(wanted, key=lambda wish: -wish[0]):
        if weight > 0 and language in LANGUAGES:
            return language
    return DEFAULT


def _wish(part: str) -> tuple[float, str]:
    tag, _, parameter = part.partition(";")
    language = tag.strip().lower().partition("-")[0]
    name, _, weight = parameter.replace(" ", "").partition("=")
    try:
        return (float(weight) if name == "q" else 1.0), language
    except ValueError:
        return 0.0, language
