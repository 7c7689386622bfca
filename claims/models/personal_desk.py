"""What the desk remembers of one person: until when they have seen it, and which columns they want."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class PersonalDesk(models.Model):
    """``seen_until`` moves on when the person says so or logs out, never by looking. ``columns`` of the claims board in
    their order; null for those that it has by itself.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="personal_desk"
    )
    seen_until = models.DateTimeField(db_default=Now())
    columns = ArrayField(models.CharField(max_length=20), null=True, blank=True)

    def __str__(self) -> str:
        return f"the desk of {self.user_id}"
