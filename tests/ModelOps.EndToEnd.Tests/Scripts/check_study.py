"""Recomputes the identities of a study independently: check_study.py STATUS.json TRIALS.json

From the answers of `mops adaptive status --json` and `trials --json` and with hashlib alone: every param_id, every seed (a parameter
set that is proposed again goes on with its next unused replicate indices) and the study digest. Prints
{"param_ids": …, "seeds": …, "study_digest": …}: whether the first two fit, and the digest.
"""

import hashlib
import json
import struct
import sys


def canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def param_id(params):
    return hashlib.blake2b(("contracts:param:v1|" + canonical(params)).encode(), digest_size=32).hexdigest()


def seed(identity, index):
    text = f"contracts:seed:v1|{identity}:{index}"
    return str(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little"))


def seeds_fit(trials):
    used = {}
    for trial in trials:
        first = used.get(trial["param_id"], 0)
        used[trial["param_id"]] = first + len(trial["seeds"])
        if trial["seeds"] != [seed(trial["param_id"], first + i) for i in range(len(trial["seeds"]))]:
            return False
    return True


def study_digest(status, trials):
    platform = "sha256:" + hashlib.sha256(canonical(status["platform"]).encode()).hexdigest()
    state = hashlib.sha256("|".join(["study:v1", status["spec_digest"], status["content_digest"], platform]).encode()).digest()
    for trial in trials:
        record = {
            "loss": None if trial["loss"] is None else struct.pack(">d", trial["loss"]).hex(),
            "params": canonical(trial["params"]),
            "seeds": trial["seeds"],
            "status": trial["status"],
            "trial": trial["trial"],
        }
        state = hashlib.sha256(state + canonical(record).encode()).digest()
    return "sha256:" + state.hex()


def main():
    status, trials = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
    answer = {
        "param_ids": all(trial["param_id"] == param_id(trial["params"]) for trial in trials),
        "seeds": seeds_fit(trials),
        "study_digest": study_digest(status, trials),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
