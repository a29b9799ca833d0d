"""One Optuna worker: python3 optuna_peer.py STORAGE STUDY SAMPLER. Says "ready"; then each line of its input is a number of trials
of an objective that does nothing, and "done" is the answer. An empty line ends it."""

import sys

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
storage, name, sampler = sys.argv[1:]
study = optuna.create_study(
    storage=storage.replace("postgresql://", "postgresql+psycopg2://"), study_name=name, load_if_exists=True,
    sampler=getattr(optuna.samplers, sampler)(seed=1))


def objective(trial):
    return sum(trial.suggest_float(f"x{i}", 0.0, 1.0) for i in range(5))


print("ready", flush=True)
for line in sys.stdin:
    study.optimize(objective, n_trials=int(line))
    print("done", flush=True)
