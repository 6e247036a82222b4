"""A deployment that the cloud refuses; LocalStack takes any value of a parameter, so not there."""

import pytest

from shared.ops.deploy import deploy
from shared.ops.emulator import running_emulator
from shared.ops.errors import OperatorError
from shared.ops.package import package
from tests.deployed.run import ROOT
from tests.deployed.target import session

pytestmark = pytest.mark.deployed


def test_what_goes_wrong_is_one_sentence_with_the_reason() -> None:
    build = package(ROOT / "build")
    with (
        running_emulator(ROOT / ".local", lambda _: None) as emulator,
        pytest.raises(OperatorError, match="The deployment stopped") as failed,
    ):
        deploy(
            build,
            stage="test",
            demonstration=True,
            session=session(),
            endpoint=emulator.endpoint,
            progress=lambda _: None,
            settings={"LogLevel": "LOUD"},
        )
    assert "\n" not in str(failed.value)
