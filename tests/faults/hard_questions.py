"""Calls at the edge of what is allowed: which of them every cloud refuses, and how."""

from collections.abc import Mapping
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.faults.both import Both
from tests.faults.clock import Clock
from tests.faults.dynamodb import MemoryDynamoDB
from tests.faults.kms import MemoryKMS
from tests.faults.sqs import MemorySQS, Queue

KEY = {"pk": {"S": "R#001234567882"}, "sk": {"S": "report"}}
STORY = {"service": "s", "purpose": "story"}
NEW, OLD = "attribute_not_exists(pk)", "attribute_exists(pk)"
WORDS = {":x": {"L": [{"S": "words"}]}}
SET = {":x": {"SS": ["words"]}}
# Items that DynamoDB cannot keep, whatever their condition says.
UNKEPT: list[dict[str, Any]] = [
    {**KEY, "x": {"SS": []}},
    {**KEY, "x": {"B": b"x" * 409_600}},
    {**KEY, "open": {"S": ""}, "due": {"N": "1"}},
    {**KEY, "sk": {"S": ""}},
]


def _reads(count: int, *, alike: bool = False) -> dict[str, Any]:
    keys = [{**KEY, "sk": {"S": "U#0" if alike else f"U#{number}"}} for number in range(count)]
    return {"Keys": keys, "ConsistentRead": True}


def ask_for_what_a_table_refuses(dynamodb: Any, table: str) -> None:
    """Each is refused by both, in the same words, and changes nothing."""
    both = Both(MemoryDynamoDB(table), dynamodb)
    read = {"Key": KEY, "ConsistentRead": True, "ProjectionExpression": "pk, sk"}
    write = {"TableName": table, "Key": KEY, "UpdateExpression": "SET x = :x"}
    both.put_item(TableName=table, Item=KEY, ConditionExpression=NEW)
    appended = {"UpdateExpression": "SET x = list_append(x, :x)", "ConditionExpression": OLD}
    refused: list[tuple[str, Mapping[str, Any]]] = [
        ("get_item", {"TableName": f"{table}-nowhere", **read}),
        ("batch_get_item", {"RequestItems": {table: _reads(2, alike=True)}}),
        ("batch_get_item", {"RequestItems": {table: _reads(101)}}),
        ("put_item", {"TableName": table, "Item": KEY, "ConditionExpression": NEW}),
        ("update_item", {**write, "ConditionExpression": NEW, "ExpressionAttributeValues": WORDS}),
        ("update_item", {**write, **appended, "ExpressionAttributeValues": WORDS}),
        *(
            ("put_item", {"TableName": table, "Item": item, "ConditionExpression": OLD})
            for item in UNKEPT
        ),
        (
            "update_item",
            {
                **write,
                "UpdateExpression": "SET sk = :x",
                "ConditionExpression": OLD,
                "ExpressionAttributeValues": {":x": {"S": "other"}},
            },
        ),
        (
            "update_item",
            {
                **write,
                "ConditionExpression": OLD,
                "ExpressionAttributeValues": {":x": {"B": b"x" * 409_600}},
            },
        ),
    ]
    for operation, asked in refused:
        _refused(both, operation, asked)
    assert both.get_item(TableName=table, **read) == {"Item": KEY}


def ask_what_a_missing_set_loses(dynamodb: Any, table: str) -> None:
    """Taking a word out of a set that is not there is no error, and makes no set."""
    both = Both(MemoryDynamoDB(table), dynamodb)
    asked = {"TableName": table, "Key": KEY, "UpdateExpression": "DELETE x :x"}
    both.update_item(**asked, ConditionExpression=NEW, ExpressionAttributeValues=SET)
    read = {"Key": KEY, "ConsistentRead": True, "ProjectionExpression": "pk, x"}
    assert both.get_item(TableName=table, **read) == {"Item": {"pk": KEY["pk"]}}


def ask_for_what_a_queue_refuses(sqs: Any) -> None:
    """A queue that is not there, and a receipt that never was."""
    url = sqs.create_queue(QueueName="refuses")["QueueUrl"]
    both = Both(MemorySQS(Clock(), {url: Queue(30)}), sqs)
    _refused(both, "send_message", {"QueueUrl": f"{url}-nowhere", "MessageBody": "words"})
    _refused(both, "receive_message", {"QueueUrl": f"{url}-nowhere", "MaxNumberOfMessages": 1})
    _refused(both, "delete_message", {"QueueUrl": url, "ReceiptHandle": "made up"})
    for count in (0, 11):
        _refused(both, "receive_message", {"QueueUrl": url, "MaxNumberOfMessages": count})


def ask_for_what_cannot_be_said(sqs: Any) -> None:
    """A control character."""
    url = sqs.create_queue(QueueName="unsaid")["QueueUrl"]
    both = Both(MemorySQS(Clock(), {url: Queue(30)}), sqs)
    _refused(both, "send_message", {"QueueUrl": url, "MessageBody": "a bell: \x07"})


def deleted_twice(sqs: Any) -> bool:
    """Whether a message may be deleted a second time by the same receipt."""
    url = sqs.create_queue(QueueName="deleted-twice")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="words")
    [message] = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=1)["Messages"]
    asked = {"QueueUrl": url, "ReceiptHandle": message["ReceiptHandle"]}
    sqs.delete_message(**asked)
    return _allowed(lambda: sqs.delete_message(**asked), "ReceiptHandleIsInvalid")


def ask_for_what_a_key_refuses(kms: Any, content: str, identifiers: str) -> None:
    """A key that is not there, a context that is another or none, and bytes that never were."""
    both = Both(MemoryKMS(content, identifiers), kms)
    made = both.generate_data_key(KeyId=content, KeySpec="AES_256", EncryptionContext=STORY)
    asked = {"KeyId": content, "CiphertextBlob": made["CiphertextBlob"]}
    unknown = {"KeyId": "00000000-0000-4000-8000-000000000000", "KeySpec": "AES_256"}
    _refused(both, "generate_data_key", unknown | {"EncryptionContext": STORY})
    _refused(both, "decrypt", asked | {"EncryptionContext": STORY | {"purpose": "contact"}})
    _refused(both, "decrypt", asked | {"EncryptionContext": {}})
    _refused(both, "decrypt", asked | {"CiphertextBlob": b"made up", "EncryptionContext": STORY})


def opened_after_a_change(kms: Any, content: str) -> bool:
    """Whether a wrapped data key opens of which one bit was changed."""
    made = kms.generate_data_key(KeyId=content, KeySpec="AES_256", EncryptionContext=STORY)
    *most, last = made["CiphertextBlob"]
    asked = {"KeyId": content, "CiphertextBlob": bytes([*most, last ^ 1])}
    return _allowed(
        lambda: kms.decrypt(**asked, EncryptionContext=STORY), "InvalidCiphertextException"
    )


def _refused(both: Both, operation: str, asked: Mapping[str, Any]) -> None:
    with pytest.raises(ClientError):
        getattr(both, operation)(**asked)


def _allowed(call: Any, code: str) -> bool:
    try:
        call()
    except ClientError as error:
        assert error.response["Error"]["Code"] == code
        return False
    return True
