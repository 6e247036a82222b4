"""Which languages the public pages speak, and which one a browser asks for."""

from dataclasses import dataclass

from shared.web.settings import SETTINGS


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its own name; a draft was read by nobody who grew up with it, and says so."""

    name: str
    direction: str = "ltr"
    draft: bool = True


KNOWN = {
    "en": Language("English", draft=False),
    "es": Language("Español", draft=False),
    "vi": Language("Tiếng Việt"),
    "zh-Hans": Language("简体中文"),
    "ko": Language("한국어"),
    "tl": Language("Tagalog"),
    "ar": Language("العربية", direction="rtl"),
    "ht": Language("Kreyòl ayisyen"),
    "pt": Language("Português"),
    "fr": Language("Français"),
    "ru": Language("Русский"),
}
# What the hotline's settings switch on; drafts are off until they name them.
LANGUAGES = {code: KNOWN[code] for code in SETTINGS.languages}
DEFAULT = "en"
# What browsers call a language that we know by another code.
_ALSO = {"zh": "zh-Hans", "fil": "tl"}


def language_of(accept_language: str | None) -> str:
    """The page language that an Accept-Language header likes best; English if it likes none."""
    wanted = [_wish(part) for part in (accept_language or "").split(",")]
    for weight, language in sorted(wanted, key=lambda wish: -wish[0]):
        if weight > 0 and language in LANGUAGES:
            return language
    return DEFAULT


def _wish(part: str) -> tuple[float, str]:
    tag, _, parameter = part.partition(";")
    name, _, weight = parameter.replace(" ", "").partition("=")
    try:
        return (float(weight) if name == "q" else 1.0), _code(tag.strip().lower())
    except ValueError:
        return 0.0, DEFAULT


def _code(tag: str) -> str:
    language, _, rest = tag.partition("-")
    if language == "zh" and ("hant" in rest or rest in ("tw", "hk", "mo")):
        return tag  # traditional characters are another language to read
    return _ALSO.get(language, language)
