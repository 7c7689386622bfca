"""Who is spoken of and who speaks: entities, the names they go by, and the merges of two rows that were one."""

from entities.models.act import Act, ActRow
from entities.models.affiliation import Affiliation
from entities.models.alias import READ, Alias, Form
from entities.models.duplicate import Duplicate, DuplicateSearch, NotTheSame
from entities.models.entity import Entity, Kind
from entities.models.external_id import WIKIDATA, ExternalId
from entities.models.merge import Merge
from entities.models.name_change import NameChange
from entities.models.name_list import ListForm, NameList
from entities.models.passed_over import PassedOver, Why
from entities.models.reconcile_token import ReconcileToken
from entities.models.relation import Relation, Tie

__all__ = [
    "READ",
    "WIKIDATA",
    "Act",
    "ActRow",
    "Affiliation",
    "Alias",
    "Duplicate",
    "DuplicateSearch",
    "Entity",
    "ExternalId",
    "Form",
    "Kind",
    "ListForm",
    "Merge",
    "NameChange",
    "NameList",
    "NotTheSame",
    "PassedOver",
    "ReconcileToken",
    "Relation",
    "Tie",
    "Why",
]
