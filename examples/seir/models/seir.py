"""Stochastic SEIR model in continuous time, event by event (the direct method of Gillespie 1977).

Of 4,000 people some are exposed at the start. Per day each infectious person infects beta S / N susceptibles, each exposed person becomes
infectious at rate sigma and each infectious person recovers at rate gamma. A case is reported in the week in which it becomes infectious.
"""

import math
import random

POPULATION = 4000
WEEKS = 9


def simulate(params, seed):
    """The cases that become infectious in each week; any seed from 0 to 2^64 - 1."""
    weeks = trajectory(params, seed)
    return {"incidence": {"week": [week[0] for week in weeks], "cases": [float(week[1]) for week in weeks]}}


def trajectory(params, seed):
    """One (week, cases, susceptible, exposed, infectious, recovered) for each week, counted at its end."""
    rng = random.Random(seed)
    sigma, gamma = params["sigma"], params["gamma"]
    infection_rate = params["beta"] / POPULATION
    exposed, infectious, recovered = params["introduced"], 0, 0
    susceptible = POPULATION - exposed
    weeks, cases, time = [], 0, 0.0
    while len(weeks) < WEEKS:
        infection = infection_rate * susceptible * infectious
        onset = sigma * exposed
        total = infection + onset + gamma * infectious
        time = time - math.log(1.0 - rng.random()) / total if total > 0.0 else math.inf
        while len(weeks) < WEEKS and time >= 7.0 * (len(weeks) + 1):
            weeks.append((len(weeks) + 1, cases, susceptible, exposed, infectious, recovered))
            cases = 0
        event = rng.random() * total
        if event < infection:
            susceptible, exposed = susceptible - 1, exposed + 1
        elif event < infection + onset:
            exposed, infectious, cases = exposed - 1, infectious + 1, cases + 1
        elif infectious > 0:
            infectious, recovered = infectious - 1, recovered + 1
    return weeks
