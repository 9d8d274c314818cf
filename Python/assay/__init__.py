# SPDX-License-Identifier: Apache-2.0
"""assay for Python: checks, repairs and tries out fine-tuning data on your own machine.

Data is a path, a pandas or polars frame, a `datasets.Dataset`, or a list of dictionaries. The work
is done by the `assay` program; every option of a command is a keyword of its function, with
underscores for hyphens. Rows count from 0, as an index does.

    >>> import assay
    >>> assay.lint("train.jsonl").to_pandas()
    >>> assay.evaluate([0, 1, 1], [0.2, 0.9, 0.4])["auroc"]
"""

from ._assess import Assessment, DoubtfulLabel, assess
from ._binary import find_binary
from ._check import CheckFailure, check
from ._embed import Embeddings, embed
from ._errors import AssayError
from ._evaluate import Evaluation, evaluate, evaluate_model
from ._fix import AppliedFix, DroppedRow, FixResult, fix
from ._generate import Choice, Completion, complete
from ._lint import FileFindings, Finding, LintResult, lint
from ._predict import Prediction, Predictions, predict
from ._rules import Rule, Rules, rules
from ._score import Score, Scores, score
from ._stats import Stats, stats
from ._train import Step, TrainResult, train
from ._version import __version__

__all__ = [
    "AppliedFix",
    "AssayError",
    "Assessment",
    "CheckFailure",
    "Choice",
    "Completion",
    "DoubtfulLabel",
    "DroppedRow",
    "Embeddings",
    "Evaluation",
    "FileFindings",
    "Finding",
    "FixResult",
    "LintResult",
    "Prediction",
    "Predictions",
    "Rule",
    "Rules",
    "Score",
    "Scores",
    "Stats",
    "Step",
    "TrainResult",
    "__version__",
    "assess",
    "check",
    "complete",
    "embed",
    "evaluate",
    "evaluate_model",
    "find_binary",
    "fix",
    "lint",
    "predict",
    "rules",
    "score",
    "stats",
    "train",
]
