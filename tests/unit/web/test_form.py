from urllib.parse import urlencode
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.report import Report
from shared.domain.report_number import check_digits
from shared.web.fields import BY_NAME, FORM, Field, Reading
from shared.web.form import NotAFormError, account, field_of, parse_form, report_of_form, typed
from tests.unit.web.model import annotation_at, enumeration_at

FORM_TYPE = "application/x-www-form-urlencoded"
NAMES = [field.name for field in FORM if field.name != "contact"]
TICKS = [field for field in FORM if field.reading is Reading.TICK]
OFFERED = [field for field in FORM if field.choices and field.reading is not Reading.TICK]
# A word, so that cleaning (which drops what nobody can see) always leaves a fact.
SHORT = st.from_regex(r"\w{1,15}", fullmatch=True)


@pytest.mark.parametrize("field", FORM, ids=lambda field: field.name)
def test_every_form_name_stands_for_a_real_place_of_the_model(field: Field) -> None:
    assert annotation_at(field.path)


def test_form_names_and_their_paths_are_unique() -> None:
    assert len(BY_NAME) == len(FORM) == len({field.path for field in FORM})


@pytest.mark.parametrize("field", OFFERED, ids=lambda field: field.name)
def test_every_option_is_a_value_of_the_model(field: Field) -> None:
    enumeration = enumeration_at(field.path)
    assert enumeration
    assert set(field.choices) <= set(enumeration)


@pytest.mark.parametrize("field", TICKS, ids=lambda field: field.name)
def test_a_ticked_box_is_a_yes_of_the_model(field: Field) -> None:
    enumeration = enumeration_at(field.path)
    assert enumeration
    assert "yes" in set(enumeration)
    assert "'yes'" in str(report_of_form([(field.name, "on")]))


def test_a_closed_question_without_options_is_never_read_as_text() -> None:
    for field in FORM:
        if enumeration_at(field.path):
            assert field.choices, field.name


def test_every_answer_arrives_in_its_place() -> None:
    pairs = [
        ("story", "He wrote to her again."),
        ("now", "yes"),
        ("threat", "on"),
        ("plan", "meeting"),
        ("plan_when", "Friday after school"),
        ("kind", "online_enticement"),
        ("kind", "csam"),
        ("city", "Tampa"),
        ("child_age", "13"),
        ("child_accounts", "Blockworld: sunny_31\nhttps://example.org/u/sunny"),
        ("person_phone", "555-0100\r\n555-0101"),
        ("contact", "yes"),
        ("by", "text"),
        ("again2_what", "He came to the game."),
        ("again2_when", "last month"),
        ("earlier", f"0012345678{check_digits('0012345678')}"),
    ]
    told = Report.model_validate(report_of_form(pairs, language="en")).told()
    assert told["language"] == "en"
    assert told["narrative"] == "He wrote to her again."
    assert told["danger"]["in_danger_now"] == "yes"
    assert told["danger"]["planned_event"] == {
        "kind": "meeting",
        "when": {"text": "Friday after school"},
    }
    assert told["images"] == {"being_threatened": "yes"}
    first, second, again = told["incidents"]
    assert (first["kind"], second["kind"]) == ("csam", "online_enticement")
    assert again == {"description": "He came to the game.", "when": {"text": "last month"}}
    assert told["incidents"][0]["place"] == {"city": "Tampa"}
    assert told["children"][0]["age_at_incident"] == 13
    assert told["children"][0]["accounts"] == [
        {"platform": "Blockworld", "screen_name": "sunny_31"},
        {"profile_url": "https://example.org/u/sunny"},
    ]
    assert told["reported_person"]["phones"] == ["555-0100", "555-0101"]
    assert told["reporter"]["contact_permission"] == "yes"
    assert told["reporter"]["safe_contact"] == {"methods": ["text"]}
    assert len(told["related_report_numbers"]) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("child_age", "about 14"),
        ("child_age", "19"),
        ("child_age", "-3"),
        ("person_age", "٤²"),
        ("now", "perhaps"),
        ("kind", "a kind of tomorrow"),
        ("by", "letter"),
        ("earlier", "1234"),
    ],
)
def test_an_answer_that_does_not_fit_is_kept_as_words(name: str, value: str) -> None:
    told = Report.model_validate(report_of_form([(name, value), ("more", "The end.")])).told()
    assert told["additional_info"] == f"The end.\n{name}: {value}"


@given(st.dictionaries(st.sampled_from(NAMES), SHORT, min_size=1))
def test_whatever_a_known_field_holds_the_report_is_accepted_and_says_it(
    answers: dict[str, str],
) -> None:
    told = Report.model_validate(report_of_form(list(answers.items()))).told()
    assert told.keys() - {"schema_version"}


@pytest.mark.parametrize("field", FORM, ids=lambda field: field.name)
def test_no_known_answer_is_ever_lost(field: Field) -> None:
    reading = field.reading
    value = "7" if reading is Reading.AGE else "quokka"
    raw = report_of_form([(field.name, value)])
    assert value in str(raw)


def test_the_same_name_twice_keeps_both_texts() -> None:
    assert report_of_form([("story", "one"), ("story", "two")])["narrative"] == "one\ntwo"


def test_a_tripped_trap_or_a_strange_field_never_costs_the_report() -> None:
    pairs = [("story", "It happened."), ("website", "https://example.org"), ("__ext", "x")]
    assert report_of_form(pairs) == {"narrative": "It happened."}


def test_the_token_becomes_the_submission_key_and_a_bad_one_is_left_out() -> None:
    token = str(uuid4())
    assert report_of_form([("token", token)])["submission_key"] == token
    assert report_of_form([("token", "not-one-of-ours"), ("story", "x")]) == {"narrative": "x"}


def test_a_form_is_read_with_blanks_left_out() -> None:
    body = urlencode({"story": "ñ & <b>", "city": "", "token": "t"}).encode()
    assert parse_form(body, f"{FORM_TYPE}; charset=UTF-8") == [("story", "ñ & <b>"), ("token", "t")]


def test_bytes_that_are_no_utf8_become_marks_and_the_rest_is_kept() -> None:
    assert parse_form(b"story=ol\xff%FFa", None) == [("story", "ol\ufffd\ufffda")]


@pytest.mark.parametrize("content_type", ["multipart/form-data; boundary=x", "application/json"])
def test_another_content_type_is_no_form(content_type: str) -> None:
    with pytest.raises(NotAFormError):
        parse_form(b"story=x", content_type)


def test_more_fields_than_a_browser_can_send_are_no_form() -> None:
    with pytest.raises(NotAFormError):
        parse_form(b"&".join(b"a=1" for _ in range(201)), FORM_TYPE)


def test_every_box_ticked_fits_into_the_limit() -> None:
    body = urlencode([(f.name, c) for f in FORM for c in f.choices or ("x",)]).encode()
    assert len(parse_form(body, FORM_TYPE)) < 200


def test_typed_keeps_every_value_in_order() -> None:
    assert typed([("kind", "csam"), ("story", "x"), ("kind", "other")]) == {
        "kind": ["csam", "other"],
        "story": ["x"],
    }


def test_an_account_without_a_platform_is_a_name() -> None:
    assert account("sunny_31") == {"screen_name": "sunny_31"}
    assert account(": sunny") == {"screen_name": ": sunny"}


def test_a_colon_of_another_script_parts_an_account_too() -> None:
    assert account("Blockworld：sunny_31") == {"platform": "Blockworld", "screen_name": "sunny_31"}


def test_a_place_of_the_model_leads_back_to_its_question() -> None:
    assert field_of(("incidents", 3, "kind")) is BY_NAME["kind"]
    assert field_of(("reported_person", "accounts", 2, "screen_name")) is BY_NAME["person_accounts"]
    assert field_of(("incidents", 9, "when", "text")) is BY_NAME["again2_when"]
    assert field_of(("somewhere",)) is None
