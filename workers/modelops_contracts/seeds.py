"""Seeds of replicates."""

import hashlib
from dataclasses import dataclass
from typing import Tuple

from .parameters import ContractViolationError


def derive_single_seed(param_id, replicate_index):
    """The seed of a replicate (from 0): BLAKE2b with an 8-byte digest, read as a little-endian unsigned number."""
    text = f"contracts:seed:v1|{param_id}:{replicate_index}"
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True)
class SeedInfo:
    """The seeds of one trial; each is an unsigned 64-bit number."""

    base_seed: int
    trial_seed: int
    replicate_seeds: Tuple[int, ...]

    def __post_init__(self):
        object.__setattr__(self, "replicate_seeds", tuple(self.replicate_seeds))
        for seed in (self.base_seed, self.trial_seed, *self.replicate_seeds):
            if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**64:
                raise ContractViolationError(f"seed {seed!r} out of uint64 range")
