"""The worker's side of the conversation: handshake, then tasks or calls until the host closes its end."""

import json
import os
import platform
import sys

from . import channel as frames
from .channel import Channel
from .errors import Refusal
from .loader import add_to_path, as_simulation, create, load_member
from .memory import limit_memory
from .objects import answer_calls
from .platform_facts import platform_facts
from .simulations import run_tasks
from .targets import as_target

PROTOCOL = 1


def serve(source, sink):
    """Speaks the protocol over two descriptors until the host ends it."""
    channel = Channel(source, sink)
    hello = {
        "protocol": PROTOCOL,
        "runtime": platform.python_implementation(),
        "runtime_version": platform.python_version(),
        "pid": os.getpid(),
    }
    channel.send(frames.HELLO, 0, json.dumps(hello).encode())
    frame = channel.receive()
    if frame is None:
        return
    request = json.loads(frame[2])
    present = set(sys.modules)
    try:
        work = _open(request)
    except Refusal as refusal:
        channel.send(frames.REFUSED, 0, refusal.to_json())
        return
    channel.send(frames.READY, 0, json.dumps({"facts": platform_facts(request["root"], present)}).encode())
    work(channel)
    # The host has closed its end; modules' exit handlers have nothing to add, and may hang.
    sys.stdout.flush()
    os._exit(0)


def _open(request):
    entrypoint = request["entrypoint"]
    if request.get("scenario") is not None:
        raise Refusal(
            "unsupported_entrypoint",
            f"{entrypoint} names a scenario, which this version does not run; write {request['container']}:{request['member']}.",
        )
    limit_memory(request.get("memory_bytes"))
    add_to_path(request["root"])
    found = load_member(request["container"], request["member"])
    if request["mode"] == "object":
        instance = create(entrypoint, found)
        return lambda channel: answer_calls(channel, instance)
    if request["mode"] == "target":
        target = as_target(entrypoint, found)
        return lambda channel: answer_calls(channel, target, own_frames=3)
    simulate = as_simulation(entrypoint, found)
    return lambda channel: run_tasks(channel, simulate)
