"""Outlets can be put right in the Django admin; articles and what was read in them are only looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from entities.admin import ToLookAt
from sources.models import Article, Mention, Outlet, Relay, Statement

if TYPE_CHECKING:
    from django.http import HttpRequest

    OutletBase = admin.ModelAdmin[Outlet]
else:
    OutletBase = admin.ModelAdmin


@admin.register(Outlet)
class OutletAdmin(OutletBase):
    """Outlets. The name is the entity's."""

    formfield_overrides = ToLookAt.formfield_overrides
    list_display = ["__str__", "homepage"]
    list_select_related = ["entity"]
    search_fields = ["entity__name", "key"]
    autocomplete_fields = ["entity"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Not here: an outlet is made with its first article, and so are its name and entity."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Outlet | None = None) -> list[str]:  # noqa: ARG002
        """An outlet never becomes another entity: its articles would change hands."""
        return ["entity"] if obj else []


@admin.register(Article)
class ArticleAdmin(ToLookAt):
    """Articles."""

    list_display = ["__str__", "outlet", "stage", "attempts", "set_aside_at", "added_by", "added_at"]
    list_filter = ["stage"]
    list_select_related = ["outlet__entity", "added_by"]
    search_fields = ["title", "url"]


@admin.register(Statement)
class StatementAdmin(ToLookAt):
    """Statements."""

    list_display = [
        "__str__",
        "speaker",
        "kind",
        "polarity",
        "modality",
        "confidence",
        "made_by",
        "struck_at",
    ]
    list_filter = ["kind", "polarity", "modality", "made_by"]
    list_select_related = ["speaker"]
    search_fields = ["content", "speaker_name"]
    exclude = ["search"]


@admin.register(Mention)
class MentionAdmin(ToLookAt):
    """Names that stand in articles."""

    list_display = ["text", "kind", "entity", "outcome", "article_id"]
    list_filter = ["outcome"]
    list_select_related = ["entity"]
    search_fields = ["text"]


@admin.register(Relay)
class RelayAdmin(ToLookAt):
    """Who carried statements to their articles."""

    list_display = ["name", "position", "entity", "statement_id"]
    list_select_related = ["entity"]
    search_fields = ["name"]
