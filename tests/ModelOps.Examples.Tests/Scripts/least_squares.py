"""The least-squares optimum of the deterministic SIR model, found independently: least_squares.py DATA.csv

Uses scipy's Dormand-Prince integrator of order 8 with error control and its trust-region least squares, and nothing of ours. Prints
{"beta": …, "gamma": …, "mse": …}.
"""

import csv
import json
import sys

import numpy
from scipy.integrate import solve_ivp
from scipy.optimize import least_squares

POPULATION, IN_BED_AT_START = 763.0, 3.0


def in_bed(beta, gamma, days):
    def change(_, state):
        infection = beta * state[0] * state[1] / POPULATION
        return [-infection, infection - gamma * state[1]]

    start = [POPULATION - IN_BED_AT_START, IN_BED_AT_START]
    solution = solve_ivp(change, (days[0], days[-1]), start, method="DOP853", t_eval=days, rtol=1e-11, atol=1e-11)
    return solution.y[1]


def main():
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        rows = [(int(row["day"]), float(row["cases"])) for row in csv.DictReader(file)]
    days, cases = map(numpy.array, zip(*rows))
    fit = least_squares(lambda point: in_bed(*point, days) - cases, [2.0, 0.5], xtol=1e-13, ftol=1e-13, gtol=1e-13)
    json.dump({"beta": fit.x[0], "gamma": fit.x[1], "mse": float(numpy.mean(fit.fun**2))}, sys.stdout)


if __name__ == "__main__":
    main()
