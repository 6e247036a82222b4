"""English: the words for every concept, without accents and apostrophes.

Phrases stand between commas; their signs are explained in `shared.domain.triage.phrases`.
"""

from shared.domain.triage.concepts import Concept
from shared.domain.triage.lexicon.en import approach, calm, circumstance, harm, screen
from shared.domain.triage.lexicon.en.groups import GROUPS

PHRASES: dict[Concept, str] = {
    **circumstance.PHRASES,
    **harm.PHRASES,
    **approach.PHRASES,
    **screen.PHRASES,
    **calm.PHRASES,
}

__all__ = ["GROUPS", "PHRASES"]
