"""Spanish: the words for every concept, without accents (ñ is n).

Phrases stand between commas; their signs are explained in `shared.domain.triage.phrases`.
"""

from shared.domain.triage.concepts import Concept
from shared.domain.triage.lexicon.es import approach, calm, circumstance, harm, screen
from shared.domain.triage.lexicon.es.groups import GROUPS

PHRASES: dict[Concept, str] = {
    **circumstance.PHRASES,
    **harm.PHRASES,
    **approach.PHRASES,
    **screen.PHRASES,
    **calm.PHRASES,
}

__all__ = ["GROUPS", "PHRASES"]
