"""Join the four packages and the data into one plain CloudFormation template."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

from shared.domain.story import Json
from shared.ops.gateway_answers import gateway_responses, page_mapping

# Whose REST API it is: submit and update face the public, refer's one is for staff.
APIS = {"submit": "SubmitApi", "update": "UpdateApi", "refer": "StaffApi"}
PUBLIC = ("submit", "update")
_NAME_IN_SUB = re.compile(r"\$\{(\w+)")


class JoinError(Exception):
    """Two parts of the template claim one logical id: one of them would silently be lost."""


def read_template(file: Path) -> Json:
    """A template, or a part of one, with CloudFormation's short tags."""
    read: Json = yaml_parse(file.read_text(encoding="utf-8"))
    return read


def join(packages: Mapping[str, Json], data: Json, infra: Path) -> Json:
    """One template without a Transform: `packages` are SAM, their ids get the package's name."""
    pages = page_mapping()
    joined: Json = {
        **data,
        "Mappings": {**data.get("Mappings", {}), **pages},
        "Resources": dict(data["Resources"]),
        "Outputs": dict(data["Outputs"]),
    }
    for name, sam in packages.items():
        plain = _prefixed(_expanded(name, sam, infra, pages), name.capitalize())
        if taken := joined["Resources"].keys() & plain["Resources"].keys():
            raise JoinError(", ".join(sorted(taken)))
        joined["Resources"] |= plain["Resources"]
        joined["Outputs"] |= _outputs(APIS.get(name, ""), plain["Outputs"])
    return joined


def _expanded(name: str, sam: Json, infra: Path, pages: Json) -> Json:
    sam = {**sam, "Globals": read_template(infra / "every_function.yaml")}
    if name in PUBLIC:
        sam["Resources"]["RestAPI"]["Properties"]["GatewayResponses"] = gateway_responses(pages)
    # A region only decides the partition, and every ARN of ours names that by reference.
    translator = Translator({}, Parser(), None, boto3.Session(region_name="us-east-1"))
    plain: Json = translator.translate(sam, {})
    translator.metrics.publish()  # counts stay here, but it warns if nobody takes them
    return {"Resources": plain["Resources"], "Outputs": plain.get("Outputs", {})}


def _prefixed(plain: Json, prefix: str) -> Json:
    own = frozenset(plain["Resources"])
    return {
        "Resources": {
            prefix + name: _renamed(body, own, prefix) for name, body in plain["Resources"].items()
        },
        "Outputs": _renamed(plain["Outputs"], own, prefix),
    }


def _renamed(part: Any, own: frozenset[str], prefix: str) -> Any:
    """References to the package's own resources follow their new names; all others stay."""
    if isinstance(part, list):
        return [_renamed(one, own, prefix) for one in part]
    if not isinstance(part, dict):
        return part
    return {key: _reference(key, value, own, prefix) for key, value in part.items()}


def _reference(key: str, value: Any, own: frozenset[str], prefix: str) -> Any:
    def new(name: str) -> str:
        return prefix + name if name in own else name

    if key in ("Ref", "DependsOn") and isinstance(value, str):
        return new(value)
    if key == "DependsOn":
        return [new(name) for name in value]
    if key == "Fn::GetAtt":
        return [new(value[0]), *value[1:]]
    if key == "Fn::Sub":
        text, *names = [value] if isinstance(value, str) else value
        text = _NAME_IN_SUB.sub(lambda found: "${" + new(found[1]), text)
        return [text, *_renamed(names, own, prefix)] if names else text
    return _renamed(value, own, prefix)


def _outputs(api: str, plain: Json) -> Json:
    """Of what Chalice puts out, where the API is; the rest can be asked of the stack."""
    names = {"RestAPIId": f"{api}Id", "EndpointURL": f"{api}Url"}
    return {names[name]: body for name, body in plain.items() if name in names}
