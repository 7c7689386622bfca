"""A person says whom a name means, or that it is to be passed over: for later articles and, if told so, earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from entities.alias import add_alias
from entities.create import create_entity
from entities.images import label
from entities.ledger import act, register
from entities.models import Act, Alias, Entity, PassedOver, Why
from entities.refused import Refused
from matching.phrase import say, say_counted
from sources import work
from sources.ask import count_names
from sources.models import UNSETTLED, AskedName, Mention, NameAnswer, Outcome, Relay, Statement

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet

    from entities.ledger import Doing

TASK = "sources.tasks.follow_answer"


@transaction.atomic
def name_is(*, asked: AskedName, entity: Entity, by: AbstractBaseUser, earlier: bool) -> NameAnswer:
    """The name means ``entity``, which goes by it from now on; with ``earlier`` where it stands already too.

    Raises Refused where somebody answered meanwhile, or the entity was merged into another.
    """
    asked = _held(asked)
    entity = entity.shown
    words = say("said that “%(asked)s” is %(entity)s", asked=asked.name, entity=entity.name)
    with act(ANSWERED, by=by, words=words, about=[entity]) as doing:
        known = Alias.objects.filter(Q(entity=entity) | Q(entity__canonical=entity), key=asked.key)
        if not known.exists():
            add_alias(entity=entity, name=asked.name, by=by)
        return _answer(doing, asked, by=by, outcome=Outcome.CHOSEN, entity=entity, earlier=earlier)


@transaction.atomic
def name_is_new(
    *, asked: AskedName, by: AbstractBaseUser, kind: str, earlier: bool, name: str = ""
) -> NameAnswer:
    """The name means somebody or something the desk did not know; ``name`` is what to call them, if not so.

    Raises Refused where somebody answered meanwhile, for a name that cannot be one, or an unknown kind.
    """
    asked = _held(asked)
    name = " ".join(name.split()) or asked.name
    with act(
        ANSWERED, by=by, words=say("said that “%(asked)s” is new: %(name)s", asked=asked.name, name=name)
    ) as doing:
        entity = create_entity(name=name, kind=kind, aliases=[asked.name], by=by)
        doing.about(entity)
        return _answer(doing, asked, by=by, outcome=Outcome.CHOSEN, entity=entity, earlier=earlier)


@transaction.atomic
def pass_over(*, asked: AskedName, by: AbstractBaseUser, why: str, earlier: bool) -> NameAnswer:
    """The name is none, or never matters (``why`` as ``PassedOver`` has it). Raises Refused where somebody answered
    meanwhile, or for an unknown reason.
    """
    asked = _held(asked)
    if why not in Why.values:
        raise Refused(gettext("“%(why)s” is no reason to pass a name over.") % {"why": why})
    words = (
        say("said that “%(asked)s” is not a name", asked=asked.name)
        if why == Why.NOT_A_NAME
        else say("said that “%(asked)s” is always ignored", asked=asked.name)
    )
    with act(ANSWERED, by=by, words=words) as doing:
        row, new = PassedOver.objects.get_or_create(
            key=asked.key, defaults={"name": asked.name, "why": why, "by_id": by.pk}
        )
        if new:
            doing.made(row)
        return _answer(doing, asked, by=by, outcome=Outcome(why), earlier=earlier)


def places(texts: list[str], outcome: str) -> tuple[QuerySet[Statement], QuerySet[Relay], QuerySet[Mention]]:
    """Where a name with these spellings stands and means nobody yet: as a speaker, as who carried words, as a mention.
    Carriers of words stay as they are where the name is passed over.
    """
    relays = Relay.objects.filter(name__in=texts, entity=None)
    unspoken = Statement.objects.filter(
        speaker_name__in=texts, speaker=None, struck_at=None, speaker_outcome__in=UNSETTLED
    )
    return (
        unspoken.order_by("pk"),
        (relays if outcome == Outcome.CHOSEN else relays.none()).order_by("pk"),
        Mention.objects.filter(text__in=texts, outcome__in=UNSETTLED).order_by("pk"),
    )


def ring(answer: NameAnswer) -> None:
    """Rings for an answer that earlier articles have yet to follow."""
    if answer.finished_at is None:
        work.ring(answer, TASK)


def _held(asked: AskedName) -> AskedName:
    row = AskedName.objects.select_for_update().filter(pk=asked.pk).first()
    if row is None or row.answered:
        first = NameAnswer.objects.filter(key=asked.key).select_related("act__by").first()
        if first is None:
            raise Refused(gettext("It was settled in the meantime."))
        raise Refused(
            gettext("%(by)s %(did)s in the meantime.")
            % {"by": first.act.by.get_username(), "did": first.act.told}
        )
    return row


def _answer(
    doing: Doing,
    asked: AskedName,
    *,
    by: AbstractBaseUser,
    outcome: str,
    earlier: bool,
    entity: Entity | None = None,
) -> NameAnswer:
    """Writes the answer down, as a part of its own: it is taken back before the entity that was made for it."""
    total = sum(rows.count() for rows in places(asked.texts, outcome)) if earlier else 0
    words = say_counted(
        "had %(n)s earlier place and all later ones of “%(asked)s” follow",
        "had %(n)s earlier places and all later ones of “%(asked)s” follow",
        total,
        asked=asked.name,
    )
    with act(TOLD, by=by, words=words) as telling:
        answer = NameAnswer.objects.create(
            act=doing.act,
            key=asked.key,
            name=asked.name,
            texts=asked.texts,
            outcome=outcome,
            entity=entity,
            total=total,
            finished_at=None if total else Now(),
        )
        telling.made(answer)
    answer.refresh_from_db()
    AskedName.objects.filter(pk=asked.pk).update(answered=True)
    ring(answer)
    return answer


def _settle(done: Act, undoing: Act) -> None:  # noqa: ARG001 - the ledger's signature
    """A name whose answer was taken back is asked about again; one answered again is followed again."""
    for row in done.rows.filter(model=label(NameAnswer)):
        image = row.after or row.before or {}
        if not image:
            continue
        count_names(image["texts"], reopen=True)
        again = NameAnswer.objects.filter(pk=row.row).first()
        if again is not None:
            AskedName.objects.filter(key=again.key).update(answered=True)
            ring(again)


ANSWERED = register("name.answer", label=gettext_noop("answered a name"), permission="entities.curate")
TOLD = register(
    "name.tell",
    label=gettext_noop("had articles follow an answer"),
    permission="entities.curate",
    settle=_settle,
)
