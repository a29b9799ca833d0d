"""The bridge's conversation with the runner: batches in, answers out, over one client of the cluster."""

import asyncio
import json
import os
import platform
import sys
import threading

from . import frames, shipping
from .host import digest_of, is_without_bundle
from .preflight import Unfit, check_probes, check_versions

PROTOCOL = 1

_LOOK_SECONDS = 1.0
_SILENCE_SECONDS = 60.0
_EMPTY_SECONDS = 30.0
_CLOSE_SECONDS = 10.0
_GATHERS = 4
_WAITING_BYTES = 16 << 20


def refuse_without_distributed(sink, error):
    """Says why there is no bridge."""
    _write(sink, frames.pack(frames.HELLO, 0, _hello(None)))
    message = f"The interpreter {sys.executable} has no package 'distributed': {error}."
    remedy = "Install it (pip install distributed, or apt install python3-distributed), or set MODELOPS_DASK_PYTHON to an interpreter that has it."
    _write(sink, frames.pack(frames.REFUSED, 0, json.dumps({"kind": "distributed_missing", "message": message, "remedy": remedy}).encode()))


def run(source, sink, shipped):
    """Serves the runner until it closes its end; ``shipped`` are the classes and functions that travel to the workers."""
    import distributed

    _write(sink, frames.pack(frames.HELLO, 0, _hello(distributed.__version__)))
    asyncio.run(_serve(source, sink, shipped))
    # What the client's threads still wait for concerns nobody.
    os._exit(0)


async def _serve(source, sink, shipped):
    inbox = _Inbox(source, asyncio.get_running_loop())
    outbox = _Outbox(sink, asyncio.get_running_loop())
    frame = await inbox.next()
    if frame is None:
        return
    session = _Session(json.loads(frame[2]), inbox, outbox, shipped)
    try:
        await session.serve()
    except Unfit as unfit:
        await outbox.send(frames.REFUSED, 0, json.dumps({"kind": unfit.kind, "message": unfit.message, "remedy": unfit.remedy}).encode())
    except _Ended as ended:
        await outbox.send(frames.ENDED, 0, json.dumps({"message": str(ended)}).encode())
    outbox.close()


class _Ended(Exception):
    """The connection to the cluster is gone: the runner starts another bridge."""


class _Session:
    def __init__(self, request, inbox, outbox, shipped):
        self._request = request
        self._inbox, self._outbox = inbox, outbox
        self._shipped = shipped
        self._name = "mops-run-" + request["token"]
        self._bundle = "mops-bundle-" + request["spec"]["content"].replace(":", "-")
        self._code = shipping.collect(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        self._gathering = asyncio.Semaphore(_GATHERS)
        self._batches = {}
        # The loop itself holds its tasks weakly only.
        self._answering = set()
        self._ended = asyncio.get_running_loop().create_future()
        self._expected = None

    async def serve(self):
        client = await self._connect()
        try:
            facts = await self._prepare(client)
            if facts is None:
                return
            self._expected = digest_of(facts)
            threads = sum((await client.nthreads()).values())
            await self._outbox.send(frames.READY, 0, json.dumps({"facts": facts, "threads": threads, "dashboard": client.dashboard_link}).encode())
            watching = asyncio.ensure_future(self._watch(client, threads))
            taking = asyncio.ensure_future(self._take(client))
            try:
                await asyncio.wait([taking, watching, self._ended], return_when=asyncio.FIRST_COMPLETED)
                for each in (self._ended, watching, taking):
                    if each.done():
                        each.result()
            finally:
                watching.cancel()
                taking.cancel()
        finally:
            await self._close(client)

    async def _connect(self):
        from distributed import Client

        address, seconds = self._request["scheduler"], self._request["connect_seconds"]
        try:
            return await Client(address, asynchronous=True, timeout=seconds, name="mops")
        except (OSError, asyncio.TimeoutError) as error:
            raise Unfit(
                "dask_unreachable",
                f"No Dask scheduler answers at '{address}' within {seconds:g} s: {error}",
                "Look whether it runs, and whether the address and a port-forward are right.",
            ) from None
        except (ValueError, TypeError, RuntimeError) as error:
            raise Unfit("dask_address", f"'{address}' is no address of a Dask scheduler: {error}", "Write tcp://HOST:8786.") from None

    async def _prepare(self, client):
        request = self._request
        try:
            await client.wait_for_workers(1, timeout=request["worker_seconds"])
        except (asyncio.TimeoutError, OSError):
            raise Unfit(
                "dask_no_workers",
                f"The scheduler at '{request['scheduler']}' has no worker, and none came within {request['worker_seconds']:g} s.",
                "Start some: dask worker " + request["scheduler"],
            ) from None
        check_versions(await client.get_versions())
        await self._ship(client)
        await _register(client, self._shipped["run"](self._name, self._code, request["spec"]), self._name)
        probes = await client.run(self._shipped["probe"], self._name)
        facts, refusal = check_probes(probes)
        if refusal is not None:
            await self._outbox.send(frames.REFUSED, 1, json.dumps(refusal).encode())
            return None
        return facts

    async def _ship(self, client):
        """Has the bundle on every worker, also on those that join later."""
        if self._request["archive"] is None:
            return
        with open(self._request["archive"], "rb") as file:
            archive = file.read()
        await _register(client, self._shipped["bundle"](self._bundle, self._code, self._request["spec"]["content"], archive), self._bundle)

    async def _take(self, client):
        while True:
            frame = await self._inbox.next()
            if frame is None:
                return
            kind, number, payload = frame
            if kind == frames.BATCH:
                key = f"{self._name}-{number}"
                future = client.submit(self._shipped["batch"], self._name, key, self._expected, payload, key=key, pure=False, retries=0)
                self._batches[number] = future
                self._answering.add(answering := asyncio.ensure_future(self._run(client, number, future)))
                answering.add_done_callback(self._answering.discard)
            elif kind == frames.CANCEL:
                await self._cancel(client)

    async def _run(self, client, number, future):
        from distributed import wait

        try:
            try:
                await wait(future)
            except BaseException as error:
                if not _is_cancelled(error):
                    raise
                if number not in self._batches:
                    return
                raise _Ended("the scheduler dropped a batch: the connection was lost, or it was started anew") from None
            await self._answer(client, number, future)
        except _Ended as ended:
            self._end(ended)
        except Exception as error:
            self._end(_Ended(f"{type(error).__name__}: {error}"))
        finally:
            self._batches.pop(number, None)

    async def _answer(self, client, number, future):
        if future.status == "finished":
            # The answer is a few megabytes at most, and few are on their way at a time.
            async with self._gathering:
                answer = await future
                # The scheduler must have forgotten the batch before anyone hears of its answers, or it might run it again.
                await client.cancel([future])
                if is_without_bundle(answer):
                    # Another run with the same bundle took it along when it left; it is on its way again.
                    await self._ship(client)
                await self._outbox.send(frames.DONE, number, answer)
        elif future.status == "error":
            error = await future.exception()
            killed = type(error).__name__ == "KilledWorker"
            await client.cancel([future])
            await self._outbox.send(
                frames.LOST, number, json.dumps({"killed_worker": killed, "message": f"{type(error).__name__}: {error}"}).encode()
            )
        elif number in self._batches:
            raise _Ended(f"a batch came to be '{future.status}'")

    async def _cancel(self, client):
        futures = list(self._batches.values())
        self._batches.clear()
        if futures:
            await client.cancel(futures)

    async def _watch(self, client, threads):
        """Tells how many threads the cluster has, and ends the session once the connection or the last worker is gone."""
        empty_for = 0.0
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            if client.status != "running":
                raise _Ended(f"the client is '{client.status}'")
            try:
                now = sum((await asyncio.wait_for(client.nthreads(), _SILENCE_SECONDS)).values())
            except (asyncio.TimeoutError, OSError) as error:
                raise _Ended(f"the scheduler does not answer: {type(error).__name__} {error}") from None
            empty_for = empty_for + _LOOK_SECONDS if now == 0 else 0.0
            if empty_for > _EMPTY_SECONDS:
                raise _Ended("the cluster has no workers any more")
            if now != threads:
                threads = now
                await self._outbox.send(frames.THREADS, threads, b"")

    def _end(self, ended):
        if not self._ended.done():
            self._ended.set_exception(ended)

    async def _close(self, client):
        try:
            if client.status == "running":
                await asyncio.wait_for(self._leave(client), _CLOSE_SECONDS)
            await asyncio.wait_for(client.close(), _CLOSE_SECONDS)
        except (asyncio.TimeoutError, OSError):
            # What is left ends with the connection.
            pass

    async def _leave(self, client):
        await self._cancel(client)
        for name in (self._name, self._bundle):
            try:
                await client.unregister_worker_plugin(name)
            except ValueError:
                # There is none, or another run was first.
                pass


class _Inbox:
    """Frames of the runner, read by a thread."""

    def __init__(self, source, loop):
        self._source = source
        self._loop = loop
        self._frames = asyncio.Queue()
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    async def next(self):
        """The next frame as (type, number, payload), or None when the runner has closed its end."""
        return await self._frames.get()

    def _read(self):
        with os.fdopen(self._source, "rb") as stream:
            while True:
                header = stream.read(9)
                if len(header) < 9:
                    break
                length, kind, number = frames.HEADER.unpack(header)
                payload = stream.read(length)
                if len(payload) < length:
                    break
                self._put((kind, number, payload))
        self._put(None)

    def _put(self, frame):
        try:
            self._loop.call_soon_threadsafe(self._frames.put_nowait, frame)
        except RuntimeError:
            # The loop has ended before the input.
            pass


class _Outbox:
    """Frames for the runner, written by a thread; who sends waits while much is on its way."""

    def __init__(self, sink, loop):
        self._sink = sink
        self._loop = loop
        self._room = asyncio.Condition()
        self._waiting = 0
        self._lock = threading.Lock()
        self._filled = threading.Condition(self._lock)
        self._frames = []
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="outbox", daemon=True)
        self._thread.start()

    async def send(self, kind, number, payload):
        """Returns when little enough waits before it."""
        async with self._room:
            await self._room.wait_for(lambda: self._waiting < _WAITING_BYTES)
            self._waiting += len(payload)
        with self._lock:
            self._frames.append(frames.pack(kind, number, payload))
            self._filled.notify()

    def close(self):
        """Writes what waits, and ends."""
        with self._lock:
            self._closed = True
            self._filled.notify()
        self._thread.join(_CLOSE_SECONDS)

    def _work(self):
        while True:
            with self._lock:
                while not self._frames and not self._closed:
                    self._filled.wait()
                if not self._frames:
                    return
                frame = self._frames.pop(0)
            try:
                _write(self._sink, frame)
            except OSError:
                # The runner is gone: the inbox finds that out too.
                return
            try:
                asyncio.run_coroutine_threadsafe(self._written(len(frame) - 9), self._loop)
            except RuntimeError:
                pass

    async def _written(self, size):
        async with self._room:
            self._waiting -= size
            self._room.notify_all()


async def _register(client, plugin, name):
    # The older name warns where there is the newer one.
    await (getattr(client, "register_plugin", None) or client.register_worker_plugin)(plugin, name)


def _is_cancelled(error):
    return any(kind.__name__.endswith("CancelledError") for kind in type(error).__mro__)


def _hello(distributed):
    return json.dumps({
        "protocol": PROTOCOL,
        "runtime": "CPython" if distributed is None else f"distributed {distributed}",
        "runtime_version": platform.python_version(),
        "pid": os.getpid(),
    }).encode()


def _write(sink, data):
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(sink, rest):]
