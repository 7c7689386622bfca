"""The way of one run, from the first check to the last process."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from config.local_services import Lease, ServiceFailure, running
from config.run import checks
from config.run.child import Child
from config.run.desk import StopRequest, children, stop_all, wait_until_ready, watch
from config.run.plan import Plan, read_plan
from config.run.refused import Refused

# Long enough for a migration of a large database; the demo newsroom takes some ten seconds.
PREPARE_SECONDS = 1800.0


def main() -> int:
    """Run the desk until it is told to stop; return 0 after a clean stop, 1 with one line on standard error else."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    stop = StopRequest()
    try:
        run(stop, _say)
    except (Refused, ServiceFailure) as refusal:
        sys.stderr.write(f"claimdesk: {refusal}\n")
        return 1
    return 0


def run(stop: StopRequest, say: Callable[[str], None]) -> None:
    """Start everything, say where it is, and watch it until `stop` is set. Raises Refused or ServiceFailure."""
    plan = read_plan()
    checks.enough_disk(plan.var_dir)
    with checks.only_one(plan.var_dir, plan.address):
        checks.free_port(plan.host, plan.port)
        if plan.services:
            say(f"starting {' and '.join(service.name for service in plan.services)} in {plan.var_dir}")
        with running(plan.services) as leases:
            checks.database_answers(plan.database)
            checks.redis_takes_jobs(plan.redis_url, plan.queue_prefix)
            plan.logs.mkdir(exist_ok=True)
            if _prepare(plan.logs / "prepare.log", stop, say):
                _serve(plan, leases, stop, say)
    say("stopped")


def _prepare(log: Path, stop: StopRequest, say: Callable[[str], None]) -> bool:
    say("preparing tables, static files and, on an empty desk, the demo newsroom")
    child = Child("prepare", ["config.run.prepare"], log.parent)
    child.start()
    try:
        status = child.wait(PREPARE_SECONDS, lambda: stop.asked)
    finally:
        child.kill()
    if status != 0 and not stop.asked:
        raise Refused(f"preparing failed: {child.last_line()} ({log} has more)")
    return status == 0


def _serve(plan: Plan, leases: Sequence[Lease], stop: StopRequest, say: Callable[[str], None]) -> None:
    desk = children(plan.logs)
    try:
        for child in desk:
            child.start()
        if wait_until_ready(desk, plan.visible_host, plan.port, plan.host_header, stop, say):
            _welcome(plan, say)
            watch(desk, leases, stop, say)
    except Refused:
        # A full disk is the likeliest reason for processes that die without a word, as they cannot write one.
        checks.enough_disk(plan.var_dir)
        raise
    finally:
        say("stopping")
        stop_all(desk, stop, say)


def _welcome(plan: Plan, say: Callable[[str], None]) -> None:
    say(f"ready: {plan.address}")
    password = plan.var_dir / "demo-password"
    if password.exists():
        say(
            f"demo log-ins: reporter, editor, admin; password: {password.read_text(encoding='utf-8').strip()}"
        )
    say(f"logs are in {plan.logs}; Ctrl-C stops everything")


def _say(text: str) -> None:
    # The terminal may be gone, which is one of the reasons to stop; stopping must not fail over telling of it.
    with suppress(OSError):
        sys.stdout.write(f"claimdesk: {text}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
