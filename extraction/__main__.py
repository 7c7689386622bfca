"""python -m extraction < articles.jsonl > statements.jsonl

In, one article a line: {"doc_id", "text"}. Out, one line an article, in order: {"doc_id", "statements", "names"}, the
fields of `extraction.Statement` and `extraction.Name`. A line that cannot be read gives {"doc_id", "error"} and the
stream goes on. The environment's SPACY_PIPELINE names the spaCy pipeline (en_news_ud_xs by default).
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from extraction import Unreadable, load

if TYPE_CHECKING:
    from extraction.reader import Reader

DEFAULT_PIPELINE = "en_news_ud_xs"


def answer(reader: Reader, line: str) -> dict[str, Any]:
    """What one line of input gives: the reading, or why there is none."""
    doc_id = None
    try:
        article = json.loads(line)
        if not isinstance(article, dict):
            return {"doc_id": None, "error": "The line is no JSON object with doc_id and text."}
        doc_id = article.get("doc_id")
        if "text" not in article:
            return {"doc_id": doc_id, "error": "The line has no text."}
        reading = reader.read(article["text"])
    except (ValueError, RecursionError) as error:  # ValueError: bad JSON, or Unreadable
        shown = str(error) if isinstance(error, Unreadable) else f"The line is not readable JSON: {error}"
        return {"doc_id": doc_id, "error": shown}
    return {"doc_id": doc_id, **asdict(reading)}


def main() -> int:
    """Reads standard input to its end; 0 unless the pipeline is missing."""
    # The matrices are small, and NumPy reads this when `load` loads it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        reader = load(os.environ.get("SPACY_PIPELINE") or DEFAULT_PIPELINE)
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for raw in sys.stdin.buffer:
        line = raw.decode("utf8", errors="replace").strip()
        if line:
            sys.stdout.write(json.dumps(answer(reader, line)) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
