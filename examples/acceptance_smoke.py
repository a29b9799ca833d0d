"""Acceptance smoke test: ask, simulate and tell work end to end.

    python3 examples/acceptance_smoke.py

runs a study of FakeAdapter and the toy simulation through `mops` (the one of this checkout, or the one that the variable MOPS names) in
a temporary folder, and checks every identity, seed and loss of the answer against this file's own derivation.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
MOPS = os.environ.get("MOPS", str(REPOSITORY / "mops"))
TRIALS, REPLICATES, BATCH = 20, 3, 4
MEAN_LOSS = 5.5
TIME_LIMIT_SECONDS = 600  # the first call of a fresh checkout builds the tool

SPEC = {
    "apiVersion": "modelops/v1",
    "kind": "Adaptive",
    "metadata": {"name": "acceptance-smoke"},
    "spec": {
        "model": {"entrypoint": "examples.sim.toy:simulate", "bundle": str(REPOSITORY)},
        "algorithm": {"adapter_path": "examples.fake_adapter:FakeAdapter", "batch_size": BATCH, "replicates": REPLICATES},
    },
}


class SmokeFailure(Exception):
    """The answer is not what it must be."""


def mops(folder, *arguments):
    """The JSON answer of a mops command that must succeed."""
    environment = dict(os.environ, MODELOPS_HOME=str(folder / "home"))
    command = [MOPS, *arguments, "--json"]
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=TIME_LIMIT_SECONDS, check=False
        )
    except OSError as error:
        raise SmokeFailure(f"{MOPS} cannot be started ({error.strerror}); set MOPS to the path of the tool") from error
    except subprocess.TimeoutExpired as error:
        raise SmokeFailure(f"{' '.join(command)} did not end within {TIME_LIMIT_SECONDS} s") from error
    if done.returncode != 0:
        raise SmokeFailure(f"{' '.join(command)} ended with status {done.returncode}:\n{done.stderr.strip()}")
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise SmokeFailure(f"{' '.join(command)} answered with what is not JSON ({error}): {done.stdout[:200]!r}") from error


def check(name, actual, expected):
    if actual != expected:
        raise SmokeFailure(f"{name} is {actual!r}, expected {expected!r}")


def param_id(params):
    text = "contracts:param:v1|" + json.dumps(params, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()


def seed(identity, replicate):
    text = f"contracts:seed:v1|{identity}:{replicate}"
    return str(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little"))


def check_trials(trials):
    """Every trial is the one that FakeAdapter proposes, with the seeds and the placeholder loss that follow from it."""
    check("number of trials", len(trials), TRIALS)
    ordered = sorted(trials, key=lambda trial: trial["trial"])
    first = ordered[0]["trial"]
    for i, trial in enumerate(ordered):
        name = f"trial {trial['trial']}"
        params = {"x": float(i), "y": float(i % BATCH)}
        check(f"number of {name}", trial["trial"], first + i)
        check(f"params of {name}", trial["params"], params)
        check(f"param_id of {name}", trial["param_id"], param_id(params))
        check(f"status of {name}", trial["status"], "completed")
        check(f"replicates of {name}", trial["replicates"], REPLICATES)
        check(f"seeds of {name}", trial["seeds"], [seed(trial["param_id"], replicate) for replicate in range(REPLICATES)])
        check(f"loss of {name}", trial["loss"], (params["x"] + params["y"]) / 2)
    check("number of simulations", len({value for trial in trials for value in trial["seeds"]}), TRIALS * REPLICATES)
    check("mean loss", sum(trial["loss"] for trial in trials) / len(trials), MEAN_LOSS)


def run_smoke_test(folder):
    """Runs the study in an empty folder and checks its answers; gives the number of completed trials."""
    # The folder has its own state, whatever lies above it.
    (folder / ".modelops").mkdir()
    spec = folder / "smoke.yaml"
    spec.write_text(json.dumps(SPEC), encoding="utf-8")  # JSON is YAML
    run = mops(folder, "adaptive", "run", "-f", str(spec))
    check("trials", run["trials"], TRIALS)
    check("failed", run["failed"], 0)
    check("reproducible", run["reproducible"], True)
    check("params of the best trial", run["best"]["params"], {"x": 0.0, "y": 0.0})
    check("loss of the best trial", run["best"]["loss"], 0.0)
    check_trials(mops(folder, "adaptive", "trials", run["run"]))
    return run["trials"]


def main():
    try:
        with tempfile.TemporaryDirectory(prefix="mops-smoke-") as name:
            completed = run_smoke_test(pathlib.Path(name).resolve())
    except SmokeFailure as failure:
        print(f"Smoke test failed: {failure}", file=sys.stderr)
        return 1
    except (KeyError, TypeError) as error:
        print(f"Smoke test failed: the answer of mops lacks a field or has another shape: {error!r}", file=sys.stderr)
        return 1
    # Not every terminal's encoding has a check mark.
    sys.stdout.reconfigure(encoding="utf-8")
    print(f"✓ Smoke test passed: {completed} trials completed")
    print("✓ All tests passed!")
    return 0


if __name__ == "__main__":
    sys.exit(main())
