"""Walk the report model by path, for tests that compare the form with it."""

from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel

from shared.domain.report import Report
from shared.domain.story import steps


def annotation_at(path: str) -> Any:
    """The annotation at a path of the report. Raises KeyError where the model has nothing."""
    here: Any = Report
    for step in steps(path):
        if isinstance(step, str):
            here = _part(here).model_fields[step].annotation
    return here


def enumeration_at(path: str) -> type[StrEnum] | None:
    """The enumeration whose values a path takes, if it takes one."""
    return next((a for a in _arguments(annotation_at(path)) if _is_a(a, StrEnum)), None)


def _part(annotation: Any) -> type[BaseModel]:
    part: type[BaseModel] = next(a for a in _arguments(annotation) if _is_a(a, BaseModel))
    return part


def _arguments(annotation: Any) -> list[Any]:
    inner = [a for argument in get_args(annotation) for a in _arguments(argument)]
    return [annotation, *inner]


def _is_a(annotation: Any, kind: type) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, kind)
