"""The contracts that adaptive algorithms are written against. Standard library only; shipped with ``mops``."""

from .algorithm import AdaptiveAlgorithm
from .parameters import ContractViolationError, UniqueParameterSet, make_param_id
from .seeds import SeedInfo, derive_single_seed
from .trials import TrialResult, TrialStatus

__all__ = [
    "AdaptiveAlgorithm",
    "ContractViolationError",
    "SeedInfo",
    "TrialResult",
    "TrialStatus",
    "UniqueParameterSet",
    "derive_single_seed",
    "make_param_id",
]
