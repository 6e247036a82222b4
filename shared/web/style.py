"""The one small style sheet, as it stands in every page and in the policy that allows it."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path


def minified(source: Path) -> str:
    """The sheet without comments and needless space."""
    css = re.sub(r"/\*.*?\*/", "", source.read_text(encoding="utf-8"), flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,>])\s*", r"\1", css).replace(";}", "}").replace(": ", ":").strip()


def hash_of(style: str) -> str:
    """The sheet as a policy names it."""
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


STYLE = minified(Path(__file__).with_name("style.css"))
STYLE_HASH = hash_of(STYLE)
