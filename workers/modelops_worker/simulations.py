"""Runs tasks one after the other, each answered as soon as it is done."""

import json
import os
import struct
from time import perf_counter_ns

from . import channel as frames
from . import isolation
from .errors import describe
from .memory import leave_if_exhausted
from .results import encode_result
from .seeding import reseed, watch_imports

_NUMBER = struct.Struct("<Q")


def run_tasks(channel, simulate):
    """Answers TASK frames until the host closes its end."""
    watch_imports()
    parse = json.JSONDecoder().decode
    last_text, last_params = None, None
    while True:
        frame = channel.receive()
        if frame is None:
            return
        _, task, payload = frame
        started = perf_counter_ns()
        try:
            (seed,) = _NUMBER.unpack_from(payload)
            text = payload[8:]
            # Replicates of one trial follow each other with the same parameters. A model may change its dict, so it gets its own.
            if text != last_text:
                last_text, last_params = text, parse(text.decode())
            reseed(seed)
            kind, answer = frames.RESULT, encode_result(simulate(dict(last_params), seed))
        except BaseException as error:  # The boundary of user code: SystemExit and KeyboardInterrupt fail this task alone.
            leave_if_exhausted(error)
            kind, answer = frames.ERROR, json.dumps(describe(error, 1)).encode()
        if isolation.FORKED:
            os._exit(0)
        channel.send(kind, task, _NUMBER.pack(perf_counter_ns() - started) + answer)
