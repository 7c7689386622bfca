"""A statement bearing on a claim."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from claims.models.claim import Claim
from sources.models import Maker, Statement


class Stance(models.TextChoices):
    """How a statement bears on a claim."""

    SUPPORTS = "supports", gettext_lazy("supports")
    DENIES = "denies", gettext_lazy("denies")
    CONTEXT = "context", gettext_lazy("context")


class LinkState(models.TextChoices):
    """What the desk made of a link."""

    SUGGESTED = "suggested", gettext_lazy("suggested")
    ACCEPTED = "accepted", gettext_lazy("accepted")
    REJECTED = "rejected", gettext_lazy("not related")
    # Linked by hand, then taken back: nobody suggests it, and it shows nowhere; its decisions hang on the row.
    WITHDRAWN = "withdrawn", gettext_lazy("taken back")


class Rejection(models.TextChoices):
    """Why a suggestion was not related."""

    OTHER_EVENT = "other_event", gettext_lazy("another event or time")
    OTHER_SUBJECT = "other_subject", gettext_lazy("somebody or something else")
    TOO_VAGUE = "too_vague", gettext_lazy("too vague to bear on it")
    NOT_A_STATEMENT = "not_a_statement", gettext_lazy("nobody said this")
    OTHER = "other", gettext_lazy("another reason")


class LinkQuerySet(models.QuerySet["Link"]):
    """Links as lists of them are asked for."""

    def unanswered(self) -> LinkQuerySet:
        """The machine's suggestions that nobody ever decided: they may be made afresh."""
        return self.filter(state=LinkState.SUGGESTED, made_by=Maker.MACHINE, decisions=None)


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old, condition=pghistory.AnyChange("claim", "state", "stance")),
    pghistory.DeleteEvent(),
    model_name="LinkEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    fields=["id", "claim", "statement", "state", "stance", "decided_by", "decided_at"],
)
class Link(models.Model):
    """A statement that bears on a claim: suggested with a guessed stance and its reasons, then accepted or rejected.

    A rejected link stays, so that nothing is suggested twice. ``reasons`` are what a person checks at a glance:
    a list of {"kind", "text", "weight"}; ``features`` the numbers behind ``probability``, on a desk of ``among`` claims.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="links")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="links")
    state = models.CharField(max_length=10, choices=LinkState, default=LinkState.SUGGESTED)
    stance = models.CharField(max_length=10, choices=Stance, blank=True)
    guessed_stance = models.CharField(max_length=10, choices=Stance, blank=True)
    guessed_stance_probability = models.FloatField(null=True, blank=True)
    probability = models.FloatField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    features = models.JSONField(default=dict, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    model_version = models.CharField(max_length=40, blank=True)
    among = models.PositiveIntegerField(null=True, blank=True)
    made_by = models.CharField(max_length=10, choices=Maker, default=Maker.MACHINE)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="links_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["-probability", "id"]
        permissions = [("review", "Can accept and reject links")]
        constraints = [
            models.UniqueConstraint(fields=["claim", "statement"], name="link_once"),
            models.CheckConstraint(condition=Q(state__in=LinkState.values), name="link_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["suggested", "withdrawn"], decided_by=None, decided_at=None)
                | Q(state__in=["accepted", "rejected"], decided_by__isnull=False, decided_at__isnull=False),
                name="link_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", stance__in=Stance.values) | ~Q(state="accepted") & Q(stance=""),
                name="link_accepted_with_a_stance",
            ),
            models.CheckConstraint(
                condition=Q(probability=None) | Q(probability__gte=0, probability__lte=1),
                name="link_probability_is_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-probability", "id"], condition=Q(state="suggested"), name="link_waiting_for_review"
            ),
            models.Index(fields=["claim", "state"]),
            # For what somebody's many statements bear on, without reading the links' rows.
            models.Index(
                fields=["statement"],
                include=["claim", "stance"],
                condition=Q(state="accepted"),
                name="link_accepted",
            ),
        ]

        # A suggestion for a claim that is merged meanwhile is passed over in silence, anything else is refused; the claim
        # is held, so that a merge that is under way is waited for.
        triggers = [
            pgtrigger.Trigger(
                name="no_link_on_a_merged_claim",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("claim_id"),  # type: ignore[no-untyped-call]
                declare=[("merged", "bigint")],
                func="""
                    SELECT merged_into_id INTO merged FROM claims_claim WHERE id = NEW.claim_id FOR SHARE;
                    IF merged IS NULL THEN RETURN NEW; END IF;
                    IF TG_OP = 'INSERT' AND NEW.state = 'suggested' THEN RETURN NULL; END IF;
                    RAISE EXCEPTION 'claim % was merged into claim %', NEW.claim_id, merged USING ERRCODE = 'check_violation';
                    """,
            )
        ]

    def __str__(self) -> str:
        return f"statement {self.statement_id} on claim {self.claim_id}: {self.state}"


class LinkDecision(models.Model):
    """What a person did with a link, in order; never changed afterwards, by trigger."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="decisions")
    state = models.CharField(max_length=10, choices=LinkState)
    stance = models.CharField(max_length=10, choices=Stance, blank=True)
    reason = models.CharField(max_length=20, choices=Rejection, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    # The decision that this one takes back.
    undoes = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="accepted", stance__in=Stance.values) | ~Q(state="accepted") & Q(stance=""),
                name="link_decision_with_a_stance",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["suggested", "withdrawn"]) | Q(undoes__isnull=False),
                name="link_decision_back_is_an_undo",
            ),
        ]
        triggers = [pgtrigger.Protect(name="link_decisions_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.link_id}: {self.state} {self.stance}".strip()
