"""The small style sheets, as they stand in the pages and in the policy that allows them."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from string import ascii_lowercase


def sheet(*names: str) -> str:
    """These files as one sheet, without comments and needless space."""
    source = "\n".join(
        Path(__file__).with_name(f"{name}.css").read_text(encoding="utf-8") for name in names
    )
    css = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css).replace(";}", "}").replace(": ", ":").strip()
    return _with_short_names(css)


def _with_short_names(css: str) -> str:
    """Every page carries the sheet: its variables are a, b, c … there."""
    for letter, name in zip(
        ascii_lowercase, dict.fromkeys(re.findall(r"--(\w+):", css)), strict=False
    ):
        css = re.sub(rf"--{name}\b", f"--{letter}", css)
    return css


def hash_of(style: str) -> str:
    """The sheet as a policy names it."""
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


STYLE = sheet("style", "answer")
FORM_STYLE = sheet("style", "form")
