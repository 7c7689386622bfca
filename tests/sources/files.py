"""Files as reporters bring them, made here byte by byte: no test needs a file of somebody else's."""

import io
import textwrap
import zipfile

from docx import Document
from pypdf import PdfReader, PdfWriter

HEADLINE = "Harbour closed after the storm"
SAID = "The mayor said on Monday that the harbour was closed, and that no ship could leave it before the wind had turned."
PAGE = f"""<html><head><title>{HEADLINE} | Harbour Wire</title><meta property="og:site_name" content="Harbour Wire">
<meta name="author" content="Ana Ruiz"><meta property="article:published_time" content="2024-09-09T14:05:00Z">
<link rel="canonical" href="https://wire.example/storm"></head><body><nav><a href="/">Home</a></nav>
<article><h1>{HEADLINE}</h1>{"".join(f"<p>{SAID} So it was on day {day}.</p>" for day in range(1, 7))}</article>
<footer>Subscribe to our newsletter</footer></body></html>"""


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with these lines on its pages, in Helvetica."""
    parts = [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    tree = 2 + 2 * len(pages)
    kids = []
    for lines in pages:
        shown = b" ".join(b"(%s) Tj T*" % line.encode("latin-1") for line in lines)
        drawn = b"BT /F1 11 Tf 14 TL 50 780 Td " + shown + b" ET"
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        parts.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 1 0 R >> >> >>" % (tree, len(parts))
        )
        kids.append(b"%d 0 R" % len(parts))
    parts.append(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(kids)))
    parts.append(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    tail = b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(parts) + 1,
        len(parts),
        len(out),
    )
    return out + head + table + tail


def story_pdf() -> bytes:
    """Three pages of a story, with a running head and page numbers."""
    body = textwrap.wrap(f"{SAID} {SAID}", 60)
    heads = [["Harbour Wire weekly", *([HEADLINE] if n == 1 else [])] for n in (1, 2, 3)]
    return pdf([[*head, *body, f"Page {n} of 3"] for n, head in enumerate(heads, start=1)])


def locked(data: bytes) -> bytes:
    """The same PDF behind a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    """A Word document."""
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def swelling_docx(megabytes: int) -> bytes:
    """A small document that takes so much when it is unpacked."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as member,
    ):
        for _ in range(megabytes):
            member.write(b" " * 1_000_000)
    return out.getvalue()


def mail(body: str = SAID, *, kind: str = "text/plain") -> bytes:
    """An e-mail in an old encoding, with a subject that is encoded too."""
    return (
        "From: Ana Ruiz <ana@wire.example>\r\nTo: desk@desk.example\r\n"
        "Subject: =?utf-8?q?Harbour_closed_=E2=80=93_update?=\r\nDate: Mon, 09 Sep 2024 14:05:00 +0200\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: {kind}; charset="iso-8859-1"\r\n\r\n{body}\r\n'
    ).encode("latin-1")
