"""Models of a known length: arithmetic, then one table of ten rows. Run as a program it prints the loops that take some microseconds."""

import sys
import time

_DAYS = list(range(10))


def simulate(params, seed):
    """As many rounds of arithmetic as ``loops`` says; 0 for none."""
    x = params["x"] + (seed & 1023)
    for _ in range(params["loops"]):
        x = x * 0.999 + 0.5
    return {"t": {"day": _DAYS, "x": [x] * 10}}


def ended(params, seed):
    """A simulation of some milliseconds that tells when it ended."""
    time.sleep(0.002)
    return {"t": {"ended": [time.time()]}}


def fail(params, seed):
    """A simulation that raises."""
    raise ValueError(f"x is {params['x']}")


def _calibrate(microseconds):
    best = min(_seconds(10_000) for _ in range(200))
    return round(microseconds * 1e-6 / best * 10_000)


def _seconds(loops):
    start = time.perf_counter()
    simulate({"x": 0.5, "loops": loops}, 1)
    return time.perf_counter() - start


if __name__ == "__main__":
    print(_calibrate(float(sys.argv[1])))
