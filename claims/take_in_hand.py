"""A person looks at a suggestion: others are told, for some minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from claims.models import InHand

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from claims.models import Link

LEASE_MINUTES = 5
# Compare-and-set in one statement: a suggestion is had by nobody, by this person, or by somebody whose time is up. The
# link is looked for, as it may be gone by now.
TAKE = """
insert into claims_inhand (link_id, user_id, since, until)
select id, %(by)s, now(), now() + make_interval(mins => %(minutes)s) from claims_link where id = %(link)s
on conflict (link_id) do update
set user_id = excluded.user_id, until = excluded.until,
    since = case when claims_inhand.user_id = excluded.user_id then claims_inhand.since else excluded.since end
where claims_inhand.user_id = excluded.user_id or claims_inhand.until < now()
"""


@transaction.atomic
def take_in_hand(*, link: Link, by: AbstractBaseUser) -> InHand | None:
    """Says that this person looks at the suggestion from now on, and at no other; where somebody else does, that stays so.

    Returns who has it in hand now, ``by`` or another; None where the suggestion is gone.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"by": by.pk, "minutes": LEASE_MINUTES, "link": link.pk})
    InHand.objects.filter(user=by.pk).exclude(link=link).delete()
    return InHand.objects.filter(link=link).select_related("user").first()


def let_go(*, by: AbstractBaseUser) -> None:
    """Says that this person looks at no suggestion any more."""
    InHand.objects.filter(user=by.pk).delete()
