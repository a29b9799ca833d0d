#!/usr/bin/env python3
"""Times the start of commands in turn with a peer: python3 bench/start.py [RUNS]. Needs kubectl."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MOPS = os.path.join(ROOT, "mops")
PEER = ["kubectl", "version", "--client"]
SPEC = """apiVersion: modelops/v1
kind: Adaptive
metadata: {name: thousand}
spec:
  model: {entrypoint: "examples.sim.toy:simulate", bundle: ROOT}
  parameters: {x: {type: float, min: 0, max: 1}}
  algorithm: {adapter_path: "builtin:random", max_trials: 1000, batch_size: 100, replicates: 1}
"""


def seconds(command, folder):
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(name, command, folder, runs):
    pairs = [(seconds(command, folder), seconds(PEER, folder)) for _ in range(runs + 1)][1:]
    ratios = sorted(ours / peer for ours, peer in pairs)
    ours = 1000 * statistics.median(pair[0] for pair in pairs)
    peer = 1000 * statistics.median(pair[1] for pair in pairs)
    print(f"| {name} | {ours:.1f} ms | {peer:.1f} ms | {statistics.median(ratios):.2f} ({ratios[0]:.2f}, {ratios[-1]:.2f}) |")


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    with tempfile.TemporaryDirectory() as folder:
        spec = os.path.join(folder, "thousand.yaml")
        with open(spec, "w", encoding="utf-8") as file:
            file.write(SPEC.replace("ROOT", ROOT))
        subprocess.run([MOPS, "adaptive", "run", "-f", spec, "--run", "thousand"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        print(f"{runs} pairs in turn after one to warm up; ratio: median (min, max)")
        print("| command | mops | kubectl version --client | ratio |\n|---|---|---|---|")
        compare("`mops version`", [MOPS, "version"], folder, runs)
        compare("`mops adaptive status` of 1,000 trials", [MOPS, "adaptive", "status", "thousand"], folder, runs)


if __name__ == "__main__":
    main()
