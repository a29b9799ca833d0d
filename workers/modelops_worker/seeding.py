"""Reseeds the global generators before each task, so that a model which uses them is still a function of its seed."""

import importlib.machinery
import random
import sys

_current = 0


def reseed(seed):
    """Seeds ``random`` and, if it is imported, numpy's legacy generator."""
    global _current
    _current = seed
    random.seed(seed)
    numpy_random = sys.modules.get("numpy.random")
    if numpy_random is not None:
        _seed_numpy(numpy_random)


def watch_imports():
    """Has numpy's generator seeded also when a task itself imports numpy for the first time."""
    sys.meta_path.insert(0, _SeedOnImport())


def _seed_numpy(numpy_random):
    seed = getattr(numpy_random, "seed", None)
    if seed is not None:
        # The legacy generator takes 32 bits, or an array of such.
        seed([_current & 0xFFFFFFFF, _current >> 32])


class _SeedOnImport:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "numpy.random":
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def run_and_seed(module):
                run(module)
                _seed_numpy(module)

            spec.loader.exec_module = run_and_seed
        return spec
