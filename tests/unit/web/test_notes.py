from typing import Any

import pytest

from shared.domain.text import REMOVED
from shared.web.notes import notes_of


@pytest.mark.parametrize(
    ("told", "notes"),
    [
        ({"narrative": "He wrote again."}, ()),
        ({"narrative": f"Look: {REMOVED}"}, ("picture",)),
        ({"incidents": [{"description": REMOVED}]}, ("picture",)),
        ({"reporter": {"phones": ["555-01"]}}, ("phone",)),
        ({"reporter": {"phones": ["(202) 555-0100"]}}, ()),
        ({"reporter": {"phones": ["555-0100", "+1 202 555 0100 0100 0100"]}}, ("phone",)),
        ({"reporter": {"phones": ["٢٠٢٥٥٥٠١٠٠"]}}, ()),
        ({"reporter": {"phones": ["202-555-0100 or 202-555-0101, 555-0102"]}}, ()),
        ({"reporter": {"emails": ["alex@example.org; a@example.org"]}}, ()),
        ({"reporter": {"emails": ["alex at example.org"]}}, ("email",)),
        ({"reporter": {"emails": ["alex@example.org"]}}, ()),
        ({"reported_person": {"phones": ["12"], "emails": ["who knows"]}}, ()),
    ],
)
def test_what_looks_mistyped_is_pointed_out_and_nothing_else(
    told: dict[str, Any], notes: tuple[str, ...]
) -> None:
    assert notes_of(told) == notes
