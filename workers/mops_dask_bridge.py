"""
Starts the bridge between ``mops`` and a Dask cluster: ``python3 mops_dask_bridge.py``, with the protocol of docs/dask-bridge.md on fds 0 and 1.

What is sent to Dask workers is defined here: functions and classes of ``__main__`` travel by value, so that workers need nothing of ``mops``.
"""

import asyncio
import importlib
import importlib.util
import os
import shutil
import signal
import sys
import tempfile

try:
    from distributed import WorkerPlugin
except ImportError as error:
    WorkerPlugin = object
    _missing = error
else:
    _missing = None


class MopsBundle(WorkerPlugin):
    """Unpacks a bundle once on the worker's host."""

    def __init__(self, name, code, content, archive):
        self.name = name
        self._code = code
        self._content = content
        self._archive = archive

    async def setup(self, worker):
        """Never raises: what is missing is found, and told, by the first task."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self._unpack)

    def _unpack(self):
        try:
            base = _host_folder()
            _load(base, self._code, "bundles").unpack(base, self._content, self._archive)
        except OSError as fault:
            print(f"mops: the bundle {self._content} can't be unpacked: {fault}", file=sys.stderr)


class MopsRun(WorkerPlugin):
    """The child workers of one run on one Dask worker."""

    def __init__(self, name, code, spec):
        self.name = name
        self._code = code
        self._spec = spec

    def setup(self, worker):
        """Starts nothing: a worker without tasks has no children."""
        base = _host_folder()
        self.host = _load(base, self._code, "host").Host(base, _folder_of(base, self._code), self._spec)

    def teardown(self, worker):
        """Ends the children."""
        self.host.close()

    def transition(self, key, start, finish, **kwargs):
        """Ends what runs for a task that the scheduler takes back."""
        self.host.transition(key, finish)


def mops_batch(name, key, expected, tasks):
    """The one task that Dask runs: a batch of simulations, answered as bytes."""
    from distributed import get_worker

    return get_worker().plugins[name].host.run(key, expected, tasks)


async def mops_probe(name, dask_worker):
    """Opens the model in a child, and says what the worker is."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, dask_worker.plugins[name].host.probe)


def _host_folder():
    home = os.environ.get("MODELOPS_HOME")
    owner = os.getuid() if hasattr(os, "getuid") else 0
    base = os.path.join(home, "dask") if home else os.path.join(tempfile.gettempdir(), f"modelops-{owner}")
    os.makedirs(base, mode=0o700, exist_ok=True)
    facts = os.lstat(base)
    if os.path.islink(base) or (hasattr(os, "getuid") and facts.st_uid != owner):
        raise OSError(f"{base} belongs to somebody else; set MODELOPS_HOME for the workers")
    return base


def _folder_of(base, code):
    return os.path.join(base, "code", code["digest"])


def _load(base, code, module):
    # The code of several versions of mops may be in one worker, each under a name of its own.
    folder = _folder_of(base, code)
    if not os.path.isdir(folder):
        os.makedirs(os.path.dirname(folder), mode=0o700, exist_ok=True)
        fresh = tempfile.mkdtemp(dir=os.path.dirname(folder))
        for path, text in code["files"].items():
            target = os.path.join(fresh, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "w", encoding="utf-8") as file:
                file.write(text)
        try:
            os.rename(fresh, folder)
        except OSError:
            shutil.rmtree(fresh, ignore_errors=True)
            # Another worker of this host was first; the same digest is the same code.
            if not os.path.isdir(folder):
                raise
    package = "modelops_dask_" + code["digest"][:16]
    if package not in sys.modules:
        place = os.path.join(folder, "modelops_dask")
        found = importlib.util.spec_from_file_location(package, os.path.join(place, "__init__.py"), submodule_search_locations=[place])
        loaded = importlib.util.module_from_spec(found)
        sys.modules[package] = loaded
        found.loader.exec_module(loaded)
    return importlib.import_module(f"{package}.{module}")


if __name__ == "__main__":
    from modelops_dask.session import refuse_without_distributed, run

    # A terminal sends Ctrl-C to this process too; the runner decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, sink = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    # What libraries print must not reach the protocol.
    os.dup2(2, 1)
    if _missing is not None:
        refuse_without_distributed(sink, _missing)
    else:
        run(source, sink, {"bundle": MopsBundle, "run": MopsRun, "batch": mops_batch, "probe": mops_probe})
