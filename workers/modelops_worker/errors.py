"""What user code raised, as the host is told it."""

import json
import traceback

_LIMIT = 32_768


class Refusal(Exception):
    """The entrypoint can't be opened. ``kind`` is a stable code; ``candidates`` are names that may have been meant."""

    def __init__(self, kind, message, candidates=(), error=None):
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.candidates = list(candidates)
        self.error = error

    def to_json(self):
        """The payload of a REFUSED frame."""
        facts = {"kind": self.kind, "message": _clean(self.message), "candidates": self.candidates}
        if self.error is not None:
            facts.update(describe(self.error, 0))
            facts["message"] = _clean(self.message)
        return json.dumps(facts).encode()


def describe(error, own_frames):
    """Type, message and traceback of an exception, without the first ``own_frames`` frames, which are the worker's."""
    frames = error.__traceback__
    for _ in range(own_frames):
        frames = frames.tb_next if frames is not None and frames.tb_next is not None else frames
    try:
        message = str(error)
    except Exception as fault:  # A user's __str__ may raise anything.
        message = f"(its message can't be shown: {type(fault).__name__})"
    text = "".join(traceback.format_exception(type(error), error, frames))
    return {"type": type(error).__name__, "message": _clean(message), "traceback": _clean(text)}


def _clean(text):
    text = text.encode("utf-8", "backslashreplace").decode()
    if len(text) <= _LIMIT:
        return text
    return text[: _LIMIT // 2] + "\n[...]\n" + text[-_LIMIT // 2:]
