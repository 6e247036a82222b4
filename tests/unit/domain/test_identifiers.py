"""Identifiers in their normal form: the same address written twice is one."""

import pytest

from shared.domain.identifiers import contact_identifiers, normal_email, normal_phone


@pytest.mark.parametrize(
    "typed", ["505-555-0101", "(505) 555-0101", "+1 505 555 0101", "1.505.555.0101"]
)
def test_a_telephone_number_written_in_several_ways_is_one(typed: str) -> None:
    assert normal_phone(typed) == "5055550101"


def test_a_foreign_number_keeps_its_country() -> None:
    assert normal_phone("+44 20 7946 0958") == "442079460958"


def test_the_case_of_an_address_does_not_matter() -> None:
    assert normal_email(" A.Parent@Example.org ") == normal_email("a.parent@example.org")


def test_kinds_of_identifier_never_meet() -> None:
    found = list(
        contact_identifiers({"emails": ["555"], "phones": ["555"], "name": {"first": "x"}})
    )
    assert sorted(found) == ["email:555", "phone:555"]
