"""Targets of a user's own, good and bad."""

import os
import random


def distance(replicates):
    """How far the mean of the replicates is from one half; draws of the global generator are alike for every trial."""
    mean = sum(replicate["t"]["a"][0] for replicate in replicates) / len(replicates)
    return abs(mean - 0.5) + random.random() / 1000


class Notes:
    """Counts the letters of the notes that the replicates brought, in a thousandth."""

    def loss(self, replicates):
        return sum(len(replicate["other"]["note"][0]) for replicate in replicates) / 1000


def raises(replicates):
    raise ValueError(f"no epidemic in {len(replicates)} replicates")


def dies(replicates):
    os._exit(9)


def hangs(replicates):
    while True:
        pass


def with_observed(replicates, observed):
    return 0.0
