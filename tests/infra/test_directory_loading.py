import json

import boto3
import pytest

from shared.ops.directory_loading import load_directory, queue_urls, rows
from shared.ops.errors import OperatorError

AGENCIES = [{"id": "us-fbi", "name": "Example"}, {"id": "us-nm", "name": "Other example"}]
QUEUES = {
    f"{one['id']}-{lane}": f"https://{lane}.example.org"
    for one in AGENCIES
    for lane in ("urgent", "standard")
}


def kept(table: str) -> dict[str, str]:
    answer = boto3.client("dynamodb").scan(TableName=table)
    return {item["sk"]["S"]: json.loads(item["body"]["S"])["name"] for item in answer["Items"]}


def test_a_row_carries_the_addresses_of_both_lanes() -> None:
    first = rows(AGENCIES, QUEUES)[0]
    assert first["urgent_queue"] == "https://urgent.example.org"
    assert first["standard_queue"] == "https://standard.example.org"
    assert first["name"] == "Example"


def test_an_agency_without_both_queues_is_not_loaded() -> None:
    with pytest.raises(OperatorError, match="us-nm"):
        rows(AGENCIES, {name: url for name, url in QUEUES.items() if name != "us-nm-urgent"})


def test_the_directory_becomes_what_was_loaded_last(aws: dict[str, str]) -> None:
    dynamodb = boto3.client("dynamodb")
    load_directory(dynamodb, aws["DirectoryTable"], rows(AGENCIES, QUEUES))
    renamed = [{**AGENCIES[0], "name": "Renamed"}]
    load_directory(dynamodb, aws["DirectoryTable"], rows(renamed, QUEUES))
    loaded = kept(aws["DirectoryTable"])
    assert loaded["us-fbi"] == "Renamed"
    assert "us-nm" not in loaded


def test_only_the_queues_of_this_stage_are_found(aws: dict[str, str]) -> None:
    sqs = boto3.client("sqs")
    for stage in ("mine", "other"):
        sqs.create_queue(QueueName=f"opentipline-{stage}-agency-us-fbi-urgent")
    found = queue_urls(sqs, "mine")
    assert found.keys() == {"us-fbi-urgent"}
