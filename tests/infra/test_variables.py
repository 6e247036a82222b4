import ast
from pathlib import Path

import pytest

from shared.domain.story import Json
from tests.infra.resources import ENTRY_POINTS, of_type

ROOT = Path(__file__).parents[2]
FOR_EVERYONE = {
    "STAGE",
    "DEMONSTRATION",
    "LOG_LEVEL",
    "POWERTOOLS_SERVICE_NAME",
    "POWERTOOLS_METRICS_NAMESPACE",
    "POWERTOOLS_LOGGER_LOG_EVENT",
}
# What each entry point asks of shared/wiring.py.
USES = {
    "SubmitAPIHandler": {"submit"},
    "SubmitDrainSpool": {"drain_spool"},
    "TriageTriageUrgent": {"triage"},
    "TriageTriageStandard": {"triage"},
    "ReferReferUrgent": {"refer"},
    "ReferReferStandard": {"refer"},
    "ReferTakeReceipts": {"take_receipts"},
    "ReferSweep": {"sweep"},
    "ReferAPIHandler": {"standings"},
    "UpdateAPIHandler": {"add_update", "status"},
}


def parts() -> dict[str, ast.FunctionDef]:
    tree = ast.parse((ROOT / "shared" / "wiring.py").read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def variables_read(name: str, known: dict[str, ast.FunctionDef]) -> set[str]:
    read: set[str] = set()
    for node in ast.walk(known[name]):
        match node:
            case ast.Subscript(ast.Attribute(attr="environ"), ast.Constant(str(variable))):
                read.add(variable)
            case ast.Call(ast.Name(id=other)) if other in known and other != name:
                read |= variables_read(other, known)
    return read


@pytest.mark.parametrize("function", sorted(ENTRY_POINTS))
def test_an_entry_point_is_given_exactly_the_variables_it_reads(
    function: str, template: Json
) -> None:
    known = parts()
    read = set().union(*(variables_read(part, known) for part in USES[function]))
    given = of_type(template, "AWS::Lambda::Function")[function]["Environment"]["Variables"]
    assert given.keys() == read | FOR_EVERYONE


def test_every_public_part_of_the_wiring_belongs_to_an_entry_point() -> None:
    public = {name for name in parts() if not name.startswith("_")}
    assert public - {"demonstration"} == set().union(*USES.values())


def test_nothing_but_the_wiring_reads_the_environment() -> None:
    deployed = [
        file
        for folder in ("domain", "usecases", "adapters", "web", "contract")
        for file in (ROOT / "shared" / folder).rglob("*.py")
    ]
    assert deployed
    assert [
        file.name for file in deployed if "os.environ" in file.read_text(encoding="utf-8")
    ] == []
