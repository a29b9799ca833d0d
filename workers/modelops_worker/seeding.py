"""Reseeds the global generators before each task, so that a model which uses them is still a function of its seed."""

import importlib.machinery
import sys

_current = 0


def reseed(seed):
    """Seeds ``random`` and numpy's legacy generator, each if it is imported: a model that uses neither need not pay for them."""
    global _current
    _current = seed
    modules = sys.modules
    if "random" in modules:
        _seed_random(modules["random"])
    if "numpy.random" in modules:
        _seed_numpy(modules["numpy.random"])


def watch_imports():
    """Has a generator seeded also when a task itself imports its module for the first time."""
    sys.meta_path.insert(0, _SeedOnImport())


def _seed_random(module):
    # A module of the bundle may have this name.
    seed = getattr(module, "seed", None)
    if seed is not None:
        seed(_current)


def _seed_numpy(module):
    seed = getattr(module, "seed", None)
    if seed is not None:
        # The legacy generator takes 32 bits, or an array of such.
        seed([_current & 0xFFFFFFFF, _current >> 32])


_SEEDERS = {"random": _seed_random, "numpy.random": _seed_numpy}


class _SeedOnImport:
    @staticmethod
    def find_spec(name, path=None, target=None):
        seeder = _SEEDERS.get(name)
        if seeder is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def run_and_seed(module):
                run(module)
                seeder(module)

            spec.loader.exec_module = run_and_seed
        return spec
