"""The smallest simulation: independent normal values."""

import random


def simulate(params, seed):
    """Draws `n` values (default 10) of standard deviation `x` (default 1.0); any seed from 0 to 2^64 - 1."""
    rng = random.Random(seed)
    n, x = params.get("n", 10), params.get("x", 1.0)
    return {"output": {"iteration": list(range(n)), "value": [x * rng.gauss(0.0, 1.0) for _ in range(n)]}}
