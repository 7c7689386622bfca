"""The Django admin of claims: topics to curate; everything else to read, for its use cases are on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from claims.models import Claim, Link, LinkDecision, Topic, VerdictChange

# The admin's own log-in knows neither the second factor nor the limit on attempts; the desk's does.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Claimdesk"
admin.site.index_title = "Names, accounts and what is on record"

if TYPE_CHECKING:
    from django.http import HttpRequest

    TopicBase = admin.ModelAdmin[Topic]
    ReadBase = admin.ModelAdmin[Any]
else:
    TopicBase = ReadBase = admin.ModelAdmin


class ReadOnly(ReadBase):
    """Rows that can be looked at."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        """Never here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Never here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Never here: nothing on the desk is deleted quietly."""
        return False


@admin.register(Topic)
class TopicAdmin(TopicBase):
    """Topics, to rename and merge by hand."""

    search_fields = ["name"]


@admin.register(Claim)
class ClaimAdmin(ReadOnly):
    """Claims with the columns of the background work."""

    list_display = ["text", "verdict", "work_state", "owner", "changed_at", "set_aside_at"]
    list_filter = ["verdict", "work_state", "topic", "demo"]
    list_select_related = ["owner"]
    search_fields = ["text"]
    exclude = ["search"]


@admin.register(Link)
class LinkAdmin(ReadOnly):
    """Links with the numbers behind their strength."""

    list_display = ["claim", "statement", "state", "stance", "probability", "decided_by"]
    list_filter = ["state", "stance", "made_by", "model_version"]
    list_select_related = ["claim", "statement", "decided_by"]


@admin.register(LinkDecision)
class LinkDecisionAdmin(ReadOnly):
    """What people did with links."""

    list_display = ["link", "state", "stance", "reason", "by", "at"]
    list_filter = ["state", "stance", "reason"]
    list_select_related = ["link", "by"]


@admin.register(VerdictChange)
class VerdictChangeAdmin(ReadOnly):
    """Verdicts as they were set."""

    list_display = ["claim", "version", "verdict", "work_state", "by", "at"]
    list_filter = ["verdict", "work_state"]
    list_select_related = ["claim", "by"]
