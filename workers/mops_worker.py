"""Starts a Python worker: ``python3 mops_worker.py``, with the protocol of docs/worker-protocol.md on fds 0 and 1."""

from modelops_worker.isolation import isolate

if __name__ == "__main__":
    # Before anything else is imported: a model's output must never reach the protocol, and the worker must die with its parent.
    private_source, private_sink = isolate()

    from modelops_worker.session import serve

    serve(private_source, private_sink)
