"""Two processes train one model: each on a stream of its own, and now and then both go on from the mean of their weights.

spaCy trains on one core. Averaging every few steps (local SGD: Stich, 2019, "Local SGD converges fast and communicates
little") lets a second core halve the time, without any package for it.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from spacy.util import registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language
    from thinc.api import Model

PAUSE = 0.02
"""Seconds between two looks for the other's weights."""
PATIENCE = 900.0
"""Seconds without a sign of the other before giving up: it has died."""


def together(
    folder: str, rank: int, size: int, every: int, start: str
) -> Callable[[Language, dict[str, Any]], None]:
    """Called before each step: every so many steps all `size` processes take the mean of their weights.

    With `start`, the folder of a pipeline of the same config, the first step begins from its weights.
    """

    def meet(nlp: Language, state: dict[str, Any]) -> None:
        step = int(state["step"])
        if start and not step:
            put_weights(nlp, weights_of(spacy.load(start)))
        if size > 1 and step and step % every == 0:
            mean = _exchange(Path(folder), rank, size, step, weights_of(nlp))
            put_weights(nlp, mean)

    return meet


def weights_of(nlp: Language) -> np.ndarray[Any, Any]:
    """All weights of the pipeline in one row."""
    return np.concatenate([node.get_param(name).ravel() for node, name in _params(nlp)])


def put_weights(nlp: Language, row: np.ndarray[Any, Any]) -> None:
    """Gives the pipeline the weights of such a row."""
    at = 0
    for node, name in _params(nlp):
        old = node.get_param(name)
        new: Any = row[at : at + old.size].reshape(old.shape).astype(old.dtype)
        node.set_param(name, new)
        at += old.size


def _params(nlp: Language) -> Iterator[tuple[Model[Any, Any], str]]:
    """Every weight once, in an order that is the same in every process."""
    seen = set()
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") else ():
            for name in node.param_names:
                if node.has_param(name) and (node.id, name) not in seen:
                    seen.add((node.id, name))
                    yield node, name


def _exchange(
    folder: Path, rank: int, size: int, step: int, own: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """Lays down this process's weights, waits for the others', gives the mean. Raises TimeoutError."""
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / f"{rank}-{step}.half"
    with half.open("wb") as out:
        np.save(out, own)
    half.rename(folder / f"{rank}-{step}.npy")  # under its name only when it is whole
    total = own.astype(np.float64)
    for other in range(size):
        if other != rank:
            total += _wait_for(folder / f"{other}-{step}.npy")
    for old in folder.glob(f"{rank}-*.npy"):
        if int(old.stem.split("-")[1]) < step:  # all have read it, or they would not be at this step
            old.unlink()
    mean: np.ndarray[Any, Any] = (total / size).astype(own.dtype)
    return mean


def _wait_for(path: Path) -> np.ndarray[Any, Any]:
    until = time.monotonic() + PATIENCE
    while not path.exists():
        if time.monotonic() > until:
            raise TimeoutError(
                f"{path.name} has not come for {PATIENCE:.0f} seconds: the other process has ended."
            )
        time.sleep(PAUSE)
    loaded: np.ndarray[Any, Any] = np.load(path)
    return loaded


registry.callbacks.register("claimdesk.Together.v1", func=together)
