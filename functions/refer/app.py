"""Off the refer queues: put referrals where agencies poll; take receipts; sweep; tell staff."""

from datetime import UTC, datetime

from chalice.app import Chalice, CloudWatchEvent, IAMAuthorizer, Rate, Response, SQSEvent

from shared import wiring
from shared.adapters.batch import Answer, answered, scrubbed
from shared.adapters.http import (
    ANY,
    Edge,
    RefusedError,
    answer,
    read_json,
    read_request,
)
from shared.domain.errors import BadNumberError
from shared.domain.receipt import read_receipt
from shared.domain.report_number import parse_number
from shared.messages import read_hint

app = Chalice(app_name="refer")
edge = Edge(app, wiring.demonstration)


# One message at a time unless infra/refer.yaml says more: it turns on partial answers at the
# same time, and without those a bigger batch loses reports.
@app.on_sqs_message(queue="refer-urgent", batch_size=1)
def refer_urgent(event: SQSEvent) -> Answer:
    return _refer(event)


@app.on_sqs_message(queue="refer-standard", batch_size=1)
def refer_standard(event: SQSEvent) -> Answer:
    return _refer(event)


@app.on_sqs_message(queue="receipts", batch_size=1)
def take_receipts(event: SQSEvent) -> Answer:
    return answered(
        event,
        read_receipt,
        lambda receipts: wiring.take_receipts()(receipts, datetime.now(UTC)),
    )


@app.schedule(Rate(1, unit=Rate.MINUTES))
def sweep(event: CloudWatchEvent) -> None:
    scrubbed(lambda: wiring.sweep()(datetime.now(UTC)))


@app.route("/api/v1/standing", methods=["POST"], authorizer=IAMAuthorizer(), content_types=ANY)
@edge.api
def standing() -> Response:
    """For staff: how far a report has come, and who owes what. None of its content."""
    asked = read_json(read_request(app))
    try:
        number = parse_number(str(asked.get("report_number", "")))
    except BadNumberError:
        raise RefusedError(422, "bad_number") from None
    found = wiring.standings().standing(number)
    if found is None:
        raise RefusedError(404, "no_such_report")
    return answer(found)


def _refer(event: SQSEvent) -> Answer:
    return answered(event, read_hint, lambda numbers: wiring.refer()(numbers, datetime.now(UTC)))
