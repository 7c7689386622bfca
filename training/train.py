"""python -m training.train CONFIG OUT [--start MODEL] [--workers 2] [--section.key VALUE ...]: trains OUT/model-last.

With --start the weights of MODEL are gone on from, on texts varied anew. Further arguments override the config, as for `spacy train`. Each worker keeps to one core.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def work(args: argparse.Namespace, overrides: dict[str, object]) -> None:
    """One worker: the first one's model is kept, the others lend a hand."""
    from spacy.cli.train import train
    from thinc.api import NumpyOps, set_current_ops

    from training import together
    from training.treebanks import corpus

    assert corpus, together  # imported for what they register
    # The BLIS that comes with thinc does not know every processor and is then three times slower than NumPy's own.
    set_current_ops(NumpyOps(use_blis=False))
    named = {
        "training.before_update.rank": args.rank,
        "training.before_update.size": args.workers,
        "training.before_update.folder": str(args.out / "weights"),
        "training.before_update.start": str(args.start or ""),
        "corpora.train.seed": (17 if args.start else 7) + args.rank,
    }
    train(args.config, args.out / str(args.rank), overrides={**named, **overrides})


def main() -> int:
    """Starts the workers and waits; 0 when all ended well."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("config", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--start", type=Path, help="a pipeline of the same config whose weights to go on from")
    ap.add_argument("--workers", type=int, default=2)
    ap.add_argument("--rank", type=int, help="which worker this is; without it, all of them are started")
    args, rest = ap.parse_known_args()
    if args.rank is not None:
        from spacy.cli._util import parse_config_overrides

        work(args, parse_config_overrides(rest))
        return 0
    shutil.rmtree(args.out, ignore_errors=True)
    command = [sys.executable, "-m", "training.train", *sys.argv[1:]]
    env = {**os.environ, **ONE_CORE, "PYTHONPATH": str(HERE.parent)}
    started = [subprocess.Popen([*command, "--rank", str(rank)], env=env) for rank in range(args.workers)]
    codes = [process.wait() for process in started]
    if not any(codes):
        shutil.copytree(args.out / "0" / "model-last", args.out / "model-last")
    shutil.rmtree(args.out / "weights", ignore_errors=True)
    return max(map(abs, codes))


if __name__ == "__main__":
    sys.exit(main())
