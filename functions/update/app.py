"""The second public door: add to a report, and ask how far it has come, by number and code."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from chalice.app import Chalice, Response
from pydantic import ValidationError

from shared import wiring
from shared.adapters.http import (
    ANY,
    RefusedError,
    answer,
    read_json,
    read_request,
    validation_answer,
)
from shared.adapters.http_pages import (
    HANDED_BACK_BYTES,
    PageEdge,
    known_language,
    page,
    read_form,
    spoken_language,
)
from shared.domain.errors import BadNumberError
from shared.domain.report_number import parse_code, parse_number
from shared.domain.row import Milestone
from shared.domain.update import StatusQuestion, UpdateTold
from shared.observability import Event, log, log_failure
from shared.web.form import Pairs, typed
from shared.web.multipart import text_parts
from shared.web.notes import notes_of
from shared.web.pages import dynamic_page, static_page
from shared.web.problems import api_problems, is_too_long

View = Callable[[dict[str, str], str], Response]

app = Chalice(app_name="update")
edge = PageEdge(app, wiring.demonstration)


class _NotDoneError(Exception):
    """A form that comes back with one of the problems that its page knows."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(problem)
        self.status = status
        self.problem = problem


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
    return _answered("update", spoken_language(lang), _added)


@app.route("/{lang}/status", methods=["POST"], content_types=ANY)
@edge.pages
def status(lang: str) -> Response:
    return _answered("status", spoken_language(lang), _told_status)


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
    milestones = [_step(one) for one in reached]
    return answer({"milestones": milestones, "demonstration": wiring.demonstration()})


def _added(fields: dict[str, str], lang: str) -> Response:
    """Raises _NotDoneError with the problem to show."""
    try:
        told = UpdateTold.model_validate({"text": fields.get("text", "")})
    except ValidationError as invalid:
        raise _NotDoneError(422, "too_long" if is_too_long(invalid) else "empty") from None
    if not _add(fields.get("report_number", ""), fields.get("access_code", ""), told):
        raise _NotDoneError(404, "no_match")
    return page(_dynamic("update_done", lang, notes=notes_of({"text": told.text})))


def _told_status(fields: dict[str, str], lang: str) -> Response:
    """Raises _NotDoneError with the problem to show."""
    number = parse_number(fields.get("report_number", ""))
    reached = wiring.status()(number, parse_code(fields.get("access_code", "")))
    if reached is None:
        raise _NotDoneError(404, "no_match")
    last = {one.step.value: one.at for one in sorted(reached, key=lambda one: one.at)}
    steps = sorted(last.items(), key=lambda step: step[1])
    return page(_dynamic("status_answer", lang, number=number, milestones=steps))


def _answered(name: str, lang: str, view: View) -> Response:
    """No pictures, ever; but the words that came with one are kept for another try."""
    request = read_request(app, HANDED_BACK_BYTES)
    try:
        return _or_again(name, read_form(request), lang, view)
    except RefusedError:
        pairs = text_parts(request.body, request.content_type)
        if not pairs:
            raise
    return _again(name, pairs, lang, 415, "no_files")


def _or_again(name: str, pairs: Pairs, lang: str, view: View) -> Response:
    """The answer, or the page as it was sent: everything typed is still there."""
    try:
        return view(dict(pairs), lang)
    except _NotDoneError as not_done:
        status, problem = not_done.status, not_done.problem
    except BadNumberError:
        status, problem = 422, "no_match"
    except Exception as error:  # no fault of ours may lose what somebody typed
        log_failure(error, name)
        status, problem = 503, "unavailable"
    return _again(name, pairs, lang, status, problem)


def _again(name: str, pairs: Pairs, lang: str, status: int, problem: str) -> Response:
    log(Event.UPDATE_REFUSED, status=status, reason=problem)
    return page(_dynamic(name, lang, typed=typed(pairs), problem=problem), status)


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
