"""Show a referral to an officer: urgency, reasons, place, number, in the order of reading."""

from datetime import UTC

from rich.text import Text

from shared.consumer.take import Arrived
from shared.consumer.words import ground, place, source, wish
from shared.contract.models import AddedLater, Quote, ReadReferral
from shared.domain.referral import defanged
from shared.domain.report_number import spoken
from shared.domain.text import clean
from shared.domain.urgency import Lane

_STYLES = {"immediate": "bold white on red", "high": "bold yellow", "standard": "bold"}
_SHOWN = 1_000  # characters of an update; more than that is read in the file


def shown(arrived: Arrived) -> Text:
    """One referral, as text that no word of a reporter can style, link or disguise."""
    data = arrived.referral.data
    level = str(data.urgency.level)
    text = Text()
    if data.demonstration:
        text.append(" DRILL ", "bold black on yellow").append(" nobody is in danger\n", "yellow")
    text.append(f" {level.upper()} ", _STYLES[level]).append(f"  {arrived.lane} queue\n")
    for reason in data.urgency.reasons:
        quotes = "; ".join(map(_quoted, reason.evidence))
        text.append(f"  {_safe(reason.code)}", "bold").append(f"  {quotes}\n")
    text.append(f"  Where    {_where(arrived.referral)}\n")
    text.append(f"  Report   {spoken(data.report_number, 4)}, revision {data.revision}\n")
    text.append(f"  Agency   {data.agency} ({data.role}){_others(arrived.referral)}\n")
    if data.handling.contact_wish:
        text.append(f"  Contact  {_safe(wish(data.handling.contact_wish))}\n")
    if data.updates:
        text.append(_added(max(data.updates, key=lambda update: update.received_at)))
    text.append(f"  File     {arrived.path}\n", "dim")
    if data.urgency.lane is Lane.URGENT:
        answer = f"referrals receipt {data.referral_id} accepted --officer NAME"
        text.append(f"  Answer   {answer}\n", "bold")
    return text


def _quoted(quote: Quote) -> str:
    return f"“{_safe(quote.quote)}” ({_safe(source(quote.field))})"


def _where(referral: ReadReferral) -> str:
    found = referral.data.jurisdiction
    parts = [place(found.lead), *(part for part in (found.county, found.postal) if part)]
    return _safe(", ".join(parts) + ground(found.confidence, found.basis))


def _added(update: AddedLater) -> str:
    at = update.received_at.astimezone(UTC)
    words = _safe(update.text)
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]} … (whole in the file)"
    return f"  Update added {at:%Y-%m-%d %H:%M} UTC ({_safe(update.proof)})\n    “{shown}”\n"


def _others(referral: ReadReferral) -> str:
    others = ", ".join(f"{other.agency} ({other.role})" for other in referral.data.also_sent_to)
    return f"; also sent to {others}" if others else ""


def _safe(text: str) -> str:
    """One line without controls and with its links made harmless."""
    return " ".join(defanged(clean(text)).split())
