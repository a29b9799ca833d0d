"""The limit on a worker's memory."""

import os
import sys
import traceback

# As of a process that the system killed: the host takes it for want of memory.
_STATUS = 128 + 9

_limited = False


def limit_memory(size):
    """Bounds the address space of this process, and of those that user code starts, to so many bytes each; None is no bound."""
    global _limited
    if size is None:
        return
    # Not on Windows, where no worker has a limit.
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or size < hard:
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    _limited = True


def leave_if_exhausted(error):
    """
    Ends a limited worker after a MemoryError. The task is tried again in a fresh worker: what earlier tasks left behind must not be
    counted against it.
    """
    if not (_limited and isinstance(error, MemoryError)):
        return
    try:
        # The frames below the worker's own hold what filled the memory.
        sys.stderr.write("".join(traceback.format_exception(type(error), error, error.__traceback__)))
        sys.stderr.flush()
    except MemoryError:
        os.write(2, b"MemoryError")
    os._exit(_STATUS)
