"""The names that the desk has curated, for the reader."""

from __future__ import annotations

from entities.any_of import any_of
from entities.lookup import KEPT_APART
from entities.models import Alias, Form, PassedOver
from matching.names.spot import agrees, spots

# The reader knows capitals and peoples itself, and tells a city from its state by what the text says.
LEFT_OUT = (Form.SEAT, Form.PEOPLE)


def known_names(text: str) -> list[tuple[str, str]]:
    """The desk's names that stand in a text, as the text spells them, each with its entity's kind.

    Asked for each text anew, in one query for every few thousand words: what somebody curated a moment ago is found in
    the next article by every worker, and nothing has to be told to any of them.
    """
    found: dict[tuple[str, str], None] = {}
    for surfaces in spots(text):
        rows = Alias.objects.filter(any_of("key", surfaces)).exclude(entity__kind__in=KEPT_APART)
        rows = rows.exclude(form__in=LEFT_OUT).exclude(key__in=PassedOver.objects.values("key"))
        for name, key, kind in rows.order_by("pk").values_list("name", "key", "entity__kind"):
            for surface in surfaces.get(key, ()):
                if agrees(surface, name):
                    found[surface, kind] = None
    return list(found)
