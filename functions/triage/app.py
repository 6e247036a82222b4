"""Off the triage queues, a lane each: judge how urgent reports are."""

from datetime import UTC, datetime

from chalice.app import Chalice, SQSEvent

from shared import wiring
from shared.adapters.batch import Answer, answered
from shared.domain.urgency import Lane
from shared.messages import read_hint

app = Chalice(app_name="triage")


# One message at a time unless infra/triage.yaml says more: it turns on partial answers at the
# same time, and without those a bigger batch loses reports.
@app.on_sqs_message(queue="triage-urgent", batch_size=1)
def triage_urgent(event: SQSEvent) -> Answer:
    return _triage(event, Lane.URGENT)


@app.on_sqs_message(queue="triage-standard", batch_size=1)
def triage_standard(event: SQSEvent) -> Answer:
    return _triage(event, Lane.STANDARD)


def _triage(event: SQSEvent, lane: Lane) -> Answer:
    return answered(
        event, read_hint, lambda numbers: wiring.triage()(numbers, datetime.now(UTC), lane)
    )
