"""Keep the words of a form that came with a file: the file is refused, the typing is not lost."""

from email.parser import BytesParser
from email.policy import HTTP

from shared.web.form import MOST_FIELDS, Pairs

MULTIPART = "multipart/form-data"


def text_parts(body: bytes, content_type: str | None) -> Pairs:
    """Names and values of the parts that are no files; nothing if the body is no such form."""
    if not (content_type or "").strip().lower().startswith(MULTIPART):
        return []
    head = f"Content-Type: {content_type}\r\n\r\n".encode("utf-8", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    pairs: Pairs = []
    for part in message.iter_parts() if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        if isinstance(name, str) and part.get_filename() is None:
            content = part.get_payload(decode=True)
            text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
            pairs.append((name, text))
    return [(name, text) for name, text in pairs[:MOST_FIELDS] if text]
