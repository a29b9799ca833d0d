"""Models that misbehave, each in its own way."""

import os
import random
import signal
import sys
import time

FINE = {"t": {"k": [0], "a": [1.0]}}


def raises(params, seed):
    raise ValueError(f"no model for x = {params['x']}: it isn't \"fitted\"")


def fails_below_half(params, seed):
    if params["x"] < 0.5:
        raise ValueError("x is below a half")
    return FINE


def prints_megabytes(params, seed):
    for _ in range(5):
        sys.stdout.write("out" * 700_000 + "\n")
        os.write(2, b"error" * 400_000)
    return FINE


def hangs(params, seed):
    time.sleep(3600)


def hangs_in_c(params, seed):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sum(range(10**12))


def exits(params, seed):
    os._exit(3)


def raises_system_exit(params, seed):
    sys.exit("enough")


def kills_itself(params, seed):
    os.kill(os.getpid(), signal.SIGKILL)


def gives_nan(params, seed):
    return {"t": {"k": [0], "a": [float("nan")]}}


def gives_infinity(params, seed):
    return {"t": {"k": [0], "a": [float("inf")]}}


def gives_ragged_columns(params, seed):
    return {"t": {"k": [0, 1], "a": [1.0]}}


def gives_a_list(params, seed):
    return [FINE]


def gives_an_int_table(params, seed):
    return {"t": 3}


def gives_a_huge_integer(params, seed):
    return {"t": {"k": [0], "a": [10**30]}}


def gives_nothing(params, seed):
    return {}


def gives_another_table(params, seed):
    return {"tt": {"k": [0], "a": [1.0]}}


def gives_no_such_key(params, seed):
    return {"t": {"k": [7], "a": [1.0]}}


def recurses(params, seed):
    return recurses(params, seed)


class _Nested:
    def __repr__(self):
        return repr(self)


def recurses_to_death(params, seed):
    # Through C code, whose stack ends long before Python's limit is reached.
    sys.setrecursionlimit(10**9)
    return {"t": {"k": [0], "a": [repr(_Nested())]}}


def forks_a_survivor(params, seed):
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        with open(os.environ["MOPS_TEST_LOG"], "w", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(3600)
        os._exit(0)
    while not os.path.exists(os.environ["MOPS_TEST_LOG"]):
        time.sleep(0.01)
    return FINE


def reads_its_input(params, seed):
    return {"t": {"k": [0], "a": [float(len(sys.stdin.read()))]}}


def closes_everything(params, seed):
    os.closerange(0, 3)
    return FINE


def is_not_reproducible(params, seed):
    return {"t": {"k": [0], "a": [random.SystemRandom().random()]}}
