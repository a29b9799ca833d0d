"""Models that behave."""

import os
import random
import time


def fine(params, seed):
    """The parameter with some noise of the seed."""
    noise = random.Random(seed).random() / 10
    return {"t": {"k": [0], "a": [params["x"] + noise]}, "other": {"note": [f"seed {seed}"]}}


def logged(params, seed):
    """As fine; appends what it runs to the file that MOPS_TEST_LOG names."""
    record(params, seed)
    return fine(params, seed)


def gated(params, seed):
    """As logged; every simulation after the first ten waits until the gate, a file, is there."""
    started = record(params, seed)
    while started > 10 and not os.path.exists(os.environ["MOPS_TEST_GATE"]):
        time.sleep(0.01)
    return fine(params, seed)


def record(params, seed):
    """Appends a line in one write; gives how many there are."""
    log = os.environ["MOPS_TEST_LOG"]
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, f"{params['x']!r} {seed}\n".encode())
    finally:
        os.close(file)
    with open(log, "rb") as lines:
        return sum(1 for _ in lines)
