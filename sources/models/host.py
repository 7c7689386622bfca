"""What is remembered of a server, so that it is asked neither too often nor where it does not want to be."""

from django.db import models


class Host(models.Model):
    """A server by host (and port): from when it may be asked again, and its robots.txt as it was read at ``robots_at``."""

    name = models.CharField(max_length=300, primary_key=True)
    free_at = models.DateTimeField(null=True)
    robots = models.TextField(blank=True)
    robots_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
