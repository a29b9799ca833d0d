"""SIR model of the influenza in an English boarding school, January 1978.

Frequency-dependent transmission (Kermack and McKendrick 1927) among 763 boys, of whom 3 are in bed on day 0 and none is immune:

    dS/dt = -beta S I / N,    dI/dt = beta S I / N - gamma I

with beta (infections a day that one ill boy causes among susceptibles only) and gamma (recoveries a day) in 1/day. The equations are
integrated by the classical Runge-Kutta scheme of fourth order. dotnet/Sir.cs does the same arithmetic in the same order, so that both
give the same bits.
"""

POPULATION = 763.0
IN_BED_AT_START = 3.0
DAYS = 14
# The error of the curve is below a thousandth of a boy over the ranges of the specs.
STEPS_A_DAY = 50

STEP = 1.0 / STEPS_A_DAY
HALF_STEP = STEP / 2.0
SIXTH_STEP = STEP / 6.0


def simulate(params, seed):
    """The boys in bed on each day; the seed is not used, because nothing is random."""
    beta, gamma = params["beta"], params["gamma"]
    susceptible, infected = POPULATION - IN_BED_AT_START, IN_BED_AT_START
    cases = [infected]
    for _ in range(1, DAYS):
        for _ in range(STEPS_A_DAY):
            susceptible, infected = _step(susceptible, infected, beta, gamma)
        cases.append(infected)
    return {"in_bed": {"day": list(range(DAYS)), "cases": cases}}


def _step(s, i, beta, gamma):
    new1 = beta * s * i / POPULATION
    change1 = new1 - gamma * i
    s2, i2 = s - HALF_STEP * new1, i + HALF_STEP * change1
    new2 = beta * s2 * i2 / POPULATION
    change2 = new2 - gamma * i2
    s3, i3 = s - HALF_STEP * new2, i + HALF_STEP * change2
    new3 = beta * s3 * i3 / POPULATION
    change3 = new3 - gamma * i3
    s4, i4 = s - STEP * new3, i + STEP * change3
    new4 = beta * s4 * i4 / POPULATION
    change4 = new4 - gamma * i4
    return (
        s - SIXTH_STEP * (new1 + 2.0 * new2 + 2.0 * new3 + new4),
        i + SIXTH_STEP * (change1 + 2.0 * change2 + 2.0 * change3 + change4),
    )
