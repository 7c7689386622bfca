"""Holding a claim that was set aside against past statements once more."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from claims.match import ring_for
from entities.refused import Refused
from sources import work

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from claims.models import Claim

log = logging.getLogger(__name__)


@transaction.atomic
def retry_claim(*, claim: Claim, by: AbstractBaseUser) -> None:
    """Lets a claim that was set aside wait again. Raises Refused where it was not set aside."""
    if not work.start_again(claim):
        raise Refused(gettext("This claim is not set aside: somebody has tried it again already."))
    log.info("%s has claim %s tried again", by.get_username(), claim.pk)
    claim.refresh_from_db()
    ring_for(claim)
