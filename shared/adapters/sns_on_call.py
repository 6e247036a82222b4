"""Page the hotline's on-call through an SNS topic: report number and lane, and nothing else."""

import json
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from shared.domain.urgency import Lane
from shared.observability import log_failure

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient

SUBJECT = "OpenTipline: a report needs a person now"


class SnsOnCall:
    """Whoever subscribed is called: by SMS, e-mail, a pager or a webhook."""

    def __init__(self, sns: "SNSClient", topic: str) -> None:
        self._sns = sns
        self._topic = topic

    def page(self, number: str, lane: Lane) -> bool:
        """A page that is refused must not hold up the report; the caller remembers it."""
        try:
            self._sns.publish(
                TopicArn=self._topic,
                Subject=SUBJECT,
                Message=json.dumps({"v": 1, "report_number": number, "lane": lane.value}),
            )
        except (BotoCoreError, ClientError) as error:
            log_failure(error, "page")
            return False
        return True
