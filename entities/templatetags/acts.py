"""What a message offers beside its words."""

from __future__ import annotations

from django import template

from entities.say_done import act_of

register = template.Library()
register.filter(act_of)
