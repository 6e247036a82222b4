"""DynamoDB for LocalStack without Java: moto's tables behind LocalStack's own gateway."""
# mypy: disable-error-code="import-not-found, misc, untyped-decorator"
# LocalStack lives in an environment of its own, which mypy does not see.

from localstack.aws.api.dynamodb import DynamodbApi
from localstack.aws.api.dynamodbstreams import DynamodbstreamsApi
from localstack.services.moto import MotoFallbackDispatcher
from localstack.services.plugins import Service, aws_provider

from .moto_gap import mend


class Tables(DynamodbApi):
    """Answers nothing itself, so that every call falls back to moto."""


class Streams(DynamodbstreamsApi):
    """The same, for the streams of tables."""


@aws_provider(api="dynamodb", name="moto")
def dynamodb() -> Service:
    """Chosen by `PROVIDER_OVERRIDE_DYNAMODB=moto`."""
    mend()
    return Service.for_provider(Tables(), dispatch_table_factory=MotoFallbackDispatcher)


@aws_provider(api="dynamodbstreams", name="moto")
def dynamodbstreams() -> Service:
    """Chosen by `PROVIDER_OVERRIDE_DYNAMODBSTREAMS=moto`."""
    return Service.for_provider(Streams(), dispatch_table_factory=MotoFallbackDispatcher)
