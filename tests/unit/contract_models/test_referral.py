"""The referral: what it says, in which order, and that it always fits its queue."""

import json
import subprocess
import sys
from time import perf_counter

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.contract.build import FOLDER, schemas
from shared.contract.models import Receipt, check_written, read_referral, receipt_of
from shared.domain.receipt import read_receipt
from shared.domain.referral import LIMIT, body_of, defanged
from shared.domain.triage.decision import Decision, Evidence, Reason
from shared.domain.urgency import Urgency
from tests.unit.contract_models.make_referral import NUMBER, STORY, event, told, update


def test_the_strict_model_accepts_what_is_written() -> None:
    written = check_written(event(updates=[update()], revision=2))
    assert written.data.told.narrative == STORY


def test_the_strict_model_refuses_a_name_it_does_not_know() -> None:
    grown = event()
    grown["data"]["urgency"]["later"] = 1
    with pytest.raises(ValidationError):
        check_written(grown)


def test_a_reader_passes_over_names_that_came_later() -> None:
    grown = event()
    grown["later"] = grown["data"]["later"] = grown["data"]["urgency"]["later"] = {"a": 1}
    grown["data"]["told"]["later"] = "kept"
    assert read_referral(body_of(grown)).data.told["later"] == "kept"


def test_a_validation_error_never_carries_the_words() -> None:
    wrong = event()
    wrong["data"]["told"] = STORY
    with pytest.raises(ValidationError) as raised:
        read_referral(body_of(wrong))
    assert "tonight" not in str(raised.value)


def test_an_officer_reads_danger_before_analysis() -> None:
    names = list(event()["data"])
    order = ["handling", "urgency", "jurisdiction", "told", "updates", "facts", "derived"]
    assert [name for name in names if name in order] == order


@pytest.mark.parametrize(
    ("revision", "demonstration", "kind"),
    [
        (1, False, "available"),
        (2, False, "updated"),
        (1, True, "drill"),
        (2, True, "drill"),
    ],
)
def test_a_demonstration_is_always_a_drill(revision: int, demonstration: bool, kind: str) -> None:
    written = event(revision=revision, demonstration=demonstration)
    assert written["type"] == f"org.opentipline.referral.{kind}.v1"
    assert written["data"]["demonstration"] is demonstration
    assert written["data"]["handling"]["notice"].startswith("DRILL") is demonstration


def test_the_id_changes_with_the_revision_and_the_referral_id_does_not() -> None:
    first, second = event(revision=1), event(revision=2)
    assert first["data"]["referral_id"] == second["data"]["referral_id"] == f"{NUMBER}:us-tx-north"
    assert (first["id"], second["id"]) == (f"{NUMBER}:us-tx-north-1", f"{NUMBER}:us-tx-north-2")
    assert second["sequence"] == "2"


def test_the_words_and_the_contact_stay_as_given_and_the_wish_goes_with_them() -> None:
    data = event()["data"]
    assert data["told"] == told()
    assert data["handling"]["contact_wish"] == "no"
    assert data["handling"]["safe_contact"] == {"safe_hours": "after four"}


def test_links_are_harmless_in_the_copy_for_the_eye_only() -> None:
    data = event()["data"]
    assert "hxxps://pages[.]example[.]org/lee?x=1" in data["display"]["told.narrative"]
    assert "https://pages.example.org" in data["told"]["narrative"]


def test_every_fact_and_every_finding_has_its_basis() -> None:
    data = event()["data"]
    stated = {fact["field"]: fact["basis"] for fact in data["facts"]}
    assert stated["reported_person.accounts[0].screen_name"] == "reporter_stated"
    assert not any(field.startswith("reporter.") for field in stated)
    derived = [{"name": "county", "value": "48113", "basis": "derived:children[0].place:city"}]
    assert data["derived"] == derived


def test_the_newest_update_comes_first_and_evidence_follows_it() -> None:
    quoted = Reason("THREAT", "rule", (Evidence("updates[2].text", 0, 3, "She"),))
    decision = Decision(Urgency.HIGH, (quoted,))
    data = event(updates=[update(i) for i in range(3)], decision=decision)["data"]
    assert [shown["id"] for shown in data["updates"]] == ["u2", "u1", "u0"]
    assert data["urgency"]["reasons"][0]["evidence"][0]["field"] == "updates[0].text"


def test_older_updates_that_do_not_fit_are_named() -> None:
    many = [update(i, "x" * 20_000) for i in range(30)]
    data = event(updates=many, revision=31)["data"]
    shown = [one["id"] for one in data["updates"]]
    left = data["earlier_updates"]["ids"]
    assert [*shown, *left] == [f"u{i}" for i in reversed(range(30))]
    assert (len(shown) > 5, data["earlier_updates"]["count"]) == (True, len(left))


def test_a_text_without_room_is_cut_and_the_cut_is_named() -> None:
    quotes = [{"description": '"' * 5_000} for _ in range(20)]
    data = event(told=told(narrative='"' * 20_000, incidents=quotes))["data"]
    cut = data["cut"][0]
    assert cut["field"] == "told.narrative"
    assert cut["of"] == 20_000
    assert len(data["told"]["narrative"]) == cut["kept"] < 20_000
    assert {"facts", "display"} & {*data["left_out"]} or data["facts"]


WORDS = st.builds(
    lambda character, length: (character * length)[:20_000],
    st.sampled_from(["a", '"', "\n", "é", "字", "😀", "a.b/ "]),
    st.integers(1, 20_000),
)


@settings(max_examples=40, deadline=None)
@given(narrative=WORDS, parts=st.lists(WORDS, max_size=8), later=st.lists(WORDS, max_size=12))
def test_a_referral_always_fits_and_always_validates(
    narrative: str, parts: list[str], later: list[str]
) -> None:
    incidents = [{"description": part[:5_000]} for part in parts]
    words = told(narrative=narrative, incidents=incidents)
    updates = [update(i, text) for i, text in enumerate(later)]
    written = event(told=words, updates=updates, revision=len(later) + 1)
    assert len(body_of(written).encode()) <= LIMIT
    check_written(written)


def test_a_referral_fits_even_with_more_reasons_than_anybody_would_read() -> None:
    quote = Evidence("narrative", 0, 20_000, '"' * 20_000)
    reasons = tuple(Reason(f"R{i}", "rule", (quote,) * 50) for i in range(60))
    written = event(
        decision=Decision(Urgency.HIGH, reasons),
        told=told(narrative='"' * 20_000),
        updates=[update(i, '"' * 20_000) for i in range(400)],
    )
    assert len(body_of(written).encode()) <= LIMIT


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("(https://a.example.org/x.y now", "(hxxps://a[.]example[.]org/x.y now"),
        ("HTTP://A.org,http://b.org", "hxxp://A[.]org,hxxp://b[.]org"),
        ("www.example.org", "www[.]example[.]org"),
        ("at example.org/room", "at example[.]org/room"),
        ("http://localhost/x", "hxxp://localhost/x"),
        ("https://a。example。org", "hxxps://a[.]example[.]org"),
        ("3.5/10, then he left.She came", "3.5/10, then he left.She came"),
    ],
)
def test_no_program_makes_a_link_of_what_was_defanged(typed: str, safe: str) -> None:
    assert defanged(typed) == safe


def test_links_are_found_in_linear_time() -> None:
    began = perf_counter()
    for run in ("a", "a.", "http:", "http://", "-.a", "//"):
        defanged(run * 50_000)
    assert perf_counter() - began < 5


def test_the_service_reads_the_receipt_that_the_contract_writes() -> None:
    referral = read_referral(body_of(event(revision=3)))
    receipt = read_receipt(receipt_of(referral).model_dump_json())
    assert (receipt.number, receipt.agency, receipt.revision) == (NUMBER, "us-tx-north", 3)
    assert receipt.key == "ab" * 16


def test_a_receipt_needs_a_revision() -> None:
    with pytest.raises(ValidationError):
        Receipt(report_number=NUMBER, agency="us-tx-north", revision=0, receipt_key="k")


def test_an_agency_id_can_never_leave_a_folder() -> None:
    wrong = event()
    wrong["data"]["agency"] = "../elsewhere"
    with pytest.raises(ValidationError):
        read_referral(body_of(wrong))


def test_the_committed_schemas_are_those_of_the_models() -> None:
    committed = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.json")}
    assert committed == schemas()


def test_the_published_schema_accepts_a_referral_and_what_may_be_added_later() -> None:
    schema = jsonschema.Draft202012Validator(json.loads(schemas()["referral.json"]))
    written = event()
    schema.validate(written)
    written["data"]["later"] = written["data"]["told"]["later"] = 1
    schema.validate(written)
    written["data"]["urgency"]["level"] = "calm"
    assert not schema.is_valid(written)


def test_workers_load_no_model_with_the_referral() -> None:
    code = (
        "import sys, shared.domain.referral\n"
        "sys.exit(int(any(m in sys.modules for m in ('pydantic', 'jinja2', 'typer', 'boto3'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own code
    assert done.returncode == 0
