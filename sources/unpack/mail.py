"""The text of an e-mail, with its subject and day."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from typing import Any

from sources.page import text_of
from sources.unpack import page
from sources.unpack.found import Found, Unreadable, gettext_noop

UNREADABLE = "\ufffd"
LONGEST_TITLE = 500


def unpack(data: bytes) -> Found:
    """The body: as plain text where the message has one, else the story of its page. Attachments are only named.

    Raises Unreadable for a message that has neither.
    """
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    try:
        body = message.get_body(preferencelist=("plain", "html"))
        text = _content(body) if body is not None else ""
    except (LookupError, ValueError, AttributeError, KeyError, RecursionError) as error:
        raise Unreadable(gettext_noop("This message is damaged, so its text cannot be read.")) from error
    if body is None or not text.strip():
        raise Unreadable(
            gettext_noop("This message has no text: only attachments, or nothing. Bring those by themselves.")
        )
    if body.get_content_type() == "text/html":
        text = page.unpack(text).text
    sender, _ = parseaddr(_header(message, "from"))
    return Found(
        text=text,
        title=_header(message, "subject")[:LONGEST_TITLE],
        byline=sender,
        published=_date(message),
        notes=_attachments(message),
    )


def _content(body: MIMEPart) -> str:
    """The text of a part, also where its character set is none or the wrong one."""
    try:
        text = str(body.get_content())
    except LookupError:
        text = UNREADABLE
    data = body.get_payload(decode=True)
    return (
        text_of(data, str(body.get_content_charset() or ""))
        if UNREADABLE in text and isinstance(data, bytes)
        else text
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header in one line; empty where it is missing, or so wrong that the library cannot read it."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return ""


def _date(message: EmailMessage) -> str:
    try:
        header: Any = message.get("date")
        return str(header.datetime.isoformat()) if header is not None and header.datetime else ""
    except (ValueError, AttributeError, TypeError, OverflowError, IndexError):
        return ""


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    try:
        names = [part.get_filename() or "one without a name" for part in message.iter_attachments()]
    except (ValueError, AttributeError, KeyError, LookupError):
        return ()
    if not names:
        return ()
    return (f"Attachments are not read: {', '.join(names[:5])}. Bring those that matter by themselves.",)
