"""Optuna's samplers as an algorithm: ask and tell, rebuilt by replaying like any other."""

import inspect
import sys
import warnings
from collections import deque

try:
    import optuna
except ImportError as error:
    optuna = None
    _missing = error

_MOST_MISSES = 10_000
# Bases, those that need more than a seed and options, and those that end a study from inside of an optimisation loop.
_NOT_FOR_SPECS = {"BaseSampler", "PartialFixedSampler", "GridSampler", "BruteForceSampler"}


class Search:
    """One study in memory, minimised."""

    def configure(self, settings):
        """
        Creates the study from ``sampler``, ``seed``, ``options``, ``space``, ``constraints`` and ``enqueued``. Answers ``{}``, or what is
        wrong: ``error`` with a code, ``message``, and ``known`` samplers.
        """
        if optuna is None:
            return {"error": "optuna_missing", "message": f"The interpreter {sys.executable} has no Optuna: {_missing}."}
        warnings.filterwarnings("ignore", module="optuna")
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        known = [name for name in dir(optuna.samplers) if name.endswith("Sampler") and name not in _NOT_FOR_SPECS]
        name = settings["sampler"]
        if name not in known:
            return {"error": "unknown_sampler", "message": f"Optuna {optuna.__version__} has no sampler '{name}' for a spec.", "known": known}
        create = getattr(optuna.samplers, name)
        options = dict(settings["options"])
        if "seed" in inspect.signature(create).parameters:
            # numpy's seeds have 32 bits.
            options["seed"] = int(settings["seed"]) % 2**32
        try:
            sampler = create(**options)
        except (TypeError, ValueError, ImportError) as error:
            return {"error": "sampler_refused", "message": f"Optuna {optuna.__version__} cannot create {name}: {error}."}
        self._study = optuna.create_study(sampler=sampler)
        self._space = {parameter["name"]: _distribution(parameter) for parameter in settings["space"]}
        self._constraints = settings["constraints"]
        self._outstanding = deque()
        for point in settings["enqueued"]:
            self._study.enqueue_trial(point)
        return {}

    def ask(self, count):
        """The parameters of the next trials."""
        return [self._next() for _ in range(count)]

    def tell(self, results):
        """Tells results in trial order."""
        for result in results:
            trial = self._outstanding.popleft()
            if result.status.value == "completed":
                self._study.tell(trial, result.loss)
            else:
                self._study.tell(trial, state=optuna.trial.TrialState.FAIL)

    def finished(self):
        """Never: the limits of the spec end the study."""
        return False

    def _next(self):
        for _ in range(_MOST_MISSES):
            trial = self._study.ask(self._space)
            if all(sum(factor * trial.params[name] for name, factor in each["terms"].items()) <= each["limit"] for each in self._constraints):
                self._outstanding.append(trial)
                return dict(trial.params)
            self._study.tell(trial, state=optuna.trial.TrialState.FAIL)
        raise RuntimeError(f"{_MOST_MISSES} proposals in a row broke a constraint")


def _distribution(parameter):
    kind = parameter["type"]
    if kind == "categorical":
        return optuna.distributions.CategoricalDistribution(parameter["choices"])
    create = optuna.distributions.FloatDistribution if kind == "float" else optuna.distributions.IntDistribution
    return create(parameter["min"], parameter["max"], log=parameter["log"])
