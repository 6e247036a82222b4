"""The second public door: add to a report, and ask how far it has come, by number and code."""

from datetime import UTC, datetime
from typing import Any

from chalice.app import Chalice, Response
from pydantic import ValidationError

from shared import wiring
from shared.adapters.http import (
    ANY,
    Edge,
    RefusedError,
    answer,
    known_language,
    page,
    read_form,
    read_json,
    read_request,
    validation_answer,
)
from shared.domain.errors import BadNumberError, StoreUnavailableError
from shared.domain.report_number import parse_code, parse_number
from shared.domain.row import Milestone
from shared.domain.update import StatusQuestion, UpdateTold
from shared.observability import Event, log
from shared.web.form import Pairs, typed
from shared.web.pages import dynamic_page, static_page
from shared.web.problems import api_problems

app = Chalice(app_name="update")
edge = Edge(app, wiring.demonstration)


@app.route("/{lang}", methods=["GET"])
@edge.pages
def form(lang: str) -> Response:
    return page(_static("update", known_language(lang)))


@app.route("/{lang}/status", methods=["GET"])
@edge.pages
def status_form(lang: str) -> Response:
    return page(_static("status", known_language(lang)))


@app.route("/{lang}", methods=["POST"], content_types=ANY)
@edge.pages
def update_form(lang: str) -> Response:
    request = read_request(app, known_language(lang))
    pairs = read_form(request)
    fields = dict(pairs)
    try:
        told = UpdateTold.model_validate({"text": fields.get("text", "")})
    except ValidationError as invalid:
        too_long = any(one["type"] == "string_too_long" for one in invalid.errors())
        return _again("update", pairs, lang, 422, "too_long" if too_long else "empty")
    try:
        added = _add(fields.get("report_number", ""), fields.get("access_code", ""), told)
    except BadNumberError:
        return _again("update", pairs, lang, 422, "no_match")
    except StoreUnavailableError:
        return _again("update", pairs, lang, 503, "unavailable")
    if not added:
        return _again("update", pairs, lang, 404, "no_match")
    return page(_dynamic("update_done", lang))


@app.route("/{lang}/status", methods=["POST"], content_types=ANY)
@edge.pages
def status(lang: str) -> Response:
    request = read_request(app, known_language(lang))
    pairs = read_form(request)
    fields = dict(pairs)
    try:
        number = parse_number(fields.get("report_number", ""))
        reached = wiring.status()(number, parse_code(fields.get("access_code", "")))
    except BadNumberError:
        return _again("status", pairs, lang, 422, "no_match")
    except StoreUnavailableError:
        return _again("status", pairs, lang, 503, "unavailable")
    if reached is None:
        return _again("status", pairs, lang, 404, "no_match")
    steps = [(one.step.value, one.at) for one in reached]
    return page(_dynamic("status_answer", lang, number=number, milestones=steps))


@app.route("/api/v1/updates", methods=["POST"], content_types=ANY)
@edge.api
def update_json() -> Response:
    try:
        told = UpdateTold.model_validate(read_json(read_request(app)))
    except ValidationError as invalid:
        return validation_answer(api_problems(invalid))
    try:
        added = _add(told.report_number, told.access_code, told)
    except BadNumberError:
        raise RefusedError(422, "bad_number") from None
    if not added:
        raise RefusedError(404, "no_match")
    return answer({"added": True, "demonstration": wiring.demonstration()}, 202)


@app.route("/api/v1/status", methods=["POST"], content_types=ANY)
@edge.api
def status_json() -> Response:
    try:
        asked = StatusQuestion.model_validate(read_json(read_request(app)))
    except ValidationError as invalid:
        return validation_answer(api_problems(invalid))
    try:
        reached = wiring.status()(parse_number(asked.report_number), parse_code(asked.access_code))
    except BadNumberError:
        raise RefusedError(422, "bad_number") from None
    if reached is None:
        raise RefusedError(404, "no_match")
    return answer({"milestones": [_step(one) for one in reached]})


def _add(number: str, code: str, told: UpdateTold) -> bool:
    """Typos are caught by the check digits before any look-up. Raises BadNumberError."""
    proven = parse_number(number), parse_code(code)
    return wiring.add_update()(*proven, told.text, told.kind, datetime.now(UTC))


def _step(one: Milestone) -> dict[str, str]:
    return {"step": one.step.value, "at": one.at.isoformat()}


def _static(name: str, lang: str) -> str:
    return static_page(name, lang, demonstration=wiring.demonstration())


def _dynamic(name: str, lang: str, **values: Any) -> str:
    return dynamic_page(name, lang, demonstration=wiring.demonstration(), **values)


def _again(name: str, pairs: Pairs, lang: str, status: int, problem: str) -> Response:
    """The page as it was sent: everything typed is still there."""
    log(Event.UPDATE_REFUSED, status=status, reason=problem)
    return page(_dynamic(name, lang, typed=typed(pairs), problem=problem), status)
