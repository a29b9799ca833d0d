#!/usr/bin/env python3
"""Answers like `mops adaptive run` and `mops adaptive trials` for the acceptance smoke study, with one optional flaw.

The variable STAND_IN_FLAW is `loss` (one loss is off), `seed` (one seed is repeated) or `exit` (the run ends with status 1).
"""

import hashlib
import json
import os
import sys

FLAW = os.environ.get("STAND_IN_FLAW", "")


def blake2b(text, size):
    return hashlib.blake2b(text.encode(), digest_size=size)


def trial(number):
    params = {"x": float(number), "y": float(number % 4)}
    identity = blake2b("contracts:param:v1|" + json.dumps(params, separators=(",", ":")), 32).hexdigest()
    seeds = [str(int.from_bytes(blake2b(f"contracts:seed:v1|{identity}:{i}", 8).digest(), "little")) for i in range(3)]
    if FLAW == "seed" and number == 7:
        seeds[2] = seeds[1]
    loss = (params["x"] + params["y"]) / 2 + (0.5 if FLAW == "loss" and number == 7 else 0.0)
    return {
        "trial": number, "params": params, "param_id": identity, "seeds": seeds, "loss": loss, "status": "completed",
        "replicates": 3, "environmental": False,
    }


def main():
    if FLAW == "exit":
        sys.exit("Error: the run failed")
    best = {"trial": 0, "params": {"x": 0.0, "y": 0.0}, "loss": 0.0}
    run = {"run": "smoke", "study_digest": "", "reproducible": True, "environmental": 0, "trials": 20, "failed": 0, "best": best}
    json.dump(run if sys.argv[2] == "run" else [trial(number) for number in range(20)], sys.stdout)


if __name__ == "__main__":
    main()
