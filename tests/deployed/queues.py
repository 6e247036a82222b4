"""Look into the queues of a deployed service, and stop and start what reads them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.deployed.target import Service

CHANGED_WITHIN = 60.0


def waiting(service: Service, queue: str) -> int:
    """How many messages nobody reads now."""
    return _counted(service, queue, "ApproximateNumberOfMessages")


def in_flight(service: Service, queue: str) -> int:
    """How many messages are being read, or will come back after a reading that failed."""
    return _counted(service, queue, "ApproximateNumberOfMessagesNotVisible")


def held(service: Service, queue: str) -> int:
    """How many messages there are at all."""
    return waiting(service, queue) + in_flight(service, queue)


def put(service: Service, queue: str, body: str) -> None:
    """Send one message."""
    service.client("sqs").send_message(QueueUrl=service.queue(queue), MessageBody=body)


def emptied(service: Service, queue: str) -> int:
    """Take every message that is there now away for good; how many."""
    sqs, url = service.client("sqs"), service.queue(queue)
    taken = 0
    while True:
        answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1)
        messages = answer.get("Messages", [])
        for message in messages:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        if not messages:
            return taken
        taken += len(messages)


def redriven(service: Service) -> int:
    """Send all dead letters round again with the operators' own command; how many."""
    return sum(int(one["moved"]) for one in service.tipline("dlq", "redrive", "--all", "--json"))


@contextmanager
def retried_after(service: Service, seconds: int, *queues: str) -> Iterator[None]:
    """Have failed messages come back sooner than the template says, so that a test need not wait.

    On the way out the old time-out returns.
    """
    sqs = service.client("sqs")
    name = "VisibilityTimeout"
    before = {
        queue: sqs.get_queue_attributes(QueueUrl=service.queue(queue), AttributeNames=[name])
        for queue in queues
    }
    for queue in queues:
        sqs.set_queue_attributes(QueueUrl=service.queue(queue), Attributes={name: str(seconds)})
    try:
        yield
    finally:
        for queue, answer in before.items():
            sqs.set_queue_attributes(
                QueueUrl=service.queue(queue), Attributes=dict(answer["Attributes"])
            )


@contextmanager
def resting(service: Service, *functions: str) -> Iterator[None]:
    """Have these functions read nothing off their queues meanwhile."""
    with ExitStack() as all_of_them:
        for function in functions:
            all_of_them.enter_context(_resting(service, function))
        yield


@contextmanager
def _resting(service: Service, function: str) -> Iterator[None]:
    functions = service.client("lambda")
    answer = functions.list_event_source_mappings(FunctionName=service.function(function))
    [mapping] = answer["EventSourceMappings"]

    def switch(state: str) -> None:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=state == "Enabled")
        service.until(
            lambda: functions.get_event_source_mapping(UUID=mapping["UUID"])["State"] == state,
            CHANGED_WITHIN,
        )

    switch("Disabled")
    try:
        yield
    finally:
        switch("Enabled")


def _counted(service: Service, queue: str, which: str) -> int:
    answer = service.client("sqs").get_queue_attributes(
        QueueUrl=service.queue(queue), AttributeNames=[which]
    )
    return int(answer["Attributes"][which])
