"""Break one promise at a time and see its gate turn red: `python -m tests.saboteurs [name ...]`.

Each saboteur is a patch that starts with two lines, `# breaks:` (the promise) and `# gate:` (the
pytest arguments that guard it). It is applied to a copy of the tree, never to the tree itself.
The same gate is run unbroken first: a gate that is red anyway proves nothing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATCHES = Path(__file__).parent
TESTS_FAILED = 1  # pytest's exit code for "tests ran and some failed"; any other is no proof
NEVER_ENDED = -1
SECONDS = 600


@dataclass(frozen=True)
class Saboteur:
    """One patch and the gate that must notice it."""

    name: str
    patch: Path
    breaks: str
    gate: tuple[str, ...]


def main(names: list[str]) -> int:
    """Exit code 0 if every gate noticed its saboteur."""
    saboteurs = [one for one in read_all() if not names or one.name in names]
    if not saboteurs:
        print("No saboteur of that name.")
        return 2
    missed = 0
    with tempfile.TemporaryDirectory(prefix="saboteurs-") as name, ThreadPoolExecutor(2) as pool:
        folder, clean = Path(name), unbroken(saboteurs)
        verdicts = pool.map(lambda one: verdict(one, clean[one.gate], folder), saboteurs)
        for one, (noticed, why) in zip(saboteurs, verdicts, strict=True):
            word = "noticed" if noticed else "MISSED "
            print(f"{word}  {one.name}: {one.breaks}{why}", flush=True)
            missed += not noticed
    print(f"{len(saboteurs) - missed} passed, {missed} failed")
    return 1 if missed else 0


def unbroken(saboteurs: list[Saboteur]) -> dict[tuple[str, ...], int]:
    """The exit code of each gate without a patch; one run for all as long as all are green."""
    gates = {one.gate for one in saboteurs}
    together = run(ROOT, ("-n", "2", *sorted({part for gate in gates for part in gate})))
    return {gate: together and run(ROOT, gate) for gate in gates}


def read_all() -> list[Saboteur]:
    """Every patch of this folder. Raises ValueError for one without its two lines."""
    return [read(patch) for patch in sorted(PATCHES.glob("*.patch"))]


def read(patch: Path) -> Saboteur:
    """The two lines at the head of a patch."""
    head = dict(
        line.removeprefix("# ").split(": ", 1)
        for line in patch.read_text().splitlines()
        if line.startswith("# ") and ": " in line
    )
    if not {"breaks", "gate"} <= head.keys():
        raise ValueError(f"{patch.name} does not say what it breaks and which gate must notice")
    return Saboteur(patch.stem, patch, head["breaks"], tuple(head["gate"].split()))


def verdict(saboteur: Saboteur, clean: int, folder: Path) -> tuple[bool, str]:
    """Whether the gate is green without the patch and red with it, and if not, why."""
    if clean != 0:
        return False, f" (its gate is not green unbroken: exit code {clean})"
    tree = folder / saboteur.name
    copy_tree(tree)
    applied = subprocess.run(
        ["git", "apply", "--unsafe-paths", f"--directory={tree}", str(saboteur.patch)],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if applied.returncode != 0:
        return False, f" (the patch no longer fits: {applied.stderr.strip()})"
    broken = run(tree, saboteur.gate)
    shutil.rmtree(tree)
    if broken != TESTS_FAILED:
        return False, f" (the gate's exit code was {broken})"
    return True, ""


def copy_tree(tree: Path) -> None:
    """The tracked files and links, as they are in the work tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        source, target = ROOT / name, tree / name
        if source.is_symlink() or source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target, follow_symlinks=False)


def run(tree: Path, gate: tuple[str, ...]) -> int:
    """Pytest's exit code for a gate, in a tree."""
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *gate],
            cwd=tree,
            env=environment,
            capture_output=True,
            timeout=SECONDS,
        ).returncode
    except subprocess.TimeoutExpired:
        return NEVER_ENDED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
