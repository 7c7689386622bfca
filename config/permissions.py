"""What a person may do, asked for once a page and in one query."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import connection

MAY = """
select t.app_label || '.' || p.codename from auth_permission p join django_content_type t on t.id = p.content_type_id
where p.id in (
    select permission_id from auth_user_user_permissions where user_id = %(user)s
    union all
    select g.permission_id from auth_group_permissions g join auth_user_groups m on m.group_id = g.group_id
    where m.user_id = %(user)s
)
"""


class AtOnce(ModelBackend):
    """Permissions of a person and of their groups, where Django asks for each by itself. It logs nobody in.

    The first of the backends; what it found lies with the user, where the others, which are of Django's kind, find it.
    """

    def authenticate(self, *_: Any, **__: Any) -> None:
        """Leaves that to the others."""
        return

    def get_all_permissions(self, user_obj: AbstractBaseUser | AnonymousUser, obj: Any = None) -> set[str]:
        """As Django has it; a superuser may do everything, and is not asked about here."""
        asked = isinstance(user_obj, User) and user_obj.is_active and not user_obj.is_superuser
        if not asked or obj is not None:
            return super().get_all_permissions(user_obj, obj)  # type: ignore[arg-type]
        if "_perm_cache" not in vars(user_obj):
            with connection.cursor() as cursor:
                cursor.execute(MAY, {"user": user_obj.pk})
                vars(user_obj)["_perm_cache"] = {name for (name,) in cursor.fetchall()}
        found: set[str] = vars(user_obj)["_perm_cache"]
        return found
