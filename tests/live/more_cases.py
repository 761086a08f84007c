"""The corpus's cases with more random ones, from another seed: `CORPUS_SEED=7 python generate.py --cases more_cases.py`."""
import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "corpus"))
from cases_public import *                                              # noqa: E402, F401, F403

SEED = "live-" + os.environ.get("CORPUS_SEED", "1")
RANDOM = {"dtype": 600, "descr": 200, "npy": 200, "pep3118": 18, "strides": 30}
