"""Optuna's samplers as a peer: reads one JSON message a line, answers with one a line.

{"study": {"seed", "sampler", "space"}} starts anew; {"ask": true} gives the parameters of the next trial; {"tell": loss}
its end and the seconds that this trial's ask and tell took.
"""

import json
import sys
import time
import warnings

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

KINDS = {"float": FloatDistribution, "int": IntDistribution}


def distribution(parameter):
    if parameter["type"] == "categorical":
        return CategoricalDistribution(parameter["choices"])
    return KINDS[parameter["type"]](parameter["min"], parameter["max"], log=parameter["log"])


def main():
    warnings.filterwarnings("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = space = trial = None
    seconds = 0.0
    for line in sys.stdin:
        message = json.loads(line)
        start = time.perf_counter()
        if "study" in message:
            settings = message["study"]
            space = {parameter["name"]: distribution(parameter) for parameter in settings["space"]}
            sampler = getattr(optuna.samplers, settings["sampler"])(seed=settings["seed"])
            study = optuna.create_study(sampler=sampler)
            answer = {}
        elif "ask" in message:
            trial = study.ask(space)
            seconds = time.perf_counter() - start
            answer = trial.params
        else:
            study.tell(trial, message["tell"])
            answer = {"seconds": seconds + time.perf_counter() - start}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
