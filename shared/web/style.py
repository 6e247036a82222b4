"""The one small style sheet, as it stands in every page and in the policy that allows it."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

_SOURCE = Path(__file__).with_name("style.css")


def _minified(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,>])\s*", r"\1", css).replace(";}", "}").replace(": ", ":").strip()


STYLE = _minified(_SOURCE.read_text(encoding="utf-8"))
STYLE_HASH = f"sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}"
