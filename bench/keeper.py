#!/usr/bin/env python3
"""Times the keeper in turn with its peers: python3 bench/keeper.py [PAIRS]. Needs jq and kubectl, and 150 MB of disk."""

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MK = os.path.join(ROOT, "mk")
ROWS = 1_000_000


def seconds(command, folder):
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def write_rows(path):
    chance = random.Random(1)
    with open(path, "w", encoding="utf-8") as file:
        for i in range(ROWS):
            ms = i * 10
            file.write(f'{{"ts":"2026-01-01T{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}Z","step":{i},'
                       f'"step_time_ms":{120 + chance.uniform(-5, 5):.3f},"loss":{1 + chance.uniform(-0.02, 0.02):.6f},'
                       f'"node":"node-{i % 4}","gpu_util_pct":{chance.uniform(50, 80):.1f}}}\n')


def compare(name, ours, peer, folder, pairs):
    found = [(seconds(ours, folder), seconds(peer, folder)) for _ in range(pairs + 1)][1:]
    ratios = sorted(peer / mine for mine, peer in found)
    mine, theirs = (1000 * statistics.median(pair[i] for pair in found) for i in (0, 1))
    print(f"| {name} | {mine:.0f} ms | {theirs:.0f} ms | {statistics.median(ratios):.2f} ({ratios[0]:.2f}, {ratios[-1]:.2f}) |", flush=True)


def peak_of(command, folder):
    before = os.fork()
    if before == 0:
        seconds(command, folder)
        print(f"\nPeak memory of one run: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB", flush=True)
        os._exit(0)
    os.waitpid(before, 0)


def main():
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        rows = os.path.join(folder, "rows.jsonl")
        write_rows(rows)
        observe = [MK, "observe", "--source", "file", "--path", rows, "--out", os.path.join(folder, "out")]
        print(f"{pairs} pairs in turn after one to warm up; how many times faster: median (min, max)")
        print("| work | mk | peer | times faster |\n|---|---|---|---|")
        compare(f"`mk observe` of {ROWS:,} rows, `jq -c .`", observe, ["jq", "-c", ".", rows], folder, pairs)
        compare("`mk observe` of nothing (its start)", [MK, "observe", "--duration", "4s", "--out", os.path.join(folder, "out")], ["kubectl", "version", "--client"], folder, pairs)
        compare("`mk --help`, `kubectl version --client`", [MK, "--help"], ["kubectl", "version", "--client"], folder, 3 * pairs)
        peak_of(observe, folder)


if __name__ == "__main__":
    main()
