"""python -m extraction: one line out for each line in, whatever comes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(lines: list[bytes], **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "extraction"],
        input=b"\n".join(lines) + b"\n",
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


def test_a_bad_line_gives_an_error_and_the_stream_goes_on():
    good = json.dumps({"doc_id": "a", "text": "Anna Kovac said that the harbour was closed."}).encode()
    bad = [b"{not json", b"[1]", b'{"doc_id": "b"}', b'{"doc_id": "c", "text": null}', b"\xff\xfe"]
    done = run([good, *bad, good])
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [o.get("doc_id") for o in out] == ["a", None, None, "b", "c", None, "a"]
    assert ["error" in o for o in out] == [False, True, True, True, True, True, False]
    assert out[0] == out[-1]
    (statement,) = out[0]["statements"]
    assert set(statement) == {
        "content_spans", "content", "speaker", "speaker_mention", "speaker_span", "speaker_type", "affiliation", "cue",
        "cue_span", "kind", "via", "parent", "polarity", "modality", "confidence",
    }  # fmt: skip
    assert statement["content_spans"] == [[21, 43]]
    assert statement["speaker_span"] == [0, 10]
    assert {"text", "span", "kind"} == set(out[0]["names"][0])


def test_a_missing_pipeline_is_named_with_the_setting():
    done = run([b"{}"], SPACY_PIPELINE="en_no_such_pipeline")
    assert done.returncode != 0
    assert b"en_no_such_pipeline" in done.stderr
    assert b"SPACY_PIPELINE" in done.stderr
    assert b"Traceback" not in done.stderr


def test_importing_the_package_leaves_spacy_alone():
    code = "import sys, extraction; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
