"""The arrows point inwards: the domain knows nothing outside, use cases only it and the ports."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STDLIB = set(sys.stdlib_module_names)
# The inner layers reach nothing outside, not even by the standard library.
INNER = ("shared/domain", "shared/usecases", "shared/ports.py", "shared/messages.py")
OUTWARD = {"os", "socket", "subprocess", "urllib", "http", "logging"}

# What the modules of a layer may import beside themselves and the harmless standard library.
ALLOWED = {
    "shared/domain": {"shared.domain", "shared.places", "pydantic", "pydantic_core"},
    "shared/usecases": {"shared.domain", "shared.ports", "shared.observability", "shared.usecases"},
    "shared/ports.py": {"shared.domain"},
    "shared/messages.py": set(),
    "shared/places": {"shared.domain", "shared.places", "zipcodes"},
    "shared/adapters": {
        *("shared.domain", "shared.ports", "shared.messages", "shared.observability"),
        *("shared.adapters", "botocore", "chalice", "cryptography"),
    },
    "shared/contract": {"shared.domain", "shared.contract", "pydantic"},
    "shared/web": {"shared.domain", "shared.web", "babel", "jinja2", "markupsafe"},
    "shared/consumer": {
        *("shared.domain", "shared.contract", "shared.consumer", "shared.local_service"),
        *("boto3", "botocore", "pydantic", "rich", "typer"),
    },
    "functions": {"shared", "chalice", "pydantic"},
}
# The only modules of the domain that validate at the edge; past it, a report is plain JSON.
AT_THE_EDGE = {"report.py", "update.py", "sample.py"}
# The one adapter that answers with pages.
FOR_PEOPLE = {"http_pages.py"}
BOTO = ("boto3", "botocore", "mypy_boto3")
MAY_USE_BOTO = ("shared/adapters/", "shared/wiring.py", "shared/ops/", "shared/consumer/queues.py")
MAY_READ_ENVIRONMENT = (
    "shared/wiring.py",
    "shared/ops/",
    "shared/consumer/",
    "shared/local_service",
)


def modules(folder: str) -> list[Path]:
    path = ROOT / folder
    found = [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [one for one in found if "vendor" not in one.parts and "build" not in one.parts[:1]]


def imports(source: Path) -> set[str]:
    """What a module imports when it runs; imports for the type checker alone do not count."""
    tree = ast.parse(source.read_text())
    typed = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typed:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return found


def is_within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    ("layer", "source"),
    [(layer, source) for layer in ALLOWED for source in modules(layer)],
    ids=lambda value: named(value) if isinstance(value, Path) else None,
)
def test_a_layer_imports_only_what_it_may(layer: str, source: Path) -> None:
    standard = STDLIB - OUTWARD if layer in INNER else STDLIB
    allowed = ALLOWED[layer] | ({"shared.web"} if source.name in FOR_PEOPLE else set())
    strangers = {
        name
        for name in imports(source)
        if name.partition(".")[0] not in standard and not is_within(name, allowed)
    }
    assert strangers == set()


@pytest.mark.parametrize("source", modules("shared/domain"), ids=named)
def test_past_the_edge_nothing_validates(source: Path) -> None:
    if source.name not in AT_THE_EDGE:
        edge = {"pydantic", "shared.domain.report", "shared.domain.update"}
        assert {name for name in imports(source) if is_within(name, edge)} == set()


@pytest.mark.parametrize("source", [*modules("shared"), *modules("functions")], ids=named)
def test_aws_is_reached_from_adapters_alone(source: Path) -> None:
    if not named(source).startswith(MAY_USE_BOTO):
        assert {name for name in imports(source) if name.startswith(BOTO)} == set()


@pytest.mark.parametrize("source", [*modules("shared"), *modules("functions")], ids=named)
def test_the_environment_is_read_in_one_place(source: Path) -> None:
    if not named(source).startswith(MAY_READ_ENVIRONMENT):
        text = source.read_text()
        assert not any(word in text for word in ("os.environ", "getenv", "import environ"))


@pytest.mark.parametrize("source", [*modules("shared"), *modules("functions")], ids=named)
def test_every_module_says_its_job_in_one_sentence(source: Path) -> None:
    tree = ast.parse(source.read_text())
    if tree.body:
        assert (ast.get_docstring(tree) or "").split("\n")[0].rstrip().endswith((".", ",", ":"))


@pytest.mark.parametrize("source", [*modules("shared"), *modules("functions")], ids=named)
def test_no_module_logs_but_through_the_allow_list(source: Path) -> None:
    if not named(source).startswith(("shared/ops/", "shared/consumer/", "shared/observability.py")):
        loggers = {"logging", "aws_lambda_powertools", "print"}
        assert {name for name in imports(source) if is_within(name, loggers)} == set()
