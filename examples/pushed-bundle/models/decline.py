"""Counts of a radioactive source, hour by hour."""
import math
import random


def simulate(params, seed):
    noise = random.Random(seed)
    hours = list(range(10))
    expected = [params["start"] * math.exp(-params["rate"] * hour) for hour in hours]
    return {"counts": {"hour": hours, "count": [max(0.0, noise.gauss(mean, math.sqrt(mean))) for mean in expected]}}
