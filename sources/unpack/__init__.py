"""From the bytes of a file to the text of an article, and what the file says of it. Pure: no Django, no database.

Nothing here is called by the web process itself: sources/guarded.py runs it in a child with little memory and time.
"""
