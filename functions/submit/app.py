"""The public door: shows the form, takes in reports, and answers with number and code."""

import uuid
from datetime import UTC, datetime
from typing import Any

from chalice.app import Chalice, Response, SQSEvent
from pydantic import ValidationError

from shared import wiring
from shared.adapters.batch import Answer, answered
from shared.adapters.http import (
    ANY,
    BODY_BYTES,
    RefusedError,
    Request,
    answer,
    fits,
    read_json,
    read_request,
    validation_answer,
)
from shared.adapters.http_pages import (
    HANDED_BACK_BYTES,
    PageEdge,
    known_language,
    page,
    spoken_language,
)
from shared.adapters.sqs_spool import read_spooled
from shared.domain.report import Report
from shared.domain.story import Json
from shared.observability import Event, log, log_failure
from shared.usecases.submit import Accepted
from shared.web.form import NotAFormError, Pairs, parse_form, report_of_form, typed
from shared.web.headers import exit_answer
from shared.web.multipart import text_parts
from shared.web.notes import notes_of
from shared.web.pages import dynamic_page, static_page
from shared.web.problems import Problem, api_problems, problems

SHOWN = ("show", "1")  # the language switch: the same form in that language, and nothing sent

app = Chalice(app_name="submit")
edge = PageEdge(app, wiring.demonstration)


@app.route("/", methods=["GET"])
@edge.pages
def first_page() -> Response:
    return page(_static("start", edge.wished_language()))


@app.route("/{lang}", methods=["GET"])
@edge.pages
def start(lang: str) -> Response:
    return page(_static("start", known_language(lang)))


@app.route("/{lang}/report", methods=["GET"])
@edge.pages
def form(lang: str) -> Response:
    return page(_static("report", known_language(lang), token=str(uuid.uuid4())))


@app.route("/{lang}/safety", methods=["GET"])
@edge.pages
def safety(lang: str) -> Response:
    return page(_static("safety", known_language(lang)))


@app.route("/{lang}/help", methods=["GET"])
@edge.pages
def other_help(lang: str) -> Response:
    return page(_static("help", known_language(lang)))


@app.route("/exit", methods=["GET"])
def leave() -> Response:
    status, headers = exit_answer()
    return Response("", status_code=status, headers=dict(headers))


@app.route("/health", methods=["GET"])
@edge.api
def health() -> Response:
    return answer({"status": "ok", "demonstration": wiring.demonstration()})


@app.route("/api/v1/reports", methods=["POST"], content_types=ANY)
@edge.api
def submit_json() -> Response:
    try:
        report = Report.model_validate(read_json(read_request(app)))
    except ValidationError as invalid:
        return validation_answer(api_problems(invalid))
    told = report.told()
    if not fits(told):
        raise RefusedError(413, "too_large")
    accepted = _submit(report, told)
    return answer(
        {
            "report_number": accepted.number,
            "access_code": accepted.code,
            "demonstration": wiring.demonstration(),
            "message": "We have your report. The code is shown only once.",
        },
        201,
    )


@app.route("/{lang}/report", methods=["POST"], content_types=ANY)
@edge.pages
def submit_form(lang: str) -> Response:
    lang = spoken_language(lang)
    request = read_request(app, HANDED_BACK_BYTES)
    try:
        pairs = parse_form(request.body, request.content_type)
    except NotAFormError:
        return _without_files(request, lang)
    try:
        if SHOWN in pairs:
            return _again(pairs, lang, 200, problems=_seen(pairs, lang))
        return _taken_in(pairs, lang, too_much=len(request.body) > BODY_BYTES)
    except Exception as error:  # no fault of ours may lose what somebody typed
        log_failure(error, "form")
        return _again(pairs, lang, 503, unavailable=True)


# One message at a time unless infra/submit.yaml says more: it turns on partial answers at the
# same time, and without those a bigger batch loses reports.
@app.on_sqs_message(queue="spool", batch_size=1)
def drain_spool(event: SQSEvent) -> Answer:
    return answered(
        event, read_spooled, lambda reports: wiring.drain_spool()(reports, datetime.now(UTC))
    )


def _taken_in(pairs: Pairs, lang: str, *, too_much: bool) -> Response:
    try:
        report = _read(pairs, lang)
    except ValidationError as invalid:
        log(Event.REFUSED, status=422, reason="invalid")
        return _again(pairs, lang, 422, problems=problems(invalid))
    told = report.told()
    if too_much or not fits(told):
        log(Event.REFUSED, status=413, reason="too_large")
        return _again(pairs, lang, 413, problems={"all": Problem("all_too_long")})
    return _confirmation(_submit(report, told), told, lang)


def _read(pairs: Pairs, lang: str) -> Report:
    """Raises ValidationError for what stands in the way."""
    return Report.model_validate(report_of_form(pairs, language=lang))


def _seen(pairs: Pairs, lang: str) -> dict[str, Problem]:
    """What stands in the way, for whoever only changes the language; empty is none of it yet."""
    try:
        _read(pairs, lang)
    except ValidationError as invalid:
        found = problems(invalid)
        return {name: one for name, one in found.items() if one.id != "empty"}
    return {}


def _submit(report: Report, told: Json) -> Accepted:
    token = str(report.submission_key) if report.submission_key else None
    return wiring.submit()(told, token, datetime.now(UTC))


def _static(name: str, lang: str, **slots: str) -> str:
    return static_page(name, lang, demonstration=wiring.demonstration(), slots=slots)


def _again(pairs: Pairs, lang: str, status: int, **why: Any) -> Response:
    """The form as it was sent: everything typed is still there, under the same token."""
    written = typed(pairs)
    token = written.get("token", [str(uuid.uuid4())])[0]
    shown = dynamic_page(
        "report",
        lang,
        demonstration=wiring.demonstration(),
        typed=written,
        token=token,
        **why,
    )
    return page(shown, status)


def _without_files(request: Request, lang: str) -> Response:
    """No pictures, ever; but the words that came with one are kept for another try."""
    pairs = text_parts(request.body, request.content_type)
    if not pairs:
        raise RefusedError(415, "not_a_form")
    log(Event.REFUSED, status=415, reason="file")
    return _again(pairs, lang, 415, problems={"story": Problem("no_files")})


def _confirmation(accepted: Accepted, told: Json, lang: str) -> Response:
    shown = dynamic_page(
        "confirmation",
        lang,
        demonstration=wiring.demonstration(),
        number=accepted.number,
        code=accepted.code,
        told=told,
        notes=notes_of(told),
    )
    return page(shown)
