"""What the room above may want to hear of, without this room knowing who listens."""

from django.dispatch import Signal

STRUCK, RESTORED, CORRECTED = "was struck", "stands again", "was corrected"
REGROUPED = "counts with other reports of the same words now, or no longer does"
# Sent inside the transaction in which a person struck, restored or corrected a statement, or said which utterance it
# is, with ``statement`` and ``what`` happened to it, one of the four.
statement_changed = Signal()
