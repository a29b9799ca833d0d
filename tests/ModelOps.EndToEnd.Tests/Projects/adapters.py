"""Ask/tell adapters, good and bad. Proposals may be plain dicts."""

import os

from modelops_contracts import AdaptiveAlgorithm, UniqueParameterSet


class Halving(AdaptiveAlgorithm):
    """Goes towards the better side: each proposal depends on all that was told."""

    def __init__(self):
        self.low, self.high, self.told = 0.0, 1.0, 0

    def ask(self, n):
        third = (self.high - self.low) / 3
        return [UniqueParameterSet.from_dict({"x": self.low + third}), {"x": self.high - third}][:n]

    def tell(self, results):
        self.told += len(results)
        left, right = sorted(results, key=lambda result: result.params["x"])
        if left.loss < right.loss:
            self.high = right.params["x"]
        else:
            self.low = left.params["x"]

    def finished(self):
        return self.told >= 20


class ByProcess:
    """Not deterministic: proposes what depends on its process."""

    def __init__(self):
        self.asked = 0

    def ask(self, n):
        self.asked += n
        return [{"x": os.getpid() + i / 8} for i in range(n)]

    def tell(self, results):
        pass

    def finished(self):
        return self.asked >= 20


class Raises(ByProcess):
    """Fails when it is told."""

    def tell(self, results):
        raise RuntimeError("the surrogate has no inverse")


class AsksNothing(ByProcess):
    """Never proposes, never ends."""

    def ask(self, n):
        return []
