"""Who is spoken of and who speaks: entities, the names they go by, and the merges of two rows that were one."""

from entities.models.act import Act, ActRow
from entities.models.alias import Alias
from entities.models.entity import Entity, Kind
from entities.models.merge import Merge
from entities.models.name_change import NameChange

__all__ = ["Act", "ActRow", "Alias", "Entity", "Kind", "Merge", "NameChange"]
