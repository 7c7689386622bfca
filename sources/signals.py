"""What the room above may want to hear of, without this room knowing who listens."""

from django.dispatch import Signal
from django.utils.translation import gettext_noop

# To be said of who said it (matching/phrase.py).
STRUCK = gettext_noop("what %(who)s said was struck")
RESTORED = gettext_noop("what %(who)s said stands again")
CORRECTED = gettext_noop("what %(who)s said was corrected")
REGROUPED = gettext_noop(
    "what %(who)s said counts with other reports of the same words now, or no longer does"
)
ALTERED = gettext_noop("what %(who)s said was altered by the outlet in a new revision of the article")
GONE = gettext_noop("what %(who)s said is gone from the new revision of the article")
STANDS_AGAIN = gettext_noop("what %(who)s said stands in the article again, as it did at first")
# Sent inside the transaction in which a person struck, restored or corrected a statement, or said which utterance it
# is, or a new revision of its article was stored, with ``statement`` and ``what`` happened to it, one of the seven.
statement_changed = Signal()
# Sent inside the transaction in which outlets came to belong to another group, or to none, with their ids as ``outlets``.
group_changed = Signal()
# Sent inside the transaction in which articles got another moment of publication, with their ids as ``articles``.
day_changed = Signal()
# Sent inside the transaction in which articles were found to be copies of others, or to be none any more, with the ids
# of those ``articles`` of which the group changed.
copies_changed = Signal()
