"""The frames of the worker protocol (docs/worker-protocol.md), as bytes."""

import struct

HELLO, OPEN, READY, REFUSED, TASK, RESULT, ERROR = range(1, 8)
BATCH, DONE, LOST, CANCEL, THREADS, NOTE, ENDED = range(20, 27)

HEADER = struct.Struct("<IBI")
MOST_BYTES = 1 << 30


def pack(kind, number, payload):
    """One frame."""
    return HEADER.pack(len(payload), kind, number) + payload


def ends_of(frames):
    """Where each frame of a run of whole frames ends."""
    ends, at = [], 0
    size = len(frames)
    while at < size:
        at += 9 + int.from_bytes(frames[at:at + 4], "little")
        ends.append(at)
    if at != size:
        raise ValueError("the last frame is cut off")
    return ends
