"""DynamoDB for LocalStack without Java: moto's tables behind LocalStack's own gateway."""
# mypy: disable-error-code="import-not-found, misc, untyped-decorator"
# LocalStack lives in an environment of its own, which mypy does not see.

import threading
from collections.abc import Callable
from typing import Any

from localstack.aws.api.dynamodb import DynamodbApi
from localstack.aws.api.dynamodbstreams import DynamodbstreamsApi
from localstack.services.moto import MotoFallbackDispatcher
from localstack.services.plugins import Service, aws_provider

from .moto_gap import mend

Handler = Callable[[Any, Any], Any]


class Tables(DynamodbApi):
    """Answers nothing itself, so that every call falls back to moto."""


class Streams(DynamodbstreamsApi):
    """The same, for the streams of tables."""


@aws_provider(api="dynamodb", name="moto")
def dynamodb() -> Service:
    """Chosen by `PROVIDER_OVERRIDE_DYNAMODB=moto`."""
    mend()
    return Service.for_provider(Tables(), dispatch_table_factory=one_at_a_time)


@aws_provider(api="dynamodbstreams", name="moto")
def dynamodbstreams() -> Service:
    """Chosen by `PROVIDER_OVERRIDE_DYNAMODBSTREAMS=moto`."""
    return Service.for_provider(Streams(), dispatch_table_factory=MotoFallbackDispatcher)


def one_at_a_time(provider: Tables) -> dict[str, Handler]:
    """moto's tables know no threads: two conditional writes at once could both find theirs true."""
    lock = threading.Lock()

    def alone(handler: Handler) -> Handler:
        def handle(context: Any, request: Any) -> Any:
            with lock:
                return handler(context, request)

        return handle

    return {name: alone(handler) for name, handler in MotoFallbackDispatcher(provider).items()}
