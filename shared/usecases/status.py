"""Say how far a report has come: dated milestones, never outcomes."""

from dataclasses import dataclass

from shared.domain.hashes import KeyedHashes
from shared.domain.row import TOLD, Milestone
from shared.ports import Updates
from shared.usecases.proof import proves


@dataclass(frozen=True, slots=True)
class Status:
    """The use case with what it needs."""

    updates: Updates
    hashes: KeyedHashes

    def __call__(self, number: str, code: str) -> tuple[Milestone, ...] | None:
        """The milestones, or None: one answer for a wrong code and an unknown number."""
        proof = self.updates.proof(number)
        proven = proves(self.hashes, number, code, proof.code_hash if proof else None)
        if not proof or not proven:
            return None
        return tuple(one for one in proof.milestones if one.step in TOLD)
