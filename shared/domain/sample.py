"""Read a row of the labelled sample file as a report: the one table from its names to the model."""

from datetime import datetime

from shared.domain.report import Report
from shared.domain.story import Json, put

# The sample file speaks of incident kinds by their older wire names.
KINDS = {
    "csam": "csam",
    "online_enticement": "online_enticement",
    "child_sexual_molestation": "child_sexual_abuse",
    "child_sex_trafficking": "child_sex_trafficking",
    "unsolicited_obscene_material": "unsolicited_material",
    "misleading_domain": "misleading_domain",
    "misleading_words": "misleading_content",
    "other": "other",
}
ANSWERS = {"yes": "yes", "no": "no", "unsure": "unknown"}

# Name in the sample file → path in the model. `gold_*`, `tags` and `reporter_role` are labels,
# never input; `id` and `reported_at` stand beside the report.
SAMPLE: dict[str, str] = {
    "language": "language",
    "narrative": "narrative",
    "category": "incidents[0].kind",
    "when": "incidents[0].when.text",
    "incident_city": "incidents[0].place.city",
    "incident_state": "incidents[0].place.state",
    "incident_zip": "incidents[0].place.postal",
    "incident_country": "incidents[0].place.country",
    "child_age": "children[0].age_now",
    "suspect_info": "reported_person.description",
    "reporter_location": "reporter.location.text",
    "is_danger_now": "danger.in_danger_now",
}
_VOCABULARY = {"category": KINDS, "is_danger_now": ANSWERS}


def report_of_sample(row: Json) -> Json:
    """The raw JSON of a report, for `Report.model_validate`. Raises KeyError on an unknown word."""
    raw: Json = {}
    for name, path in SAMPLE.items():
        value = row.get(name)
        if value is not None and value != "":
            vocabulary = _VOCABULARY.get(name)
            put(raw, path, vocabulary[value] if vocabulary else value)
    return raw


def told_of_sample(row: Json) -> tuple[Json, datetime]:
    """What the row tells, and when it was told."""
    report = Report.model_validate(report_of_sample(row))
    return report.told(), datetime.fromisoformat(row["reported_at"])
