"""The mappings of the service, to be turned by hand."""

import pytest

from tests.journey.pump import Pump


@pytest.fixture
def pump(aws: dict[str, str]) -> Pump:
    return Pump(aws)
