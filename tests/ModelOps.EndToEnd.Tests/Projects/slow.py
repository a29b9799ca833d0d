"""The example's simulation, slow enough to be interfered with."""

import os
import select

from examples.sim import toy


def simulate(params, seed):
    """As the example's; appends what it runs to the file that MOPS_TEST_LOG names, if it names one."""
    if "MOPS_TEST_LOG" in os.environ:
        file = os.open(os.environ["MOPS_TEST_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, f"{params['x']!r} {seed}\n".encode())
        finally:
            os.close(file)
    # What preloads another clock may break time.sleep.
    select.select([], [], [], 0.03)
    return toy.simulate(params, seed)
