"""Look up states, countries, ZIP codes, counties and towns in the tables that ship beside this."""

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

# Typed in an address as often as the word itself.
SHORT_WORDS = {"st": "saint", "ft": "fort", "mt": "mount"}


def folded(name: str) -> str:
    """A name without case, accents, dots and apostrophes: what two spellings have in common."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    kept = "".join(" " if c in "-,&" else c for c in plain.casefold() if c not in ".'’")
    words = kept.split()
    # Alone it is a code: "MT" is Montana.
    return " ".join(SHORT_WORDS.get(word, word) if len(words) > 1 else word for word in words)


def state_named(typed: str) -> str | None:
    """A name, an abbreviation or a code in any case ("Tex.", "tx") as "US-TX"."""
    found: str | None = _names()["states"].get(folded(typed))
    return found


def state_coded(code: str) -> str | None:
    """A two-letter postal code exactly as the post writes it."""
    return f"US-{code}" if code in _names()["codes"] else None


def country_named(typed: str) -> str | None:
    """An ISO 3166 code or a name, as the ISO code; a territory of the US as its state code."""
    code = _names()["countries"].get(folded(typed))
    return (state_coded(code) or str(code)) if code in _names()["territories"] else code


def region_named(typed: str) -> str | None:
    """The country of a province: "Nova Scotia" as "CA"."""
    found: str | None = _names()["regions"].get(folded(typed))
    return found


def state_codes() -> list[str]:
    """Every two-letter code, territories too."""
    return list(_names()["codes"])


def state_names() -> list[str]:
    """Every full state name and its Spanish form, folded, without codes and abbreviations."""
    return list(_names()["state_words"])


def region_names() -> list[str]:
    """Every province's name, folded."""
    return list(_names()["regions"])


def country_codes() -> list[str]:
    """Every ISO 3166 code."""
    return list(_names()["country_codes"])


def country_names() -> list[str]:
    """Every country name, folded, without ISO codes."""
    return [name for name in _names()["countries"] if len(name) > 2]


def place_of_zip(zip5: str) -> str | None:
    """The state of a ZIP code; a freely associated country's own code; a field post is federal."""
    exceptions, prefixes = _zips()
    return exceptions.get(zip5) or prefixes.get(zip5[:3])


def county_of_zip(state: str, zip5: str) -> str | None:
    """The county's FIPS code; None in states that one task force serves alone."""
    return _county_zips(state).get(zip5)


def county_named(state: str, typed: str) -> str | None:
    """The FIPS code of a county or independent city, with or without the word "County"."""
    named = {folded(row["name"]): fips for fips, row in _counties(state).items()}
    return named.get(folded(typed)) or named.get(f"{folded(typed)} county")


def county_of_town(state: str, town: str) -> str | None:
    """The county that most of a town lies in."""
    return _towns(state).get(folded(town))


def is_town(state: str, town: str) -> bool:
    """Whether the post knows a town of this name in this state."""
    return folded(town) in _towns(state)


@cache
def _table(name: str) -> Any:
    return json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _names() -> Any:
    return _table("names.json")


@cache
def _zips() -> tuple[dict[str, str], dict[str, str]]:
    table = _table("zips.json")
    return _turned(table["exceptions"]), _turned(table["prefixes"])


def _turned(by_place: dict[str, str]) -> dict[str, str]:
    return {zip_part: place for place, parts in by_place.items() for zip_part in parts.split()}


def _counties(state: str) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = _table("counties.json").get(state, {})
    return rows


@cache
def _county_zips(state: str) -> dict[str, str]:
    return _turned({fips: row["zips"] for fips, row in _counties(state).items()})


@cache
def _towns(state: str) -> dict[str, str | None]:
    alone: str = _table("towns.json").get(state, "")
    towns: dict[str, str | None] = dict.fromkeys(alone.split(";"))
    for fips, row in _counties(state).items():
        towns |= dict.fromkeys(row["towns"].split(";"), fips)
    towns.pop("", None)
    return towns
