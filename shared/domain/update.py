"""What a reporter adds later, and asks: validated at the edge.

An update never replaces: a correction stands beside what it corrects, a request to withdraw is
kept and passed on and lowers nothing.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from shared.domain.text import clean


class UpdateKind(StrEnum):
    """What an update is for."""

    NEW_INFORMATION = "new_information"
    CORRECTION = "correction"
    CONTACT_CHANGE = "contact_change"
    WITHDRAWAL_REQUEST = "withdrawal_request"


Digits = Annotated[str, Field(max_length=100)]
Cleaned = BeforeValidator(lambda value: clean(value) if isinstance(value, str) else value)


class StatusQuestion(BaseModel):
    """Who asks must hold number and code."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    report_number: Digits = ""
    access_code: Digits = ""


class UpdateTold(StatusQuestion):
    """Words added to a report."""

    text: Annotated[str, Cleaned, Field(min_length=1, max_length=20_000)]
    kind: UpdateKind = UpdateKind.NEW_INFORMATION
