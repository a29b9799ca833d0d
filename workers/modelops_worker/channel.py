"""Frames: u32 payload length, u8 type, u32 id, all little-endian, then the payload."""

import os
import struct

HELLO, OPEN, READY, REFUSED, TASK, RESULT, ERROR, CALL, ANSWER = range(1, 10)

_HEADER = struct.Struct("<IBI")
_READ_SIZE = 1 << 18


class Channel:
    """Sends and receives whole frames over a pair of pipes."""

    def __init__(self, source, sink):
        self._source = source
        self._sink = sink
        self._data = b""
        self._at = 0

    def receive(self):
        """The next frame as (type, id, payload), or None when the host has closed its end."""
        data, at = self._data, self._at
        if len(data) - at < 9:
            data, at = self._fill(9)
            if data is None:
                return None
        length, kind, number = _HEADER.unpack_from(data, at)
        end = at + 9 + length
        if len(data) < end:
            data, at = self._fill(9 + length)
            if data is None:
                return None
            end = at + 9 + length
        self._at = end
        return kind, number, data[at + 9:end]

    def send(self, kind, number, payload):
        """Sends one frame; returns when all of it is in the pipe."""
        data = _HEADER.pack(len(payload), kind, number) + payload
        written = os.write(self._sink, data)
        if written < len(data):
            rest = memoryview(data)[written:]
            while rest:
                rest = rest[os.write(self._sink, rest):]

    def _fill(self, needed):
        chunks = [self._data[self._at:]]
        have = len(chunks[0])
        while have < needed:
            chunk = os.read(self._source, _READ_SIZE)
            if not chunk:
                return None, 0
            chunks.append(chunk)
            have += len(chunk)
        self._data, self._at = b"".join(chunks), 0
        return self._data, 0
