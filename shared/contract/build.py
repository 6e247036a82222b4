"""Write the JSON Schemas of the contract from its models: `python -m shared.contract.build`."""

import json
from pathlib import Path
from typing import Any

from shared.contract.models import Receipt, WrittenReferral
from shared.domain.referral import SCHEMA

FOLDER = Path(__file__).parent / "schema"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """The text of every schema file, by file name."""
    referral = WrittenReferral.model_json_schema()
    receipt = Receipt.model_json_schema()
    return {
        "referral.json": _text("Referral", SCHEMA, referral),
        "receipt.json": _text("Receipt", "urn:opentipline:schema:receipt:1", receipt),
    }


def build(folder: Path = FOLDER) -> None:
    """Write the files anew."""
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


def _text(title: str, identity: str, schema: dict[str, Any]) -> str:
    named = {"$schema": DIALECT, "$id": identity, **_open(schema), "title": title}
    return json.dumps(named, indent=2) + "\n"


def _open(schema: Any) -> Any:
    """Version 1 may grow: an agency that checks by this schema must not refuse what is new."""
    if isinstance(schema, dict):
        closed = schema.get("additionalProperties") is False
        return {
            name: _open(part)
            for name, part in schema.items()
            if not (closed and name == "additionalProperties")
        }
    return [_open(part) for part in schema] if isinstance(schema, list) else schema


if __name__ == "__main__":
    build()
