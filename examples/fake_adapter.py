"""An ask/tell adapter that proposes a fixed list of trials: for trying out the machinery without a search."""

from typing import List

from modelops_contracts import AdaptiveAlgorithm, TrialResult, UniqueParameterSet


class FakeAdapter(AdaptiveAlgorithm):
    """Proposes 20 trials; x counts the trials, y their place in the batch."""

    def __init__(self):
        self.n_trials = 0
        self.max_trials = 20

    def ask(self, n: int) -> List[UniqueParameterSet]:
        """The next trials, at most n; none once all are proposed."""
        proposals = [
            UniqueParameterSet.from_dict({"x": float(self.n_trials + i), "y": float(i)})
            for i in range(min(n, self.max_trials - self.n_trials))
        ]
        self.n_trials += len(proposals)
        return proposals

    def tell(self, results: List[TrialResult]) -> None:
        """Learns nothing: the proposals are fixed."""

    def finished(self) -> bool:
        """Whether all trials are proposed."""
        return self.n_trials >= self.max_trials
