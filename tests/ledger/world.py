"""The desk's rows as a test compares them: everything people can change, the ledger and other facts aside."""

from claims.models import Claim, Link, LinkState
from entities.images import images
from entities.models import Alias, Entity
from sources.models import Maker, Statement

# The queue's own columns, and counters that only go up.
ASIDE = {
    *("speaker_terms", "wording_id"),
    *("version", "changed_at", "matched_at", "attempts", "taken_at", "taken_by", "rung_at", "set_aside_at"),
    "error",
}


def state_of(claims=None, statements=None, entities=None):
    """Every row that a person's act may change, by table and id; of some claims, statements and entities, or of all.

    A link that nobody has decided is the machine's, and one that was taken back shows nowhere: neither is here. Nor is
    a person's statement that is struck: it stands nowhere, its row is there for what hangs on it.
    """
    links = Link.objects.filter(state__in=[LinkState.ACCEPTED, LinkState.REJECTED])
    written = Statement.objects.exclude(made_by=Maker.PERSON, struck_at__isnull=False)
    found = {
        "claims": (Claim, Claim.objects.all() if claims is None else Claim.objects.filter(pk__in=claims)),
        "links": (Link, links if claims is None else links.filter(claim__in=claims)),
        "statements": (
            Statement,
            written if statements is None else written.filter(article__in=statements),
        ),
        "entities": (
            Entity,
            Entity.objects.all() if entities is None else Entity.objects.filter(pk__in=entities),
        ),
        "aliases": (
            Alias,
            Alias.objects.all() if entities is None else Alias.objects.filter(entity__in=entities),
        ),
    }
    return {
        name: {
            pk: {column: value for column, value in row.items() if column not in ASIDE}
            for pk, row in images(model, rows.order_by().values_list("pk", flat=True)).items()
        }
        for name, (model, rows) in found.items()
    }
