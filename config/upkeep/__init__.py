"""Keeping a desk: backups, how it is, who has left. For whoever runs the server, by `manage.py` commands, in English."""
