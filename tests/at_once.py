"""Several people who do something at one moment."""

import threading

from django.db import connection

from entities.refused import Refused


def at_once(*doings):
    """Runs each in a thread of its own, all at one moment; returns what came of each: "done", or why not."""
    start, outcomes = threading.Barrier(len(doings)), [""] * len(doings)

    def run(n, do):
        start.wait()
        try:
            do()
            outcomes[n] = "done"
        except Refused as refused:
            outcomes[n] = refused.message
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[n, do]) for n, do in enumerate(doings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert all(outcomes), "one of them failed, or waits for ever"
    return outcomes
