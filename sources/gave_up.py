"""What comes as English words only, with a number, a name or an address in it: why a worker gave a row up, why a file or a
line of one cannot be read. Said again by their shapes (entities/said.py); whole sentences need no more than a mark.

Where they are raised nothing is known of the desk, or of another language; a test holds that none is missing here.
"""

from django.utils.translation import gettext_noop

FROM_WORKERS = (
    gettext_noop("The worker stopped %(times)s times in the middle of this, without saying why."),
    gettext_noop("It took longer than %(seconds)s seconds."),
    gettext_noop("Something went wrong while working on it: %(error)s"),
    gettext_noop("The text is %(long)s characters long; more than %(most)s cannot be one article."),
    gettext_noop("The text holds %(marks)s quotation marks; more than %(most)s cannot be one article."),
    gettext_noop("It had changed: revision %(number)s."),
)
FROM_FETCHING = (
    gettext_noop("An address has at most %(most)s characters."),
    gettext_noop("It was not here after %(seconds)s seconds."),
    gettext_noop("The address leads on and on: it was followed %(times)s times."),
    gettext_noop("The address leads on to another. %(sentence)s"),
    gettext_noop("The outlet has nothing at this address (it answered %(status)s)."),
    gettext_noop(
        "The outlet does not let the desk read this (it answered %(status)s). Paste the text instead."
    ),
    gettext_noop("The outlet’s server is busy (it answered %(status)s). Try again later."),
    gettext_noop("The outlet’s server has a fault (it answered %(status)s). Try again later."),
    gettext_noop("This is larger than %(most)s MB, so it was not taken."),
)
FROM_FILES = (
    gettext_noop(
        "The text in this file has %(characters)s characters; an article may have %(most)s. Bring only the part that matters."
    ),
    gettext_noop("This is called %(ending)s, but it is not such a file. Was it cut off on its way?"),
    gettext_noop("Attachments are not read: %(names)s. Bring those that matter by themselves."),
    gettext_noop("%(without)s of %(pages)s pages have no text: pictures, or nothing."),
    gettext_noop("This PDF has %(pages)s pages; %(most)s are read. Bring the pages that matter."),
    gettext_noop(
        "Byte %(byte)s is not UTF-8, so this is another encoding or not a text file. Save it as UTF-8, and bring that."
    ),
    gettext_noop("Unpacked, this document would take more than %(most)s MB. Copy its words, and paste them."),
)
FROM_ROWS = (
    gettext_noop("No column is called “text”, so there is nothing to read. Found: %(named)s."),
    gettext_noop("This file has %(rows)s rows; %(most)s come in at once. Split it."),
    gettext_noop(
        "This row has %(cells)s cells, and the first line names %(columns)s columns. Is a quotation mark missing?"
    ),
    gettext_noop("This row is not CSV: %(error)s."),
    gettext_noop("This line is not JSON: %(error)s."),
    gettext_noop("“%(name)s” is no text."),
    gettext_noop("The same text stands in line %(line)s of this file already."),
    gettext_noop("The same address stands in line %(line)s of this file already."),
    # What adding an article is refused with; the dry run of an import keeps it.
    gettext_noop("%(sentence)s (article %(number)s)"),
    gettext_noop("The desk has this text already: “%(same)s”, added by %(by)s."),
    gettext_noop("The desk has an article from this address, with another text: “%(earlier)s”"),
    gettext_noop("The article at this address is by %(outlet)s."),
    gettext_noop("“%(written)s” is no day that can be read in one way only. Write it as 2024-09-30."),
    gettext_noop("The %(name)s has %(value)s characters, and %(most)s are kept. Is a column out of place?"),
)
