class ExampleModel:
    """The number of infected people in an epidemic without immunity, day by day."""

    def parameters(self):
        return {"beta": 0.4, "gamma": 0.1, "days": 30}

    def simulate(self, params, seed=None):
        values = {**self.parameters(), **params}
        infected = 0.01
        days, shares = [], []
        for day in range(int(values["days"]) + 1):
            days.append(day)
            shares.append(infected)
            infected += values["beta"] * infected * (1 - infected) - values["gamma"] * infected
        return {"epidemic": {"day": days, "infected": shares}}
