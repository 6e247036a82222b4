"""Where the functions' zips and the templates lie while CloudFormation reads them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class CodeBucket:
    """A private bucket, one a stage, account and region."""

    def __init__(self, s3: "S3Client", name: str) -> None:
        self._s3 = s3
        self.name = name

    def make_sure(self) -> None:
        """Make the bucket if it is not there, and keep everybody else out of it."""
        region = self._s3.meta.region_name
        # us-east-1 is the one region that may not be named here.
        place: Any = {} if region == "us-east-1" else {"LocationConstraint": region}
        try:
            self._s3.head_bucket(Bucket=self.name)
        except ClientError as error:
            if error.response["Error"]["Code"] not in ("404", "NoSuchBucket"):
                raise
            extra: Any = {"CreateBucketConfiguration": place} if place else {}
            self._s3.create_bucket(Bucket=self.name, **extra)
        self._s3.put_public_access_block(
            Bucket=self.name,
            PublicAccessBlockConfiguration={
                "BlockPublicAcls": True,
                "IgnorePublicAcls": True,
                "BlockPublicPolicy": True,
                "RestrictPublicBuckets": True,
            },
        )

    def upload(self, zips: Path) -> None:
        """Upload the zips of a folder; a name holds its content's digest, so none goes twice."""
        listed = self._s3.list_objects_v2(Bucket=self.name).get("Contents", [])
        there = {one["Key"] for one in listed}
        for file in sorted(zips.glob("*.zip")):
            if file.name not in there:
                self._s3.upload_file(str(file), self.name, file.name)

    def put_template(self, name: str, text: str) -> str:
        """Upload a template, which may be larger than a request allows; gives its address."""
        self._s3.put_object(Bucket=self.name, Key=name, Body=text.encode())
        return f"{self._s3.meta.endpoint_url}/{self.name}/{name}"
