"""Calls a user's target: a loss over the replicates' tables."""

import inspect
import math

from .errors import Refusal
from .loader import create
from .seeding import reseed, watch_imports


def as_target(entrypoint, found):
    """The target of a function ``loss(replicates)``, or of a new instance of a class that has such a method."""
    loss = found
    if inspect.isclass(found):
        loss = getattr(create(entrypoint, found), "loss", None)
        if not callable(loss):
            raise Refusal("entrypoint_not_found", f"The class {entrypoint} has no method loss(replicates).")
    elif not callable(found):
        raise Refusal("entrypoint_not_found", f"{entrypoint} is a {type(found).__name__}, neither a function nor a class.")
    _check_signature(entrypoint, loss)
    return Target(loss)


class Target:
    """What is called with the tables as the host sends them."""

    def __init__(self, loss):
        watch_imports()
        self._loss = loss

    def loss(self, replicates):
        """The loss of a list of ``{table: {column: [kind, values]}}``."""
        tables = [
            {table: {name: _values(*column) for name, column in columns.items()} for table, columns in replicate.items()}
            for replicate in replicates
        ]
        # The same for every trial: a target has no seed, and trials are judged in no certain order.
        reseed(0)
        return _finite(self._loss(tables))


def _check_signature(entrypoint, loss):
    try:
        signature = inspect.signature(loss)
    except (TypeError, ValueError):
        return
    try:
        signature.bind([])
    except TypeError:
        raise Refusal(
            "unsupported_entrypoint",
            f"{entrypoint} takes {signature}; a target is called with one argument, the list of the replicates' tables.",
        ) from None


def _values(kind, values):
    if kind == "float":
        # NaN and the infinities come as their names.
        return [None if value is None else float(value) for value in values]
    return values


def _finite(value):
    if hasattr(value, "dtype") and hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        hint = "; is a 'return' missing?" if value is None else ""
        raise TypeError(f"the loss must be a number, got {type(value).__name__}{hint}")
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"the loss must be finite, got {number!r}")
    return number
