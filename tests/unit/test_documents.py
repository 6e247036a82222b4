"""The documents lead somewhere, name the commands, and list every decision."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[2]
DECISIONS = ROOT / "docs" / "decisions"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FOLDERS = ("docs", "functions", "infra", "requirements", "shared", "tests")

LINK = re.compile(r"\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[^`\s]*)`")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|tmp|Users|private|var|mnt|opt)/|[A-Z]:\\")


def named(document: Path) -> str:
    return str(document.relative_to(ROOT))


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def anchors(document: Path) -> set[str]:
    """The fragments that a reader's browser finds, as the usual viewers make them."""
    headings = HEADING.findall(FENCED.sub("", text_of(document)))
    words = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in words}


def broken(document: Path) -> list[str]:
    """Relative links of a document that lead nowhere."""
    dead = []
    for link in LINK.findall(FENCED.sub("", text_of(document))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, fragment = unquote(link).partition("#")
        to = document.parent / path if path else document
        if not to.exists() or (fragment and fragment not in anchors(to)):
            dead.append(link)
    return dead


def test_there_are_documents_to_look_at() -> None:
    assert {"README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= {
        document.name for document in DOCUMENTS
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    assert broken(document) == []


def test_a_link_that_leads_nowhere_is_noticed(tmp_path: Path) -> None:
    document = tmp_path / "one.md"
    document.write_text("# Here\n[a](gone.md) [b](#here) [c](#there) [d](https://example.org)\n")
    assert broken(document) == ["gone.md", "#there"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_file_that_is_named_in_code_exists(document: Path) -> None:
    paths = {re.sub(r"<\w+>", "*", path) for path in CODE.findall(text_of(document))}
    files = {path.partition("::")[0] for path in paths}
    assert {path for path in files if not any(ROOT.glob(path))} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_test_that_is_named_exists(document: Path) -> None:
    tests = {path for path in CODE.findall(text_of(document)) if "::" in path}
    assert {test for test in tests if not _is_a_test(test)} == set()


def test_a_test_that_is_named_and_gone_is_noticed() -> None:
    assert _is_a_test("tests/unit/test_documents.py::test_a_test_that_is_named_and_gone_is_noticed")
    assert not _is_a_test("tests/unit/test_documents.py::test_gone")


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_no_document_names_a_folder_of_somebodys_machine(document: Path) -> None:
    assert MACHINE.findall(text_of(document)) == []


def test_a_folder_of_somebodys_machine_is_noticed() -> None:
    assert MACHINE.search("see /home/somebody/project")
    assert not MACHINE.search("see https://example.org/home/page")


def test_the_readme_shows_the_two_commands_as_commands() -> None:
    commands = " ".join(FENCED.findall(text_of(ROOT / "README.md")))
    assert {command for command in ("make run", "make test") if command not in commands} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_make_command_that_is_named_can_be_made(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    # Only as code: "make sure" is a sentence.
    named_here = set(re.findall(r"(?:^|`)make ([a-z]+)", text_of(document), re.MULTILINE))
    assert named_here - targets == set()


def test_every_decision_is_listed_with_its_own_title() -> None:
    listed = text_of(DECISIONS / "README.md")
    decisions = sorted(DECISIONS.glob("[0-9]*.md"))
    assert decisions
    missing = [one.name for one in decisions if f"]({one.name})" not in listed]
    assert missing == []
    for one in decisions:
        number, title = re.findall(r"\A# (\d{3}) (.+)$", text_of(one), re.MULTILINE)[0]
        short = re.findall(rf"\[(.+)\]\({re.escape(one.name)}\)", listed)[0]
        assert one.name.startswith(number)
        assert title.startswith(short)


@pytest.mark.parametrize("decision", sorted(DECISIONS.glob("[0-9]*.md")), ids=named)
def test_a_decision_says_what_why_and_what_was_given_up(decision: Path) -> None:
    parts = re.findall(r"^## (.+)$", text_of(decision), re.MULTILINE)
    assert parts == ["What", "Why", "What we gave up"]


def test_the_attributes_in_the_clear_are_those_of_the_decision() -> None:
    """The codec is the one place that names attributes; the decision must name each of them."""
    decision = text_of(DECISIONS / "002-one-row.md")
    adapters = (ROOT / "shared" / "adapters").glob("*.py")
    written = {name for file in adapters for name in _attributes(text_of(file))}
    assert "milestones" in written
    assert {name for name in written if f"`{name}`" not in decision} == set()


def _is_a_test(path: str) -> bool:
    file, _, name = path.partition("::")
    return f"\ndef {name}(" in text_of(ROOT / file)


def _attributes(source: str) -> set[str]:
    """Names given a typed value (`"stage": {"S": …}`, `sets["lane"] = {"S": …}`)."""
    value = r"\{\"(?:S|N|B|SS|BS|L|M)\":"
    names = set(re.findall(rf'"(\w+)": {value}', source))
    names |= set(re.findall(rf'\["(\w+)"\] = {value}', source))
    # Keys of the table, and the fields within a milestone.
    return names - {"pk", "sk", "step", "at", "agencies", "officer"}


def test_the_licence_is_the_whole_apache_licence() -> None:
    licence = text_of(ROOT / "LICENSE")
    assert licence.lstrip().startswith("Apache License\n")
    assert "END OF TERMS AND CONDITIONS" in licence
    assert "limitations under the License." in licence
