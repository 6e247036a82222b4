"""The referral as agencies see it, and the receipt they answer with.

One set of models for both sides. What we write is checked strictly, in the tests alone
(`WrittenReferral`, every name known, the words a whole report); what an agency reads may have grown
within version 1, so `ReadReferral` passes over unknown names and leaves the words as they are.
"""

from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    model_validator,
)

from shared.domain.receipt import ALIAS_LENGTH, is_alias
from shared.domain.referral import SCHEMA
from shared.domain.report import Report
from shared.domain.story import Json
from shared.domain.urgency import Lane, Urgency

Told = TypeVar("Told")


def _alias(officer: str) -> str:
    if not is_alias(officer):
        raise ValueError("a name is one line of printable characters")
    return officer


Number = Annotated[str, Field(pattern=r"^[0-9]{12}$")]
# Also part of file names at the agency: nothing in it can leave a folder.
AgencyId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Revision = Annotated[int, Field(ge=1, strict=True)]
Moment = AwareDatetime
Alias = Annotated[str, Field(max_length=ALIAS_LENGTH), AfterValidator(_alias)]
Role = Literal["lead", "copy"]


class Part(BaseModel):
    """A part of the contract; its errors never carry what it was given."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Quote(Part):
    """Words of the report: `quote` stands in `field` from `start`, up to `end` or its beginning."""

    field: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    quote: str


class PlaceQuote(Quote):
    """Words that name a place, and whose place it is."""

    whose: str
    kind: str


class Handling(Part):
    """What to know before reading on."""

    notice: str
    contains_minor_data: bool
    attachments: Literal["never"]
    links: str
    contact_wish: str | None
    safe_contact: Json | None


class Reason(Part):
    """Why the report has its level."""

    code: str
    source: str
    evidence: list[Quote]


class UrgencyPart(Part):
    """How soon a person must look, and why."""

    level: Urgency
    lane: Lane
    reasons: list[Reason]
    engine: str


class JurisdictionPart(Part):
    """Where the report belongs, and on which words that rests."""

    lead: str
    county: str | None
    postal: str | None
    basis: str
    confidence: str
    notify: list[str]
    evidence: list[PlaceQuote]


class AddedLater(Part):
    """An update; `proof` says how well its sender is known to be the reporter."""

    id: str
    received_at: Moment
    kind: str
    proof: str
    text: str


class EarlierUpdates(Part):
    """Older updates that had no room here; earlier revisions hold them."""

    held_since_before_revision: Revision
    count: Annotated[int, Field(ge=1)]
    ids: list[str]


class Cut(Part):
    """A text that had no room: its first `kept` of `of` characters are here."""

    field: str
    kept: int
    of: int


class Fact(Part):
    """One thing to search for, as the reporter stated it."""

    field: str
    value: str
    basis: str


class Derived(Part):
    """One thing that the service worked out, and from what."""

    name: str
    value: str
    basis: str


class Recipient(Part):
    """Another agency that holds this report."""

    agency: AgencyId
    role: Role


class ReferralData(Part, Generic[Told]):
    """A referral in the order an officer reads."""

    handling: Handling
    urgency: UrgencyPart
    jurisdiction: JurisdictionPart
    told: Told
    updates: list[AddedLater]
    earlier_updates: EarlierUpdates | None
    cut: list[Cut]
    facts: list[Fact]
    display: dict[str, str]
    left_out: list[str]
    derived: list[Derived]
    referral_id: str
    report_number: Number
    revision: Revision
    received_at: Moment
    available_at: Moment
    receipt_key: Annotated[str, Field(min_length=1, max_length=200)]
    agency: AgencyId
    role: Role
    also_sent_to: list[Recipient]
    demonstration: bool


class ReferralEvent(Part, Generic[Told]):
    """The CloudEvent around a referral."""

    specversion: Literal["1.0"]
    id: Annotated[str, Field(min_length=1)]
    source: Annotated[str, Field(pattern=r"^urn:opentipline:.+$")]
    type: Annotated[
        str, Field(pattern=r"^org\.opentipline\.referral\.(available|updated|drill)\.v1$")
    ]
    subject: Number
    time: Moment
    datacontenttype: Literal["application/json"]
    dataschema: Annotated[str, Field(pattern=f"^{SCHEMA}$")]
    sequence: Annotated[str, Field(pattern=r"^[1-9][0-9]*$")]
    data: ReferralData[Told]


WrittenReferral = ReferralEvent[Report]
ReadReferral = ReferralEvent[dict[str, Any]]


class Receipt(Part):
    """What an agency answers.

    `received`: its computer stored this revision. `accepted`: a named person, by alias, takes it
    on. Only that stops the hotline from asking on.
    """

    v: Literal[1] = 1
    kind: Literal["received", "accepted"] = "received"
    report_number: Number
    agency: AgencyId
    revision: Revision
    receipt_key: str
    officer: Alias | None = None

    @model_validator(mode="after")
    def _accepted_by_somebody(self) -> Self:
        if (self.kind == "accepted") != (self.officer is not None):
            raise ValueError("accepted names an officer, and received names none")
        return self


def check_written(event: Json) -> WrittenReferral:
    """Check what refer writes: no unknown name passes. Raises ValidationError."""
    return WrittenReferral.model_validate(event, extra="forbid")


def read_referral(body: str) -> ReadReferral:
    """A referral off a queue, of this version or a later one of 1.x. Raises ValidationError."""
    return ReadReferral.model_validate_json(body)


def receipt_of(referral: ReadReferral, officer: str | None = None) -> Receipt:
    """The receipt for one revision; sent again for every repeat of it.

    With an officer, the acceptance. Raises ValidationError for what can be no name.
    """
    data = referral.data
    return Receipt(
        kind="received" if officer is None else "accepted",
        officer=officer,
        report_number=data.report_number,
        agency=data.agency,
        revision=data.revision,
        receipt_key=data.receipt_key,
    )
