"""
Makes the virtual environment of a bundle: ``python3 mops_environment.py ROOT CONTENT_DIGEST CACHE``. Answers on standard output with lines
of JSON: ``{"installing": FILE}`` before it installs, then ``{"python": PATH or null}`` or ``{"error": CODE, "message": TEXT, "remedy": TEXT}``.
"""

from modelops_worker.isolation import isolate

if __name__ == "__main__":
    # An installer's output must never reach the answer, and it must die with the process that asked.
    _, sink = isolate()

    import json
    import os
    import sys

    from modelops_worker.environments import EnvironmentFailed, ensure

    def answer(**facts):
        os.write(sink, json.dumps(facts).encode() + b"\n")

    try:
        answer(python=ensure(*sys.argv[1:4], starting=lambda name: answer(installing=name)))
    except EnvironmentFailed as fault:
        answer(error=fault.kind, message=fault.message, remedy=fault.remedy)
    except OSError as fault:
        answer(error="storage_failed", message=f"The environment can't be written: {fault}.", remedy="Make room, or set MODELOPS_HOME to another disk.")
