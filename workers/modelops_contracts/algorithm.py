"""The interface of a search."""


class AdaptiveAlgorithm:
    """Proposes parameters and learns from results. Must be deterministic: an interrupted study replays it."""

    def ask(self, n):
        """At most ``n`` proposals: a list of UniqueParameterSet objects or of plain dicts."""
        raise NotImplementedError(f"{type(self).__name__} has no method ask(n)")

    def tell(self, results):
        """Receives a list of TrialResult objects, in trial order, each once."""
        raise NotImplementedError(f"{type(self).__name__} has no method tell(results)")

    def finished(self):
        """True once no further proposal will come; results may still be told afterwards."""
        raise NotImplementedError(f"{type(self).__name__} has no method finished()")
