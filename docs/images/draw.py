#!/usr/bin/env python3
"""Draws the README's picture: python3 docs/images/draw.py BETA GAMMA > docs/images/influenza-1978.svg"""

import csv
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLE = os.path.join(ROOT, "examples", "influenza-1978")
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 320, 56, 20, 16, 44
DAYS, CASES = 13, 320


def x(day):
    return LEFT + day / DAYS * (WIDTH - LEFT - RIGHT)


def y(cases):
    return HEIGHT - BOTTOM - cases / CASES * (HEIGHT - TOP - BOTTOM)


def observed():
    with open(os.path.join(EXAMPLE, "data", "in_bed.csv"), encoding="utf-8") as file:
        return [(int(row["day"]), float(row["cases"])) for row in csv.DictReader(file)]


def fitted(beta, gamma):
    parameters = json.dumps({"beta": beta, "gamma": gamma})
    command = [os.path.join(ROOT, "mops"), "sim", "run", "models.sir:simulate", "--bundle", EXAMPLE, "--params", parameters]
    table = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [(int(row["day"]), float(row["cases"])) for row in csv.DictReader(table.splitlines())]


def main():
    beta, gamma = float(sys.argv[1]), float(sys.argv[2])
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13" role="img">',
        "<title>Boys in bed, observed and fitted</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for cases in (0, 100, 200, 300):
        out.append(f'<path d="M{x(0):.1f} {y(cases):.1f}H{x(DAYS):.1f}" stroke="#dddddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y(cases) + 4:.1f}" text-anchor="end" fill="#444444">{cases}</text>')
    for day in range(0, DAYS + 1, 2):
        out.append(f'<text x="{x(day):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#444444">{day}</text>')
    out.append(f'<text x="{x(DAYS / 2):.1f}" y="{HEIGHT - 8}" text-anchor="middle" fill="#444444">day</text>')
    out.append(f'<text x="{x(0) + 8:.1f}" y="{TOP + 4}" fill="#444444">boys in bed</text>')
    line = " ".join(f"{x(day):.1f},{y(cases):.1f}" for day, cases in fitted(beta, gamma))
    out.append(f'<polyline points="{line}" fill="none" stroke="#1f6fb2" stroke-width="2.5" stroke-linejoin="round"/>')
    for day, cases in observed():
        out.append(f'<circle cx="{x(day):.1f}" cy="{y(cases):.1f}" r="4.5" fill="#d9541e"/>')
    legend = x(7.2)
    out.append(f'<circle cx="{legend:.1f}" cy="{TOP + 14}" r="4.5" fill="#d9541e"/><text x="{legend + 14:.1f}" y="{TOP + 18}" fill="#222222">observed, 1978</text>')
    out.append(f'<path d="M{legend - 9:.1f} {TOP + 36}h18" stroke="#1f6fb2" stroke-width="2.5"/>')
    out.append(f'<text x="{legend + 14:.1f}" y="{TOP + 40}" fill="#222222">beta {beta:.3f}, gamma {gamma:.3f}, R0 {beta / gamma:.2f}</text>')
    out.append("</svg>")
    print("\n".join(out))


if __name__ == "__main__":
    main()
