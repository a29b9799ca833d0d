"""Writes data/weekly_cases.csv: one epidemic of models/seir.py at the truth that README.md states."""

import csv
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))

from models.seir import simulate  # noqa: E402  (the folder has to be on the path first)

TRUTH = {"beta": 0.5, "sigma": 0.25, "gamma": 0.2, "introduced": 40}
SEED = 2024


def main():
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "data" / "weekly_cases.csv"
    table = simulate(TRUTH, SEED)["incidence"]
    with open(target, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["week", "cases"])
        writer.writerows(zip(table["week"], map(int, table["cases"])))


if __name__ == "__main__":
    main()
