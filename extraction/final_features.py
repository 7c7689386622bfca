"""Features of a whole statement: how likely are its content and its speaker both right?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from extraction.features import Features, bucket, on

if TYPE_CHECKING:
    from extraction.article import Article
    from extraction.candidates import Choice
    from extraction.content import Content
    from extraction.speakers import Speaker


def log_odds(p: float) -> float:
    """The log odds of a probability, kept finite."""
    return math.log(max(p, 1e-4) / max(1 - p, 1e-4))


def final_features(
    article: Article,
    choice: Choice,
    content: Content,
    speaker: Speaker | None,
    chances: tuple[float, float, float],
    raw: float,
) -> Features:
    """`chances` are the probabilities of cue, content and speaker; `raw` the content's score before normalising."""
    cue_p, content_p, speaker_p = chances
    out = on(_names(article, choice, content, speaker))
    out |= {"cue": log_odds(cue_p), "content": log_odds(content_p), "speaker": log_odds(speaker_p)}
    out |= {"raw": raw, "cue*content": cue_p * content_p}
    return out


def _names(article: Article, choice: Choice, content: Content, speaker: Speaker | None) -> list[str]:
    cue, words = choice.cue, article.words
    word, family, how = words[cue.i], cue.family, content.how
    alpha = [w for a, b in content.parts for w in words[a:b] if w.alpha]
    quoted = sum(w.quote >= 0 for w in alpha)
    share = "all" if quoted == len(alpha) else "part" if quoted else "none"
    agrees = choice.guess >= 0 and choice.contents[choice.guess] is content
    out = [
        "bias",
        f"kind={cue.kind}",
        f"how={how}",
        f"share={share}",
        f"len={bucket(len(alpha))}",
        f"cls={family}",
    ]
    out += [f"{family}|{how}", f"{how}|{content.first}", f"agrees={agrees}", f"dep={word.dep}"]
    out += [f"cut={bool(content.cut)}", f"{family}|{content.first}", f"tag={word.tag}"]
    if speaker is None:
        return [*out, "nospk"]
    head = words[speaker.head]
    out += [f"spk={speaker.how}", f"spkpos={head.pos}", "spoken", f"{family}|spoken"]
    if head.pos == "PRON":
        out.append(f"spkpron={head.lower}")
    return out
