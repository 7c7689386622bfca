"""What the desk knows of an outlet: where it publishes, and whose it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.hold import hold
from entities.ledger import act, overtaken, register
from entities.reader import zone_names
from entities.refused import Overtaken, Refused
from matching.phrase import say
from sources.fetching import host_of
from sources.models import Outlet, OutletGroup, OutletHost
from sources.signals import group_changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act

MAY = "sources.change_outlet"
HOST = re.compile(r"[a-z0-9_.-]+(:[0-9]{1,5})?|\[[0-9a-f:]+\](:[0-9]{1,5})?")
MOST_HOSTS = 100


@transaction.atomic
def change_outlet(
    *,
    outlet: Outlet,
    by: AbstractBaseUser,
    homepage: str = "",
    group: str = "",
    time_zone: str = "",
    hosts: Iterable[str] = (),
    seen: int | None = None,
) -> Outlet:
    """Sets an outlet's homepage, the group that owns it (by name, made where there is none; empty for none), the hosts
    it publishes at, written as hosts or addresses, and the zone of its clock (an IANA name, empty for none known).

    Raises Refused for what is no host, or another outlet's; Overtaken where somebody changed it since ``seen``, the last
    line of the ledger on it.
    """
    outlet = Outlet.objects.select_for_update(of=("self",)).select_related("entity").get(pk=outlet.pk)
    if seen is not None and (later := overtaken(outlet, since=seen)):
        raise Overtaken(later)
    if time_zone and time_zone not in zone_names():
        raise Refused(
            gettext("“%(time_zone)s” is no time zone that the desk knows.") % {"time_zone": time_zone[:60]},
            field="time_zone",
        )
    homepage, wanted = _homepage(homepage), _hosts(hosts)
    hold([f"host {host}" for host in sorted(wanted)])
    taken = OutletHost.objects.filter(host__in=wanted).exclude(outlet=outlet).select_related("outlet__entity")
    for other in taken[:1]:
        raise Refused(
            gettext("%(host)s is %(outlet)s’s.") % {"host": other.host, "outlet": other.outlet}, field="hosts"
        )
    gone = outlet.hosts.exclude(host__in=wanted)
    known = set(outlet.hosts.values_list("host", flat=True))
    owner = _group(group)
    words = say("changed the outlet %(outlet)s", outlet=outlet)
    with act(CHANGED, by=by, words=words, about=[outlet.entity], watch=[outlet, *gone]) as changing:
        moved = outlet.group_id != (owner.pk if owner else None)
        Outlet.objects.filter(pk=outlet.pk).update(homepage=homepage, group=owner, time_zone=time_zone)
        gone.delete()
        fresh = [OutletHost(outlet=outlet, host=host) for host in wanted if host not in known]
        changing.made(OutletHost.objects.bulk_create(fresh))
        if moved:
            group_changed.send(Outlet, outlets=[outlet.pk])
    outlet.refresh_from_db()
    return outlet


def _settle(done: Act, undoing: Act) -> None:  # noqa: ARG001 - the ledger's signature
    rows = done.rows.filter(model="sources.outlet").exclude(before={})
    changed = [row.row for row in rows if "group_id" in (row.before or {})]
    if changed:
        group_changed.send(Outlet, outlets=changed)


CHANGED = register("outlet.change", label=gettext_noop("changed an outlet"), permission=MAY, settle=_settle)


def _homepage(address: str) -> str:
    address = address.strip()
    if not address:
        return ""
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        raise Refused(
            gettext("This is not a web address that starts with http:// or https://."), field="homepage"
        ) from None
    if len(address) > 200:  # noqa: PLR2004 - the column's length
        raise Refused(gettext("A homepage’s address has at most 200 characters."), field="homepage")
    return address


def _hosts(written: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for each in written:
        words = each.strip()
        if not words:
            continue
        host = host_of(words if "://" in words else f"http://{words}")
        if not HOST.fullmatch(host) or len(host) > 250:  # noqa: PLR2004 - DNS has no longer names
            raise Refused(
                gettext("“%(words)s” is not a host, like outlet.example.") % {"words": words[:80]},
                field="hosts",
            )
        found[host] = None
    if len(found) > MOST_HOSTS:
        raise Refused(
            gettext("An outlet has at most %(most_hosts)s hosts.") % {"most_hosts": MOST_HOSTS}, field="hosts"
        )
    return list(found)


def _group(name: str) -> OutletGroup | None:
    """The group of this name; one that is made stays when the change is taken back, as one without outlets."""
    name = " ".join(name.split())
    if not name:
        return None
    if len(name) > 300:  # noqa: PLR2004 - the column's length
        raise Refused(gettext("A group’s name has at most 300 characters."), field="group")
    hold([f"outlet group {name.casefold()}"])
    return OutletGroup.objects.filter(name__iexact=name).first() or OutletGroup.objects.create(name=name)
