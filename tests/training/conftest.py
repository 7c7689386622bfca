"""Tiny data sets in the shapes of the real ones; every sentence in them is made up here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def rows(*words: str) -> str:
    """Lines of CoNLL-U from "form lemma UPOS XPOS head relation [misc]"."""
    lines = []
    for n, word in enumerate(words, 1):
        form, lemma, upos, xpos, head, dep, *misc = word.split()
        lines.append(f"{n}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{dep}\t_\t{misc[0] if misc else '_'}")
    return "\n".join(lines) + "\n\n"


EWT = (
    "# newdoc id = weblog-ferry\n# text = The harbour master said that the ferry had sunk.\n"
    + rows(
        "The the DET DT 3 det",
        "harbour harbour NOUN NN 3 compound",
        "master master NOUN NN 4 nsubj",
        "said say VERB VBD 0 root",
        "that that SCONJ IN 8 mark",
        "the the DET DT 7 det",
        "ferry ferry NOUN NN 8 nsubj",
        "sunk sink VERB VBN 4 ccomp SpaceAfter=No",
        ". . PUNCT . 4 punct",
    )
    + "# text = Lena Orvik didn't agree.\n"
    + rows(
        "Lena Lena PROPN NNP 5 nsubj",
        "Orvik Orvik PROPN NNP 1 flat",
        "did do AUX VBD 5 aux SpaceAfter=No",
        "n't not PART RB 5 advmod",
        "agree agree VERB VB 0 root SpaceAfter=No",
        ". . PUNCT . 5 punct",
    ).replace("3\tdid", "3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n3\tdid")
    + "# newdoc id = weblog-other\n# text = Quiet.\n"
    + rows("Quiet quiet ADJ JJ 0 root SpaceAfter=No", ". . PUNCT . 1 punct")
)

UNER = """# sent_id = 2
1\tLena\tB-PER\t-\t-
2\tOrvik\tI-PER\t-\t-
3\tdid\tO\t-\t-
4\tn't\tO\t-\t-
5\tagree\tO\t-\t-
6\t.\tO\t-\t-
"""

GUM = "# newdoc id = GUM_news_quay\n# text = Minister Lena Orvik left the Port of Tarn.\n" + rows(
    "Minister minister PROPN NNP 4 nsubj Entity=(1-person-new-nnnnn-cf1-1-coref",
    "Lena Lena PROPN NNP 1 flat _",
    "Orvik Orvik PROPN NNP 1 flat Entity=1)",
    "left leave VERB VBD 0 root _",
    "the the DET DT 6 det Entity=(2-place-new-nnnnn-cf2-2-coref",
    "Port port PROPN NNP 4 obj _",
    "of of ADP IN 8 case _",
    "Tarn Tarn PROPN NNP 6 nmod Entity=2)|SpaceAfter=No",
    ". . PUNCT . 4 punct _",
)
GUM_CHILDREN = "# newdoc id = GUM_news_school\n# text = The children left.\n" + rows(
    "The the DET DT 2 det Entity=(1-person-new-nnnnn-cf1-2-coref",
    "children child NOUN NNS 3 nsubj Entity=1)",
    "left leave VERB VBD 0 root SpaceAfter=No",
    ". . PUNCT . 3 punct _",
)

WIKIGOLD = "Orvik I-PER\nleft O\nTarn I-LOC\nLine I-ORG\n, O\nshe O\nsaid O\n. O\n\n"
CROSSNER = (
    "The\tO\nTarn\tB-politicalparty\nParty\tI-politicalparty\nwon\tO\nan\tO\nelection\tB-election\n.\tO\n\n"
)


@pytest.fixture
def treebanks(tmp_path: Path) -> Path:
    """A folder laid out like the real assets."""
    files = {
        "ewt/en_ewt-ud-train.conllu": EWT,
        "ewt/en_ewt-ud-dev.conllu": EWT,
        "ewt/en_ewt-ud-test.conllu": EWT,
        "uner/en_ewt-ud-dev.iob2": UNER,
        "uner/en_ewt-ud-test.iob2": UNER,
        "gum/splits.md": "## train\n\n  * GUM_news_quay\n\n## dev\n\n  * GUM_news_school\n",
        "gum/dep/GUM_news_quay.conllu": GUM,
        "gum/dep/GUM_news_school.conllu": GUM_CHILDREN,
        "gum/dep/GUM_fiction_quay.conllu": GUM.replace("GUM_news", "GUM_fiction"),
        "wikigold/CONLL-format/data/wikigold.conll.txt": WIKIGOLD,
        **{f"crossner-politics/{part}.txt": CROSSNER for part in ("train", "dev", "test")},
    }
    text = "The Secretary of State Lena Orvik met the Tarn Council.\n\nTalks went on."
    for source in (
        "US State Department",
        "UK Government",
        "CENTCOM",
        "Australian Department of Foreign Affairs",
    ):
        files[f"re3d/{source}/documents.json"] = json.dumps({"_id": source, "text": text}) + "\n"
        marked = [(0, 33, "Person"), (42, 54, "Organisation"), (56, 61, "Document")]
        files[f"re3d/{source}/entities.json"] = "".join(
            json.dumps({"documentId": source, "begin": a, "end": b, "type": kind}) + "\n"
            for a, b, kind in marked
        )
    for name, content in files.items():
        path = tmp_path / "treebanks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf8")
    return tmp_path / "treebanks"
