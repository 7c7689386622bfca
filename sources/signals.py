"""What the room above may want to hear of, without this room knowing who listens."""

from django.dispatch import Signal

STRUCK, RESTORED, CORRECTED = "was struck", "stands again", "was corrected"
# Sent inside the transaction in which a person struck, restored or corrected a statement, with ``statement`` and
# ``what`` happened to it, one of the three.
statement_changed = Signal()
