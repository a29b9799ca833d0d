"""Parameter sets and their identity."""

import hashlib
import json
import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import Mapping


class ContractViolationError(ValueError):
    """A value does not fit the contract."""


@dataclass(frozen=True)
class UniqueParameterSet:
    """Named values with their identity; use ``from_dict`` to have the identity computed."""

    param_id: str
    params: Mapping[str, object]

    def __post_init__(self):
        params = {name: _checked(name, value) for name, value in dict(self.params).items()}
        expected = make_param_id(params)
        if self.param_id != expected:
            raise ContractViolationError(f"The param_id '{self.param_id}' is not that of the parameters, '{expected}'; use from_dict.")
        object.__setattr__(self, "params", MappingProxyType(params))

    @classmethod
    def from_dict(cls, params):
        """The set of a mapping of names to truth values, integers, finite floats or texts."""
        if not hasattr(params, "items"):
            raise ContractViolationError(f"Parameters must be a mapping of name and value, got {type(params).__name__}.")
        checked = {name: _checked(name, value) for name, value in params.items()}
        return cls(make_param_id(checked), checked)

    def __hash__(self):
        return hash(self.param_id)


def make_param_id(params):
    """BLAKE2b-256 of ``contracts:param:v1|`` and the canonical JSON: 64 lower-case hex digits."""
    text = json.dumps(params, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise ContractViolationError("A text holds half of a surrogate pair, which UTF-8 cannot carry.") from None
    return hashlib.blake2b(b"contracts:param:v1|" + data, digest_size=32).hexdigest()


def _checked(name, value):
    if not isinstance(name, str):
        raise ContractViolationError(f"The name of a parameter must be a text, got {type(name).__name__} {name!r}.")
    if hasattr(value, "dtype") and hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        raise ContractViolationError(f"Non-finite float not allowed: {float(value)!r}")
    if isinstance(value, (bool, int, float, str)):
        return value
    raise ContractViolationError(
        f"Parameter '{name}' is {_kind(value)}; a parameter is a truth value, an integer, a float or a text."
    )


def _kind(value):
    if value is None:
        return "null"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "an object" if isinstance(value, dict) else f"of type {type(value).__name__}"
