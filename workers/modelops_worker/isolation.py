"""Takes the protocol's descriptors away from user code, and ties the life of the process group to that of the parent."""

import os
import select
import signal

FORKED = False
"""True in a process that user code forked; such a process must not go on as a worker."""


def isolate():
    """Moves fds 0 and 1 to private ones, leads a new process group, and gives (fd to read frames from, fd to write them to)."""
    source, sink = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    # What a model prints goes to the pipe of fd 2, which the host drains.
    os.dup2(2, 1)
    os.close(null)
    if hasattr(os, "fork"):
        os.setpgid(0, 0)
        _start_watcher(source, sink)
        os.register_at_fork(after_in_child=lambda: _abandon(source, sink))
    return source, sink


def _start_watcher(source, sink):
    # Forked twice, so that a model which waits for all of its children doesn't wait for the watcher.
    between = os.fork()
    if between:
        os.waitpid(between, 0)
        return
    if os.fork():
        os._exit(0)
    try:
        _watch(source, sink)
    finally:
        os.killpg(0, signal.SIGKILL)


def _watch(source, sink):
    # A process of its own: a thread could not act while C code of the model holds the interpreter's lock.
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    os.close(sink)
    for standard in (1, 2):
        os.dup2(0, standard)
    poller = select.poll()
    # No event is asked for: the poll returns only when the last writer of the pipe, the host, is gone.
    poller.register(source, 0)
    while not any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poller.poll()):
        pass


def _abandon(source, sink):
    global FORKED
    if not FORKED:
        FORKED = True
        os.close(source)
        os.close(sink)
