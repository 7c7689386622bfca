"""python -m matching names < pairs.jsonl

In, one pair of names a line: {"a", "b", optional "a_context", "b_context"}; a context is what is said around the name or
known of whoever bears it. Out, one line a pair, in order: {"same": probability, "why": reasons in words}. A line that
cannot be read gives {"error"} and the stream goes on.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from matching.names.compare import compare

NEEDED, OPTIONAL = ("a", "b"), ("a_context", "b_context")
LONGEST_NAME = 500


def answer(line: str) -> dict[str, Any]:
    """What one line of input gives: how likely the two are one and why, or why there is no answer."""
    try:
        pair = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"error": f"The line is not readable JSON: {error}"}
    if not isinstance(pair, dict):
        return {"error": "The line is no JSON object with a and b."}
    given = [pair.get(name) for name in NEEDED] + [pair.get(name) or "" for name in OPTIONAL]
    texts = [text for text in given if isinstance(text, str)]
    if len(texts) < len(given):
        return {"error": "a and b, and the contexts where there are any, are texts."}
    if any(not text.strip() or len(text) > LONGEST_NAME for text in texts[: len(NEEDED)]):
        return {"error": f"a and b are names of 1 to {LONGEST_NAME} characters."}
    found = compare(*texts)
    return {"same": round(found.probability, 4), "why": found.why}


def main() -> int:
    """Reads standard input to its end."""
    parser = argparse.ArgumentParser(prog="python -m matching", description=__doc__)
    parser.add_argument("what", choices=["names"])
    parser.parse_args()
    for raw in sys.stdin.buffer:
        line = raw.decode("utf8", errors="replace").strip()
        if line:
            sys.stdout.write(json.dumps(answer(line), ensure_ascii=False) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
