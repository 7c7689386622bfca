"""The house: settings, addresses, the queue, and what a first run needs."""

import signal
import sys

if sys.orig_argv[1:3] == ["-m", "config.run"]:
    # Ctrl-C while the first second's imports last: there is nothing to stop yet, and no traceback to show.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from config.celery import app as celery_app

__all__ = ["celery_app"]
