"""
Starts Dask on this machine: ``python3 mops_dask_local.py FOLDER``, with a JSON object on standard input: ``workers``, ``threads``, ``port``,
``dashboard_port``, ``tool``. Prints a line for each process that it has started, ``role`` and ``pid``, and at last one for
the whole: ``address``, ``dashboard``, ``has_pages``, ``distributed``, or ``fault``; all as JSON. What it started goes on without it.
"""

import json
import os
import signal
import subprocess
import sys
import time

_PATIENCE_SECONDS = 60


class _Fault(Exception):
    pass


def main():
    """Starts the cluster and says what runs, or what is wrong."""
    folder, request = sys.argv[1], json.load(sys.stdin)
    started = []
    try:
        answer = _start(folder, request, started)
    except _Fault as fault:
        for process in started:
            os.killpg(process.pid, signal.SIGKILL)
        answer = {"fault": str(fault)}
    print(json.dumps(answer), flush=True)


def _start(folder, request, started):
    try:
        import distributed
    except ImportError as error:
        raise _Fault(f"The interpreter {sys.executable} has no package 'distributed': {error}.") from None
    file = os.path.join(folder, "scheduler.json")
    if os.path.exists(file):
        os.remove(file)
    dashboard = f"127.0.0.1:{request['dashboard_port']}"
    scheduler = _launch(folder, "scheduler", ["--host", "127.0.0.1", "--port", str(request["port"]), "--dashboard-address", dashboard, "--scheduler-file", file], {})
    _tell(scheduler, "scheduler", started)
    address = _await_address(folder, file, scheduler)
    count = str(request["workers"])
    space = os.path.join(folder, "space")
    os.makedirs(space, exist_ok=True)
    worker = _launch(
        folder,
        "worker",
        [address, "--nworkers", count, "--nthreads", str(request["threads"]), "--host", "127.0.0.1", "--no-dashboard", "--local-directory", space],
        {"MODELOPS_TOOL": request["tool"]},
    )
    _tell(worker, "workers", started)
    with distributed.Client(address, timeout=_PATIENCE_SECONDS) as client:
        try:
            client.wait_for_workers(request["workers"], timeout=_PATIENCE_SECONDS)
        except Exception as error:
            raise _Fault(f"The workers did not start: {error}. {_tail(folder, 'worker')}") from None
        link = client.dashboard_link
    return {"address": address, "dashboard": link, "has_pages": _has_bokeh(), "distributed": distributed.__version__}


def _tell(process, role, started):
    started.append(process)
    print(json.dumps({"role": role, "pid": process.pid}), flush=True)


def _launch(folder, role, arguments, variables):
    with open(os.path.join(folder, role + ".log"), "wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", role, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=dict(os.environ, **variables),
        )


def _await_address(folder, file, scheduler):
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and scheduler.poll() is None:
        try:
            with open(file, encoding="utf-8") as facts:
                return json.load(facts)["address"]
        except (OSError, ValueError):
            # It is written when the scheduler listens.
            time.sleep(0.05)
    raise _Fault(f"The scheduler did not start. {_tail(folder, 'scheduler')}")


def _tail(folder, role):
    path = os.path.join(folder, role + ".log")
    with open(path, encoding="utf-8", errors="replace") as log:
        lines = log.read().splitlines()[-5:]
    return f"The end of {path}:\n" + "\n".join(lines)


def _has_bokeh():
    import importlib.util

    return importlib.util.find_spec("bokeh") is not None


if __name__ == "__main__":
    main()
