"""The side of a run that lives in a Dask worker: its children, and the batches that they are fed."""

import hashlib
import json
import os
import platform
import socket
import struct
import threading
from time import monotonic

from . import bundles, launch
from .child import Batch, Child, ChildLost, Limits, Refused, Stopped


_NEVER = threading.Event()
_IDLE_SECONDS = 60.0
_LOOK_SECONDS = 5.0
_START_ATTEMPTS = 3
_GONE = {"cancelled", "released", "forgotten", "error", "erred", "rescheduled", "resumed"}

_HEADER = struct.Struct("<BQII")
DONE, LOST, STOPPED, REFUSED = range(4)
"""How a batch ended: as far as it was to go; a child was lost; nobody wants it any more; it was not begun."""


class BundleMissing(Exception):
    """The bundle is not on this host: the scheduler was not told of it, or something took it away."""


def digest_of(facts):
    """A digest of a platform's facts, to compare two platforms by."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def is_without_bundle(answer):
    """Whether the answer to a batch says that its worker has no bundle."""
    how, _, _, length = _HEADER.unpack_from(answer)
    return how == REFUSED and json.loads(answer[_HEADER.size:_HEADER.size + length])["kind"] == "bundle"


class Host:
    """The children of one run on one Dask worker. Any thread of the worker may run a batch."""

    def __init__(self, base, code_folder, spec):
        self._spec = spec
        self._code_folder = code_folder
        self._base = base
        self._root = None
        self._bundle = None
        self._python = None
        # Of its own: a bundle may take long to be fetched, and the worker's loop takes the other.
        self._bundle_gate = threading.Lock()
        self._gate = threading.Lock()
        self._idle = []
        self._busy = set()
        self._running = {}
        self._closed = threading.Event()
        self._reaper = None

    def run(self, key, expected, tasks):
        """
        Runs a batch and gives its answer: a header (how it ended, nanoseconds, answered tasks, length of the JSON that follows), the JSON, the
        frames of the answers. ``expected`` is the digest of the platform on which the run began.
        """
        stopped = threading.Event()
        with self._gate:
            self._running[key] = stopped
            if self._closed.is_set():
                stopped.set()
        batch = Batch(tasks)
        try:
            how, facts = self._run(batch, expected, stopped)
        finally:
            with self._gate:
                del self._running[key]
        text = json.dumps(facts).encode()
        nanoseconds = int((monotonic() - batch.begun) * 1e9)
        return b"".join((_HEADER.pack(how, nanoseconds, batch.answered, len(text)), text, memoryview(batch.answers)[:batch.whole]))

    def probe(self):
        """What this worker is: its facts, or why the model can't run here."""
        about = {"host": socket.gethostname(), "python": platform.python_version(), "pid": os.getpid()}
        fault = launch.tool_fault(self._spec)
        if fault is not None:
            return dict(about, fault={"kind": "tool", "message": fault})
        try:
            child = self._take(_NEVER)
        except Refused as refused:
            return dict(about, refused=refused.payload)
        except launch.EnvironmentFailed as fault:
            return dict(about, fault={"kind": "environment", "message": f"the packages of the bundle can't be installed: {fault}"})
        except (BundleMissing, ChildLost, OSError) as fault:
            return dict(about, fault={"kind": "child" if isinstance(fault, ChildLost) else "bundle", "message": str(fault)})
        self._give(child)
        return dict(about, facts=child.facts)

    def transition(self, key, finish):
        """Hears of every task of the worker that changes its state."""
        if finish in _GONE:
            with self._gate:
                stopped = self._running.get(key)
            if stopped is not None:
                stopped.set()

    def close(self):
        """Ends all children."""
        self._closed.set()
        with self._gate:
            for stopped in self._running.values():
                stopped.set()
            children = self._idle + list(self._busy)
            self._idle.clear()
        for child in children:
            child.kill()
        if self._bundle is not None:
            self._bundle.close()

    def _run(self, batch, expected, stopped):
        spec = self._spec
        limits = Limits(spec["task_seconds"], spec["batch_seconds"], spec["batch_bytes"], spec["tasks_a_child"])
        child = None
        try:
            while not batch.is_done:
                child = self._take(stopped)
                if batch.answered == 0:
                    # Not counted: how long the child took to start.
                    batch.begun = monotonic()
                if digest_of(child.facts) != expected:
                    facts = child.facts
                    self._give(child)
                    return REFUSED, {"kind": "platform", "message": socket.gethostname(), "facts": facts}
                child.feed(batch, limits, stopped)
                self._give(child)
                child = None
                if batch.is_used_up(limits):
                    break
            return DONE, {}
        except Stopped:
            self._bury(child)
            return STOPPED, {}
        except Refused as refused:
            return REFUSED, dict(refused.payload, kind="entrypoint", code=refused.payload["kind"])
        except launch.EnvironmentFailed as fault:
            return REFUSED, {"kind": "environment", "message": f"the packages of the bundle can't be installed: {fault}"}
        except BundleMissing as missing:
            return REFUSED, {"kind": "bundle", "message": str(missing)}
        except ChildLost as lost:
            if child is None:
                # It never ran a task of this batch.
                return REFUSED, {"kind": "child", "message": str(lost)}
            pid = child.pid
            status, tail = self._bury(child, lost.cause != "died")
            if stopped.is_set():
                return STOPPED, {}
            return LOST, {
                "cause": lost.cause, "detail": lost.detail, "status": status, "errors": tail, "pid": pid, "host": socket.gethostname(), "seconds": batch.head_seconds,
            }
        except OSError as fault:
            self._bury(child)
            return REFUSED, {"kind": "child", "message": f"{type(fault).__name__}: {fault}"}

    def _take(self, stopped):
        while True:
            with self._gate:
                child = self._idle.pop() if self._idle else None
                if child is not None:
                    self._busy.add(child)
            if child is None:
                return self._start(stopped)
            # One that ended while it was idle is nobody's fault.
            if child.process.poll() is None:
                return child
            self._bury(child)

    def _start(self, stopped):
        self._hold_bundle()
        for attempt in range(1, _START_ATTEMPTS + 1):
            child = Child(launch.command(self._spec, self._code_folder, self._python), launch.environment(self._spec), self._root)
            with self._gate:
                self._busy.add(child)
            if self._closed.is_set():
                self._bury(child)
                raise Stopped()
            try:
                child.open(dict(self._spec["open"], root=self._root), self._spec["kind"] == "exec", self._spec["start_seconds"], stopped)
                return child
            except ChildLost as lost:
                status, tail = self._bury(child, lost.cause != "died")
                if attempt == _START_ATTEMPTS or lost.cause == "start_timeout":
                    said = f" Its standard error:\n{tail}" if tail else ""
                    raise ChildLost(lost.cause, _start_fault(lost, status, self._spec) + said) from None
            except BaseException:
                self._bury(child)
                raise

    def _hold_bundle(self):
        content, reference = self._spec["content"], self._spec["reference"]
        with self._bundle_gate:
            if self._bundle is None and reference is not None:
                self._bundle = launch.Checkout(reference, content)
                self._root = self._bundle.root
            elif self._bundle is None:
                self._bundle = bundles.use(self._base, content)
                self._root = bundles.folder_of(self._base, content)
            if self._python is None:
                self._python = launch.interpreter(self._spec, self._code_folder, self._root, self._base)
            if self._bundle is None or not os.path.isdir(self._root):
                raise BundleMissing(f"the bundle {content} is not on {socket.gethostname()}")

    def _give(self, child):
        cap = self._spec["tasks_a_child"]
        if self._closed.is_set() or (cap is not None and child.tasks >= cap):
            self._bury(child)
            return
        child.idle_since = monotonic()
        with self._gate:
            self._busy.discard(child)
            self._idle.append(child)
            if self._reaper is None:
                self._reaper = threading.Thread(target=self._reap, name="mops reaper", daemon=True)
                self._reaper.start()

    def _bury(self, child, by_us=True):
        if child is None:
            return None, ""
        with self._gate:
            self._busy.discard(child)
        if by_us:
            child.kill()
        return child.end()

    # A runner that is gone without a word leaves idle children; they go after a while.
    def _reap(self):
        while not self._closed.wait(_LOOK_SECONDS):
            with self._gate:
                old = [child for child in self._idle if monotonic() - child.idle_since > _IDLE_SECONDS]
                self._idle = [child for child in self._idle if child not in old]
            for child in old:
                child.kill()
                child.end()


def _start_fault(lost, status, spec):
    if lost.cause == "start_timeout":
        return f"a child worker did not load {spec['open']['entrypoint']} within {spec['start_seconds']:g} s."
    if lost.cause == "broke_protocol":
        return f"a child worker does not speak the protocol: {lost.detail}."
    return f"a child worker ended with status {status} before it was ready."
