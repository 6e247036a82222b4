"""The small stories that are played: who tells what, and when they add to it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from shared.domain.row import Stage
from shared.domain.story import Json
from tests import make

NEW_MEXICO: Json = {"incidents": [{"place": {"state": "NM", "country": "US"}}]}
HOUSTON: Json = {"incidents": [{"place": {"city": "Houston", "state": "TX", "country": "US"}}]}
TOLD_LATER = (
    "She told me the name of her school.",
    "He wrote again: he will come to our house tonight. My son is 12.",
    "It was in Albuquerque, New Mexico.",
)


@dataclass(frozen=True, slots=True)
class Later:
    """Something that a reporter adds once the report has come this far, and some seconds in."""

    text: str
    after: Stage
    not_before: float = 0.0


@dataclass(frozen=True, slots=True)
class Story:
    """What one reporter tells, and adds later."""

    told: Json
    later: tuple[Later, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """Reporters who tell at the same time, and officers who answer."""

    name: str
    stories: tuple[Story, ...]
    # Whether officers look at nothing until the hotline calls them.
    calls_only: bool = False


def _calm(which: int, **fields: Any) -> Json:
    return make.told(f"{make.CALM} It is shop number {which}.", **fields)


def _urgent(which: int, **fields: Any) -> Json:
    return make.told(f"{make.URGENT} She lives at number {which}.", **fields)


def _unread(which: int, **fields: Any) -> Json:
    """In a language that triage does not read."""
    return make.told(f"Lapsi kertoi, että hän pelkää mennä kotiin. Talo {which}.", **fields)


def _in_houston(which: int, **fields: Any) -> Json:
    return make.told(f"{make.CALM} Shop number {which} is in Houston, Texas.", **fields)


SCENARIOS: Sequence[Scenario] = (
    Scenario("one report, one agency", (Story(_calm(1)),)),
    Scenario("one urgent report, two agencies", (Story(_urgent(1, **HOUSTON)),)),
    Scenario("one report that nobody can judge", (Story(_unread(1)),)),
    Scenario(
        "one urgent report, nobody answers", (Story(_urgent(1, **NEW_MEXICO)),), calls_only=True
    ),
    Scenario(
        "an update during the first round",
        (Story(_calm(1, **NEW_MEXICO), (Later(TOLD_LATER[0], Stage.RECEIVED),)),),
    ),
    Scenario(
        "an update that moves the report elsewhere",
        (Story(_in_houston(1), (Later(TOLD_LATER[2], Stage.TRIAGED, 60.0),)),),
    ),
    Scenario(
        "updates that bring an agency and the urgent lane",
        (
            Story(
                _calm(1),
                (Later(TOLD_LATER[2], Stage.TRIAGED), Later(TOLD_LATER[1], Stage.CLOSED)),
            ),
        ),
    ),
    Scenario(
        "three reporters, both lanes, several agencies, updates",
        (
            Story(_urgent(1, **NEW_MEXICO), (Later(TOLD_LATER[0], Stage.REFERRED),)),
            Story(_calm(2), (Later(TOLD_LATER[2], Stage.RECEIVED),)),
            Story(_calm(3, reporter={"emails": ["a.parent@example.org"]}, **HOUSTON)),
        ),
    ),
)


def drawn(draw: random.Random) -> Scenario:
    """A scenario of up to four reporters, each with up to two updates."""
    stories = tuple(_drawn_story(draw, one) for one in range(draw.randint(1, 4)))
    return Scenario("drawn", stories, calls_only=draw.random() < 0.2)


def _drawn_story(draw: random.Random, which: int) -> Story:
    told = draw.choice((_calm, _urgent, _in_houston, _unread))(
        which, **draw.choice(({}, NEW_MEXICO, HOUSTON))
    )
    texts = draw.sample(TOLD_LATER, len(TOLD_LATER))
    later = (Later(text, draw.choice(list(Stage)), draw.choice((0.0, 60.0))) for text in texts)
    return Story(told, tuple(islice(later, draw.randint(0, 2))))
