"""The hotline's own facts and the resources it points to: data with a date, read once."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from shared.domain.story import Json

ALWAYS = "always"
ADULT = "adult"
CHECKED_WITHIN = 180  # days
_FILE = Path(__file__).with_name("settings.json")


@dataclass(frozen=True, slots=True)
class Resource:
    """Somebody else's help: how to reach it, for which needs, in which languages.

    `checked_on` is the day on which a person last opened and dialled it; None if nobody did.
    """

    id: str
    name: str
    url: str | None
    phone: str | None
    languages: tuple[str, ...]
    when: frozenset[str]
    checked_on: date | None

    @property
    def for_adults(self) -> bool:
        """Whether it is meant for those who were all 18 or older."""
        return ADULT in self.when


@dataclass(frozen=True, slots=True)
class Platform:
    """Where an app or a site itself takes reports."""

    name: str
    url: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a deployment sets: the hotline's own facts, the site to leave for, and whom to point to.

    `languages` are those of the pages, `phone_languages` those spoken at the telephone.

    `needs` maps a need to the answers that show it: path of the report (`*` is every entry of a
    list) → values.
    """

    name: str
    phone: str | None
    phone_languages: tuple[str, ...]
    languages: tuple[str, ...]
    exit_site: str
    resources: tuple[Resource, ...]
    platforms: tuple[Platform, ...]
    needs: Mapping[str, Mapping[str, list[str]]]


def read_settings(text: str) -> Settings:
    """Settings out of their JSON text. Raises KeyError or ValueError on a missing or bad fact."""
    raw = json.loads(text)
    return Settings(
        name=raw["hotline"]["name"],
        phone=raw["hotline"]["phone"],
        phone_languages=tuple(raw["hotline"]["phone_languages"]),
        languages=tuple(raw["languages"]),
        exit_site=raw["exit_site"],
        resources=tuple(_resource(part) for part in raw["resources"]),
        platforms=tuple(_platform(part) for part in raw["platforms"]),
        needs=raw["needs"],
    )


def _resource(raw: Json) -> Resource:
    return Resource(
        id=raw["id"],
        name=raw["name"],
        url=raw.get("url"),
        phone=raw.get("phone"),
        languages=tuple(raw["languages"]),
        when=frozenset(raw["when"]),
        checked_on=_day(raw["checked_on"]),
    )


def _platform(raw: Json) -> Platform:
    return Platform(raw["name"], raw["url"], _day(raw["checked_on"]))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


SETTINGS = read_settings(_FILE.read_text(encoding="utf-8"))


def needs_of(told: Json, settings: Settings = SETTINGS) -> frozenset[str]:
    """The needs that the answers of a report show."""
    return frozenset(need for need, signs in settings.needs.items() if _shown(told, signs))


def resources_for(told: Json, settings: Settings = SETTINGS) -> tuple[Resource, ...]:
    """Resources that fit the answers of a report, in the order of the settings."""
    needs = needs_of(told, settings) | {ALWAYS}
    return tuple(resource for resource in settings.resources if resource.when & needs)


def _shown(told: Json, signs: Mapping[str, list[str]]) -> bool:
    return any(value in signs[path] for path in signs for value in _values(told, path.split(".")))


def _values(part: Any, steps: list[str]) -> Iterator[Any]:
    if not steps:
        yield part
    elif steps[0] == "*":
        for entry in part if isinstance(part, list) else ():
            yield from _values(entry, steps[1:])
    elif isinstance(part, dict) and steps[0] in part:
        yield from _values(part[steps[0]], steps[1:])


def unchecked(today: date, settings: Settings = SETTINGS) -> list[str]:
    """The names of what nobody looked at within half a year, or ever."""
    oldest = today - timedelta(days=CHECKED_WITHIN)
    facts: list[Resource | Platform] = [*settings.resources, *settings.platforms]
    return [fact.name for fact in facts if fact.checked_on is None or fact.checked_on < oldest]
