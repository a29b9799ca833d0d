"""Draws of the chain-binomial model's sampler, in the shape of a model."""

import random

from models.chain_binomial import binomial


def draws(params, seed):
    rng = random.Random(seed)
    return [binomial(rng, params["n"], params["p"]) for _ in range(params["count"])]
