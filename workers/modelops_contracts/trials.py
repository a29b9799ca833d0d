"""Results of trials."""

import enum
import math
from dataclasses import dataclass, field
from typing import Mapping, Optional

from .parameters import ContractViolationError


class TrialStatus(enum.Enum):
    """How a trial ended."""

    COMPLETED = "completed"
    FAILED = "failed"
    TIMEOUT = "timeout"


@dataclass(frozen=True)
class TrialResult:
    """How one trial ended. The loss is finite if it completed; ``params`` are the proposed values when ``mops`` tells the result."""

    param_id: str
    loss: float
    status: TrialStatus = TrialStatus.COMPLETED
    diagnostics: Mapping[str, object] = field(default_factory=dict)
    params: Optional[Mapping[str, object]] = None

    def __post_init__(self):
        if not self.param_id:
            raise ContractViolationError("A trial result needs a param_id.")
        if self.status is TrialStatus.COMPLETED and not math.isfinite(self.loss):
            raise ContractViolationError(f"A completed trial needs a finite loss, got {self.loss!r}.")
