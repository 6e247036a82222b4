"""What the encoder is asked about a labelled report, and the right answers."""

from collections.abc import Sequence
from datetime import datetime

from shared.domain.triage.clean import words
from shared.domain.triage.dates import moments
from shared.domain.triage.mentions import PHRASES
from shared.domain.triage.plain import plain
from tests.triage.encoder.network import REASONS_ASKED
from tests.triage.rows import Row

# An answer that a careful officer could defend as well is neither right nor wrong.
DEFENSIBLE = 0.5


def asked(row: Row) -> str:
    """The story as the encoder reads it."""
    text, now = row["narrative"], datetime.fromisoformat(row["reported_at"])
    typed = words(text, PHRASES.knows)
    return plain(text, typed, moments(typed, now), now, PHRASES.knows)


def answers(row: Row) -> Sequence[float]:
    """Of each question how far it is to be answered with yes."""
    level, accepted = row["gold_urgency"], row["gold_also_ok"]
    immediate = 1.0 if level == "immediate" else DEFENSIBLE * ("immediate" in accepted)
    high = 1.0 if level != "standard" else DEFENSIBLE * bool(accepted)
    return [immediate, high, *(float(code in row["gold_reasons"]) for code in REASONS_ASKED)]
