"""How the pages are served: `gunicorn -c config/gunicorn.py config.wsgi`. docs/settings.md lists the variables."""

import gc
import os
from typing import Any

import environ

env = environ.Env()

# WEB_HOST, not HOST: some shells and tool chains export a HOST of their own. Only this machine, unless asked for more:
# the demo newsroom's log-ins are printed at every start.
host = env.str("WEB_HOST", "127.0.0.1")
port = env.int("PORT", 8000)
bind = [f"[{host}]:{port}" if ":" in host else f"{host}:{port}"]

# Threads wait for the database; processes use the cores.
workers = env.int("WEB_WORKERS", 2)
worker_class = "gthread"
threads = env.int("WEB_THREADS", 4)
timeout = 60
graceful_timeout = 10
# A process is renewed now and then, not all of them at once, which bounds what a slow leak can take.
max_requests = 5_000
max_requests_jitter = 500
# Read once and shared by fork. Nothing in it opens a connection.
preload_app = True
# The heartbeat files; on a disk they can stall a whole worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 - gunicorn makes safe names in it
# It would be one for all servers of this user.
control_socket_disable = True

# Requests are written where ACCESS_LOG says: "-" is standard output, empty is nowhere (a proxy has its own).
accesslog = env.str("ACCESS_LOG", "") or None
errorlog = "-"


def when_ready(_server: Any) -> None:
    """Before the processes are made: reads what the pages need, and takes all of it out of the search for garbage.

    It stays for good, and to go through it again takes a tenth of a second of whichever page happens to be made then.
    """
    from django.urls import get_resolver

    assert get_resolver().url_patterns  # what is imported for them is meant
    gc.collect()
    gc.freeze()
