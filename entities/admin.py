"""Entities in the Django admin: names can be put right there; merges are only looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import URLField

from entities.ledger import act
from entities.models import Alias, Entity, Merge
from entities.rename import RENAMED
from matching.phrase import say

if TYPE_CHECKING:
    from django.http import HttpRequest

    EntityBase = admin.ModelAdmin[Entity]
    InlineBase = admin.TabularInline[Alias, Entity]
    ReadBase = admin.ModelAdmin[Any]
else:
    EntityBase = ReadBase = admin.ModelAdmin
    InlineBase = admin.TabularInline


class ToLookAt(ReadBase):
    """Rows that the admin only shows: the desk's own pages change them, and keep the record straight."""

    # An address typed without its scheme is taken for a safe one.
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Never here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Never here."""
        return False


class AliasInline(InlineBase):
    """The names an entity goes by."""

    model = Alias
    fields = ["name", "form", "source"]
    extra = 1


@admin.register(Entity)
class EntityAdmin(EntityBase):
    """Entities with their names. Merging is done on the desk's own pages, which can take it back."""

    list_display = ["name", "kind", "description", "merged_into"]
    list_filter = ["kind"]
    list_select_related = ["merged_into"]
    search_fields = ["name", "aliases__name"]
    fields = [
        "name",
        "kind",
        "description",
        "notes",
        "context",
        "merged_into",
        "canonical",
        "made_by",
        "made_at",
    ]
    readonly_fields = ["context", "merged_into", "canonical", "made_by", "made_at"]
    inlines = [AliasInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Entity | None = None) -> list[str]:
        """An outlet that has articles stays an outlet."""
        fixed = [*super().get_readonly_fields(request, obj)]
        return [*fixed, "kind"] if obj is not None and hasattr(obj, "outlet") else fixed

    def save_model(self, request: HttpRequest, obj: Entity, form: Any, change: Any) -> None:
        """Remembers who made it or, in the ledger, who changed it."""
        if not change:
            obj.made_by_id = request.user.pk
            super().save_model(request, obj, form, change)
            return
        before = Entity.objects.get(pk=obj.pk)
        person: Any = request.user
        with act(
            RENAMED,
            by=person,
            words=say("changed %(before)s in the admin", before=before.name),
            watch=[before],
        ):
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Keeps the name it is shown under among the names it goes by, as the desk's own pages do."""
        super().save_related(request, form, formsets, change)
        Alias.objects.get_or_create(entity=form.instance, name=form.instance.name)


@admin.register(Merge)
class MergeAdmin(ToLookAt):
    """Merges, to look at: made and taken back on the desk's own pages."""

    list_display = ["gone", "kept", "by", "at", "undone_by", "undone_at"]
    list_select_related = ["gone", "kept", "by", "undone_by"]
