import math


def simulate(params, seed):
    hours = list(range(13))
    amount = [100.0 * math.exp(-params["rate"] * hour) for hour in hours]
    return {"dose": {"hour": hours, "amount": amount}}
