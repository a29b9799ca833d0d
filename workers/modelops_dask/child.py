"""One child worker, which speaks the local worker protocol: what a model does to its process harms no task but its own."""

import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import threading
from time import monotonic, sleep

from . import frames

# A child is sent this much work ahead of its answers: enough to keep it busy, little enough to end a batch soon.
_AHEAD_SECONDS = 0.02
_MOST_AHEAD = 512
# Answers of shorter tasks than this are collected for a moment before they are read.
_SHORT_SECONDS = 0.0003
_COLLECT_SECONDS = 0.001
_TICK_MILLISECONDS = 50
_TAIL_BYTES = 16 * 1024
_READ_BYTES = 1 << 18
_EXIT_SECONDS = 0.5


class ChildLost(Exception):
    """The child ended, or had to be ended. ``cause`` is ``died``, ``time_limit`` or ``broke_protocol``."""

    def __init__(self, cause, detail=""):
        super().__init__(detail or cause)
        self.cause = cause
        self.detail = detail


class Stopped(Exception):
    """Nobody waits for the answers any more."""


class Refused(Exception):
    """The child can't open the entrypoint; ``payload`` is that of its REFUSED frame."""

    def __init__(self, payload):
        super().__init__("refused")
        self.payload = payload


class Child:
    """A process that has loaded the model once it is opened."""

    def __init__(self, command, environment, root):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root, env=environment, bufsize=0
        )
        self.pid = self.process.pid
        self.facts = None
        self.tasks = 0
        self.idle_since = monotonic()
        self.scratch = None
        self._in, self._out = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self._in, False)
        os.set_blocking(self._out, False)
        self._tail = bytearray()
        self._drainer = threading.Thread(target=self._drain, name=f"stderr of {self.pid}", daemon=True)
        self._drainer.start()
        _prefer_for_memory(self.pid)

    def open(self, request, needs_scratch, seconds, stopped):
        """Loads the model. Raises ChildLost, Refused or Stopped."""
        deadline = monotonic() + seconds
        kind, hello = self._receive(deadline, stopped)
        if kind != frames.HELLO or json.loads(hello).get("protocol") != 1:
            raise ChildLost("broke_protocol", "it does not speak version 1 of the protocol")
        if needs_scratch:
            self.scratch = tempfile.mkdtemp(prefix="mops-exec-")
        os.set_blocking(self._in, True)
        try:
            self.process.stdin.write(frames.pack(frames.OPEN, 0, json.dumps(dict(request, scratch=self.scratch)).encode()))
        except OSError:
            raise ChildLost("died") from None
        os.set_blocking(self._in, False)
        kind, answer = self._receive(deadline, stopped)
        if kind == frames.REFUSED:
            raise Refused(json.loads(answer))
        if kind != frames.READY:
            raise ChildLost("broke_protocol", f"it answered with a frame of type {kind} while it loaded the model")
        self.facts = json.loads(answer)["facts"]

    def feed(self, batch, limits, stopped):
        """Runs tasks of a batch until it is done, its share of time or bytes is used up, or the child is lost."""
        return _Feeding(self, self._in, self._out, batch, limits, stopped).run()

    def kill(self):
        """Ends the child and all that its model started, at once."""
        for end in (lambda: os.killpg(self.pid, signal.SIGKILL), self.process.kill):
            try:
                end()
            except (ProcessLookupError, PermissionError):
                pass

    def end(self):
        """Kills what is left of it and gives (exit status, the last of what it wrote to its standard error)."""
        try:
            # One that closed its pipe is about to end by itself: its own status tells more than that of our signal.
            self.process.wait(_EXIT_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        self.kill()
        status = self.process.wait()
        self.kill()
        self._drainer.join(_EXIT_SECONDS)
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()
            except OSError:
                pass
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)
        return (128 - status if status < 0 else status), bytes(self._tail).decode("utf-8", "replace").strip()

    def _drain(self):
        with self.process.stderr as errors:
            while True:
                try:
                    chunk = os.read(errors.fileno(), 32 * 1024)
                except OSError:
                    return
                if not chunk:
                    return
                self._tail += chunk
                del self._tail[:-_TAIL_BYTES]

    def _receive(self, deadline, stopped):
        data = b""
        poller = select.poll()
        poller.register(self._out, select.POLLIN)
        while True:
            if len(data) >= 9:
                length, kind, _ = frames.HEADER.unpack_from(data)
                if length > frames.MOST_BYTES:
                    raise ChildLost("broke_protocol", f"a frame claims {length} bytes")
                if len(data) == 9 + length:
                    return kind, data[9:]
            else:
                length = 0
            if stopped.is_set():
                raise Stopped()
            if monotonic() > deadline:
                raise ChildLost("start_timeout")
            if poller.poll(_TICK_MILLISECONDS):
                needed = 9 + length - len(data)
                chunk = os.read(self._out, needed)
                if not chunk:
                    raise ChildLost("died")
                data += chunk


class Limits:
    """What bounds one batch on one child: seconds a task may run (or None), seconds and bytes of the batch, tasks of the child's life (or None)."""

    def __init__(self, task_seconds, batch_seconds, batch_bytes, tasks_a_child):
        self.task_seconds = task_seconds
        self.batch_seconds = batch_seconds
        self.batch_bytes = batch_bytes
        self.tasks_a_child = tasks_a_child


class Batch:
    """Tasks on their way: the frames, how many are answered, and the frames of the answers, of which the first ``whole`` bytes are complete."""

    def __init__(self, tasks):
        self.tasks = memoryview(tasks)
        self.ends = frames.ends_of(tasks)
        self.answered = 0
        self.answers = bytearray()
        self.whole = 0
        self.begun = monotonic()
        self.head_seconds = 0.0

    @property
    def is_done(self):
        """Whether every task is answered."""
        return self.answered == len(self.ends)

    def is_used_up(self, limits):
        """Whether it has had its time or its bytes."""
        return monotonic() - self.begun > limits.batch_seconds or len(self.answers) > limits.batch_bytes


class _Feeding:
    def __init__(self, child, sink, source, batch, limits, stopped):
        self._child = child
        self._sink, self._source = sink, source
        self._batch, self._limits, self._stopped = batch, limits, stopped
        self._sent = batch.answered
        self._written = batch.ends[batch.answered - 1] if batch.answered else 0
        del batch.answers[batch.whole:]
        self._begun = self._head_since = monotonic()
        self._first = batch.answered
        self._poller = select.poll()
        self._poller.register(source, select.POLLIN)
        self._wants_out = False

    def run(self):
        """Returns when what was sent is answered and no more is to be sent; raises ChildLost or Stopped."""
        batch = self._batch
        while True:
            self._send()
            if self._sent == batch.answered:
                return
            self._await_answers()
            if self._stopped.is_set():
                raise Stopped()
            self._check_time()

    def _send(self):
        batch = self._batch
        # Half of what may be ahead is sent at a time, for each time costs a system call here and one there.
        ahead = self._ahead()
        if self._sent - batch.answered <= ahead // 2 and not batch.is_used_up(self._limits):
            most = min(len(batch.ends), batch.answered + ahead)
            if self._limits.tasks_a_child is not None:
                most = min(most, self._first + self._limits.tasks_a_child - (self._child.tasks - (batch.answered - self._first)))
            self._sent = max(self._sent, most)
        if self._sent == 0:
            return
        end = batch.ends[self._sent - 1]
        if self._written < end:
            try:
                self._written += os.write(self._sink, batch.tasks[self._written:end])
            except BlockingIOError:
                pass
            except OSError:
                # It has ended; its answers are read to their end, and say so.
                self._written = end
        if (self._written < end) != self._wants_out:
            self._wants_out = not self._wants_out
            if self._wants_out:
                self._poller.register(self._sink, select.POLLOUT)
            else:
                self._poller.unregister(self._sink)

    def _ahead(self):
        answered = self._batch.answered - self._first
        if answered == 0:
            return 1
        seconds = (monotonic() - self._begun) / answered
        return 1 + min(_MOST_AHEAD, int(_AHEAD_SECONDS / max(seconds, 1e-6)))

    def _await_answers(self):
        waiting = self._sent - self._batch.answered
        if waiting > 64 and not self._wants_out and (monotonic() - self._begun) / max(1, self._batch.answered - self._first) < _SHORT_SECONDS:
            sleep(_COLLECT_SECONDS)
        for descriptor, _ in self._poller.poll(_TICK_MILLISECONDS):
            if descriptor == self._source:
                self._read()

    def _read(self):
        try:
            chunk = os.read(self._source, _READ_BYTES)
        except BlockingIOError:
            return
        if not chunk:
            raise ChildLost("died")
        answers = self._batch.answers
        answers += chunk
        at, size, before = self._batch.whole, len(answers), self._batch.answered
        while size - at >= 9:
            length, kind, number = frames.HEADER.unpack_from(answers, at)
            if length > frames.MOST_BYTES:
                raise ChildLost("broke_protocol", f"a frame claims {length} bytes")
            if size - at < 9 + length:
                break
            self._check_answer(kind, number)
            at += 9 + length
        self._batch.whole = at
        if self._batch.answered > before:
            self._child.tasks += self._batch.answered - before
            self._head_since = monotonic()

    def _check_answer(self, kind, number):
        batch = self._batch
        if kind not in (frames.RESULT, frames.ERROR):
            raise ChildLost("broke_protocol", f"a frame of type {kind} is no answer to a task")
        if number != batch.answered + 1 or number > self._sent:
            again = 0 < number <= batch.answered
            raise ChildLost("answered_twice" if again else "broke_protocol", f"it answered task {number}" + (" twice" if again else ", which it does not run"))
        batch.answered += 1

    def _check_time(self):
        limit = self._limits.task_seconds
        self._batch.head_seconds = monotonic() - self._head_since
        if limit is not None and self._batch.head_seconds > limit and self._sent > self._batch.answered:
            raise ChildLost("time_limit")


def _prefer_for_memory(pid):
    # When the host's memory runs out, the system is to take the child that fills it, and not the Dask worker.
    try:
        with open(f"/proc/{pid}/oom_score_adj", "w", encoding="ascii") as score:
            score.write("1000")
    except OSError:
        pass
