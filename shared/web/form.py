"""Read the public form: what a browser sent becomes the raw JSON of a report.

Only an entirely empty report is refused, so an answer that does not fit its question (an age in
words, a number that is no report number, an option that this version does not offer) is kept as
words in `additional_info`. Names that the form does not have are ignored: browser extensions and
spam traps add them, and neither may cost a child the report.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl
from uuid import UUID

from shared.domain.errors import BadNumberError, TiplineError
from shared.domain.report_number import parse_number
from shared.domain.story import Json, put, steps
from shared.web.fields import BY_NAME, FORM, TOKEN, Field, Reading

FORM_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 200  # twice what the form can send with every box ticked

Pairs = list[tuple[str, str]]


class NotAFormError(TiplineError):
    """The body is no form of ours: another content type, or more fields than any browser sends."""


def parse_form(body: bytes, content_type: str | None) -> Pairs:
    """Names and values, blanks left out. Raises NotAFormError; bytes that are no UTF-8 become �."""
    sent_as = (content_type or FORM_TYPE).partition(";")[0].strip().lower()
    if sent_as != FORM_TYPE:
        raise NotAFormError
    try:
        return parse_qsl(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS)
    except ValueError:
        raise NotAFormError from None


def typed(pairs: Pairs) -> dict[str, list[str]]:
    """Everything typed by name, for a page that comes back with it."""
    answers: dict[str, list[str]] = {}
    for name, value in pairs:
        answers.setdefault(name, []).append(value)
    return answers


def report_of_form(pairs: Pairs, *, language: str | None = None) -> Json:
    """Raw JSON for `Report.model_validate`; what does not fit its question stays as words."""
    answers = typed(pairs)
    raw: Json = {"language": language} if language else {}
    if key := _submission_key(answers.get(TOKEN, [])):
        raw["submission_key"] = key
    words: list[str] = []
    for field in FORM:
        values = [value for value in answers.get(field.name, []) if value.strip()]
        if values:
            unread = _READERS[field.reading](raw, field, values)
            words += [f"{field.name}: {value}" for value in unread]
    if words:
        told = raw.get("additional_info")
        raw["additional_info"] = "\n".join([told, *words] if told else words)
    return raw


def _submission_key(tokens: list[str]) -> str | None:
    """A token that is none of ours must not cost the report: it is left out."""
    try:
        return str(UUID(tokens[0])) if tokens else None
    except ValueError:
        return None


def _text(raw: Json, field: Field, values: list[str]) -> list[str]:
    put(raw, field.path, "\n".join(values))
    return []


def _lines(raw: Json, field: Field, values: list[str]) -> list[str]:
    put(raw, field.path, list(_each_line(values)))
    return []


def _accounts(raw: Json, field: Field, values: list[str]) -> list[str]:
    put(raw, field.path, [account(line) for line in _each_line(values)])
    return []


def _age(raw: Json, field: Field, values: list[str]) -> list[str]:
    first = values[0].strip()
    if len(values) > 1 or not first.isdecimal() or len(first) > 3 or int(first) > field.most:
        return values
    put(raw, field.path, int(first))
    return []


def _one(raw: Json, field: Field, values: list[str]) -> list[str]:
    if values[0] not in field.choices:
        return values
    put(raw, field.path, values[0])
    return values[1:]


def _tick(raw: Json, field: Field, values: list[str]) -> list[str]:
    if values[0] not in field.choices:
        return values
    put(raw, field.path, "yes")
    return values[1:]


def _many(raw: Json, field: Field, values: list[str]) -> list[str]:
    put(raw, field.path, _chosen(field, values))
    return _not_offered(field, values)


def _incidents(raw: Json, field: Field, values: list[str]) -> list[str]:
    for index, value in enumerate(_chosen(field, values)):
        put(raw, field.path.replace("[]", f"[{index}]"), value)
    return _not_offered(field, values)


def _numbers(raw: Json, field: Field, values: list[str]) -> list[str]:
    lines = list(_each_line(values))
    unread = [line for line in lines if not _is_number(line)]
    put(raw, field.path, [line for line in lines if line not in unread])
    return unread


_READERS = {
    Reading.TEXT: _text,
    Reading.LINES: _lines,
    Reading.ACCOUNTS: _accounts,
    Reading.AGE: _age,
    Reading.TICK: _tick,
    Reading.ONE: _one,
    Reading.MANY: _many,
    Reading.EACH: _incidents,
    Reading.NUMBERS: _numbers,
}


def account(line: str) -> Json:
    """An account out of a line such as "Game: user name", an address, or a name alone."""
    if "://" in line:
        return {"profile_url": line}
    platform, colon, name = line.replace("：", ":", 1).partition(":")
    if colon and platform.strip() and name.strip():
        return {"platform": platform.strip(), "screen_name": name.strip()}
    return {"screen_name": line}


def field_of(location: Iterable[str | int]) -> Field | None:
    """The question whose answer stands at this place of the model; of a list, at any index of it.

    Another time that something happened is asked by an index of its own, so that goes first.
    """
    exact = list(location)
    named = _names(exact)
    for here, path_of in ((exact, steps), (named, lambda path: _names(steps(path)))):
        for field in BY_NAME.values():
            path = path_of(field.path)
            if here[: len(path)] == path:
                return field
    return None


def _names(path: Iterable[str | int]) -> list[str | int]:
    return [step for step in path if isinstance(step, str)]


def _each_line(values: list[str]) -> Iterator[str]:
    for value in values:
        yield from (line.strip() for line in value.splitlines() if line.strip())


def _chosen(field: Field, values: list[str]) -> list[str]:
    return [choice for choice in field.choices if choice in values]


def _not_offered(field: Field, values: list[str]) -> list[str]:
    return [value for value in values if value not in field.choices]


def _is_number(line: str) -> bool:
    try:
        parse_number(line)
    except BadNumberError:
        return False
    return True
