"""Imported by a worker of the tests (CELERY_IMPORTS): its reader kills its own process at a text with DEADLY in it,
as a fault in compiled code would, and takes its time over any other, so that a test can strike in the middle.
"""

import os
import signal
import time

from sources import read

DEADLY = "This sentence is deadly."
plain_reader = read.reader


class DeadlyReader:
    def read(self, text, known_names=()):
        if DEADLY in text:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.05)
        return plain_reader().read(text, known_names)


setattr(read, "reader", DeadlyReader)  # noqa: B010 - mypy would have the same type here
