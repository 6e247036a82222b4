"""What a member of the public tells us: the full report model, validated at the edge.

Every field is optional; a report needs one fact of any kind. Limits are in characters.
Workers never import this module: past the edge a report travels as the plain JSON that
`Report.told()` returns (see `shared.domain.story`).
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Self, cast
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from shared.domain.errors import BadNumberError
from shared.domain.report_number import parse_number
from shared.domain.story import Json, pruned
from shared.domain.text import clean

SCHEMA_VERSION = 1
STORY_CHARACTERS = 20_000
# Fields that say how a report was made, not what happened.
NO_FACT = {"schema_version", "language", "submit_anyway"}


class Answer(StrEnum):
    """An answer to a closed question; an absent answer means that it was not asked."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class IncidentKind(StrEnum):
    """What kind of harm is reported; the first seven are the named kinds of the public form."""

    CSAM = "csam"
    ONLINE_ENTICEMENT = "online_enticement"
    CHILD_SEXUAL_ABUSE = "child_sexual_abuse"
    CHILD_SEX_TRAFFICKING = "child_sex_trafficking"
    UNSOLICITED_MATERIAL = "unsolicited_material"
    MISLEADING_DOMAIN = "misleading_domain"
    MISLEADING_CONTENT = "misleading_content"
    OTHER = "other"
    ABUSE_IN_TRAVEL = "abuse_in_travel"


class Relationship(StrEnum):
    """Who is telling us."""

    CHILD_VICTIM = "child_victim"
    ADULT_SURVIVOR = "adult_survivor"
    PARENT_GUARDIAN = "parent_guardian"
    FAMILY = "family"
    FRIEND_PEER = "friend_peer"
    EDUCATOR = "educator"
    HEALTH = "health"
    SOCIAL_SERVICES = "social_services"
    OTHER_PROFESSIONAL = "other_professional"
    BYSTANDER = "bystander"


class Channel(StrEnum):
    """Where it happens or happened."""

    WEB_PAGE = "web_page"
    EMAIL = "email"
    NEWSGROUP = "newsgroup"
    CHAT = "chat"
    ONLINE_GAME = "online_game"
    CELL_PHONE = "cell_phone"
    NON_INTERNET = "non_internet"
    PEER_TO_PEER = "peer_to_peer"
    SOCIAL_MEDIA = "social_media"
    LIVESTREAM = "livestream"
    IN_PERSON = "in_person"


class Assistance(StrEnum):
    """What help a reporter asks for."""

    RESOURCES = "resources"
    IMAGE_REMOVAL = "image_removal"
    VIEWING_SUPPORT = "viewing_support"
    CALL_BACK = "call_back"


class SuspectAccess(StrEnum):
    """How near the reported person comes to the child."""

    LIVES_WITH = "lives_with"
    REGULAR = "regular"
    COULD_REACH = "could_reach"
    NONE = "none"
    UNKNOWN = "unknown"


class SpecialPlace(StrEnum):
    """Ground on which other agencies have a say."""

    TRIBAL_LAND = "tribal_land"
    MILITARY_BASE = "military_base"
    CAMPUS = "campus"
    IN_TRANSIT = "in_transit"


class PlannedKind(StrEnum):
    """What is going to happen."""

    MEETING = "meeting"
    TRAVEL = "travel"
    THREAT_DEADLINE = "threat_deadline"
    OTHER = "other"


class Precision(StrEnum):
    """How exactly a date is known."""

    EXACT = "exact"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Contact(StrEnum):
    """How a reporter may be reached."""

    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"


class AgeBand(StrEnum):
    """A child's age when only a guess is possible."""

    UNDER_6 = "under_6"
    FROM_6_TO_9 = "6_to_9"
    FROM_10_TO_12 = "10_to_12"
    FROM_13_TO_15 = "13_to_15"
    FROM_16_TO_17 = "16_to_17"


def _tidy(value: Any) -> Any:
    return clean(value) or None if isinstance(value, str) else value


def _number(typed: str) -> str:
    try:
        return parse_number(typed)
    except BadNumberError:
        raise PydanticCustomError("report_number", "This is no report number.") from None


Tidy = BeforeValidator(_tidy)
Text20 = Annotated[Annotated[str, Field(max_length=20)] | None, Tidy]
Text50 = Annotated[Annotated[str, Field(max_length=50)] | None, Tidy]
Text100 = Annotated[Annotated[str, Field(max_length=100)] | None, Tidy]
Text200 = Annotated[Annotated[str, Field(max_length=200)] | None, Tidy]
Text255 = Annotated[Annotated[str, Field(max_length=255)] | None, Tidy]
Text256 = Annotated[Annotated[str, Field(max_length=256)] | None, Tidy]
Text300 = Annotated[Annotated[str, Field(max_length=300)] | None, Tidy]
Text1000 = Annotated[Annotated[str, Field(max_length=1_000)] | None, Tidy]
Text2000 = Annotated[Annotated[str, Field(max_length=2_000)] | None, Tidy]
Text2083 = Annotated[Annotated[str, Field(max_length=2_083)] | None, Tidy]
Text5000 = Annotated[Annotated[str, Field(max_length=5_000)] | None, Tidy]
Text20000 = Annotated[Annotated[str, Field(max_length=STORY_CHARACTERS)] | None, Tidy]
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", max_length=35)]
ReportNumber = Annotated[str, AfterValidator(_number)]


class Part(BaseModel):
    """A part of a report: strict about names, silent about values."""

    # A validation message that quoted its input would carry a child's words into a log.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Place(Part):
    """Somewhere; any part alone is valid."""

    line: Text255 = None
    city: Text100 = None
    county: Text100 = None
    state: Text100 = None  # as typed: "NM", "New Mexico"; jurisdiction reads both
    postal: Text20 = None
    country: Text100 = None  # as typed: an ISO code or a name
    text: Text300 = None
    special: SpecialPlace | None = None


class When(Part):
    """A time or a range, as exactly as it is known."""

    start: datetime | date | None = None
    end: datetime | date | None = None
    precision: Precision | None = None
    ongoing: Answer | None = None
    text: Text300 = None


class Name(Part):
    """A person's name."""

    first: Text100 = None
    last: Text100 = None


class Account(Part):
    """An account of somebody on a platform."""

    platform: Text256 = None
    screen_name: Text256 = None
    display_name: Text256 = None
    profile_url: Text2083 = None
    user_id: Text256 = None


class SafeContact(Part):
    """How a reporter can be reached without coming to harm."""

    methods: list[Contact] = Field(default=[], max_length=3)
    safe_hours: Text200 = None
    may_leave_message: Answer | None = None
    monitored_by_suspect: Answer | None = None


class Reporter(Part):
    """The person telling us; nothing here is ever needed."""

    relationship: Relationship | None = None
    name: Name | None = None
    phones: list[Text50] = Field(default=[], max_length=3)
    emails: list[Text255] = Field(default=[], max_length=3)
    location: Place | None = None
    contact_permission: Answer | None = None
    safe_contact: SafeContact | None = None
    assistance: list[Assistance] = Field(default=[], max_length=4)


class Incident(Part):
    """One event."""

    kind: IncidentKind | None = None
    description: Text5000 = None
    when: When | None = None
    place: Place | None = None
    channel: Channel | None = None
    platform: Text256 = None
    room_or_game: Text255 = None
    urls: list[Text2083] = Field(default=[], max_length=20)  # kept as typed, never fetched


class PlannedEvent(Part):
    """What somebody means to do; may lie in the future."""

    kind: PlannedKind | None = None
    when: When | None = None
    place: Place | None = None
    text: Text1000 = None


class Danger(Part):
    """The questions that are asked first, each with a reason code of its own in triage."""

    in_danger_now: Answer | None = None
    abuse_ongoing: Answer | None = None
    self_harm_risk: Answer | None = None
    missing_or_travelling: Answer | None = None
    being_offered: Answer | None = None
    weapon_or_violence: Answer | None = None
    livestream: Answer | None = None
    suspect_access: SuspectAccess | None = None
    planned_event: PlannedEvent | None = None


class ReportedPerson(Part):
    """The person reported: at most one in a report."""

    names: list[Text100] = Field(default=[], max_length=10)
    approx_age: int | None = Field(default=None, ge=0, le=150)
    relation_to_child: Text100 = None
    description: Text2000 = None
    vehicle: Text300 = None
    employer: Text255 = None
    school: Text255 = None
    place: Place | None = None
    phones: list[Text50] = Field(default=[], max_length=10)
    emails: list[Text255] = Field(default=[], max_length=10)
    accounts: list[Account] = Field(default=[], max_length=20)
    works_with_children: Answer | None = None


class Child(Part):
    """A child concerned."""

    names: list[Text100] = Field(default=[], max_length=10)
    age_at_incident: int | None = Field(default=None, ge=0, le=17)
    age_band: AgeBand | None = None
    age_now: int | None = Field(default=None, ge=0, le=150)
    gender: Text50 = None
    school: Text255 = None
    place: Place | None = None
    accounts: list[Account] = Field(default=[], max_length=20)
    is_reporter: Answer | None = None
    knows_of_report: Answer | None = None


class Images(Part):
    """What became of pictures; the pictures themselves are never taken."""

    shared_by_child: Answer | None = None
    shared_by_suspect: Answer | None = None
    posted: Answer | None = None
    identifiable: Answer | None = None
    being_threatened: Answer | None = None


class Material(Part):
    """Whether the reporter holds material; it is never sent to us."""

    holds: Answer | None = None
    what: Text1000 = None
    where: Text1000 = None


class PriorReport(Part):
    """What law enforcement was told before."""

    made: Answer | None = None
    agency: Text255 = None
    case_number: Text100 = None


class Report(Part):
    """One report, as submitted."""

    schema_version: int = Field(default=SCHEMA_VERSION, ge=1, le=SCHEMA_VERSION)
    submission_key: UUID | None = None
    language: Language | None = None
    narrative: Text20000 = None
    under_18_at_time: Answer | None = None
    submit_anyway: Answer | None = None
    reporter: Reporter | None = None
    incidents: list[Incident] = Field(default=[], max_length=20)
    danger: Danger | None = None
    reported_person: ReportedPerson | None = None
    others_involved: Text2000 = None
    children: list[Child] = Field(default=[], max_length=10)
    images: Images | None = None
    material: Material | None = None
    prior_le_report: PriorReport | None = None
    related_report_numbers: list[ReportNumber] = Field(default=[], max_length=5)
    additional_info: Text5000 = None

    def told(self) -> Json:
        """What was told, as plain JSON: no absent answers, no empty lists, no form token."""
        told = self.model_dump(mode="json", exclude_none=True, exclude={"submission_key"})
        return cast("Json", pruned(told))

    @model_validator(mode="after")
    def _tells_something(self) -> Self:
        told = self.told()
        told.get("reporter", {}).pop("contact_permission", None)
        if not any(pruned(told[name]) for name in told if name not in NO_FACT):
            raise PydanticCustomError("empty_report", "Please tell us one thing, however small.")
        return self
