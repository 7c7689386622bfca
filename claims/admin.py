"""The Django admin of claims: everything to read, for its use cases are on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from claims.models import Claim, Link, LinkDecision, Topic, VerdictChange
from claims.roles import ADMIN
from entities.admin import ToLookAt

# The admin's own log-in knows neither the second factor nor the limit on attempts; the desk's does.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Claimdesk"
admin.site.index_title = "Names, accounts and what is on record"

if TYPE_CHECKING:
    from django.forms import ModelForm
    from django.http import HttpRequest

    PeopleBase = UserAdmin[User]
else:
    PeopleBase = UserAdmin


class PeopleAdmin(PeopleBase):
    """The desk's people and their roles. Whoever is no superuser makes none, and touches none."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Entering this admin follows from the role; a superuser's rights are given by superusers alone."""
        fixed = [*super().get_readonly_fields(request, obj), "is_staff"]
        return fixed if request.user.is_superuser else [*fixed, "is_superuser", "user_permissions"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the role says, but never a superuser's account or password by somebody who is none."""
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_change_permission(request, obj)

    def save_related(self, request: HttpRequest, form: ModelForm[User], formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Saves the roles; who has the admin's may enter here from then on, who has it no more may not."""
        super().save_related(request, form, formsets, change)
        person = form.instance
        person.is_staff = person.is_superuser or person.groups.filter(name=ADMIN).exists()
        person.save(update_fields=["is_staff"])


admin.site.unregister(User)
admin.site.register(User, PeopleAdmin)


class ReadOnly(ToLookAt):
    """Rows that can be looked at, fewer on a page: they are wide."""

    list_per_page = 50


@admin.register(Topic)
class TopicAdmin(ReadOnly):
    """Topics; their list is kept on the desk, where it can be taken back."""

    list_display = ["name", "retired"]
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
