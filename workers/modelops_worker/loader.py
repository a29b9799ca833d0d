"""Finds what an entrypoint names in a bundle."""

import difflib
import importlib
import inspect
import os
import pkgutil
import sys

from .errors import Refusal


_added = []


def add_to_path(root):
    """Puts the bundle's root, and its ``src`` folder if it has one, in front of the module search path."""
    source = os.path.join(root, "src")
    _added.extend([root, source] if os.path.isdir(source) else [root])
    sys.path[:0] = _added


def load_member(module_name, member):
    """The object ``member`` of a module of the bundle."""
    module = _import(module_name)
    try:
        return getattr(module, member)
    except AttributeError:
        names = _candidates(module)
        near = difflib.get_close_matches(member, names) or names
        raise Refusal(
            "entrypoint_not_found",
            f"The module {module_name} has no '{member}'.",
            [f"{module_name}:{name}" for name in near],
        ) from None


def as_simulation(entrypoint, found):
    """The callable ``simulate(params, seed)`` of a function, or of a new instance of a class."""
    if not inspect.isclass(found):
        if callable(found):
            return found
        raise Refusal("entrypoint_not_found", f"{entrypoint} is a {type(found).__name__}, neither a function nor a class.")
    simulate = getattr(create(entrypoint, found), "simulate", None)
    if callable(simulate):
        return simulate
    raise Refusal("entrypoint_not_found", f"The class {entrypoint} has no method simulate(params, seed).")


def create(entrypoint, found):
    """A new instance of a class that takes no argument."""
    if not inspect.isclass(found):
        raise Refusal("entrypoint_not_found", f"{entrypoint} is a {type(found).__name__}, not a class.")
    try:
        return found()
    except BaseException as error:  # User code: whatever it raises is its refusal to be created.
        raise Refusal("model_not_loadable", f"Creating {entrypoint} raised {type(error).__name__}: {error}", error=error) from None


def _import(name):
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and (name == error.name or name.startswith(error.name + ".")):
            raise Refusal("entrypoint_not_found", f"There is no module '{name}' in the bundle.", _near_modules(name)) from None
        raise _not_loadable(name, error) from None
    except BaseException as error:  # User code: a module may raise anything, SystemExit included, when it is imported.
        raise _not_loadable(name, error) from None


def _not_loadable(name, error):
    return Refusal("model_not_loadable", f"The module {name} does not load: {type(error).__name__}: {error}", error=error)


def _candidates(module):
    return [
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == module.__name__
    ]


def _near_modules(name):
    parent, _, _ = name.rpartition(".")
    found = _modules_in(parent) or _modules_in("")
    return difflib.get_close_matches(name, found, n=5, cutoff=0.4) or found[:10]


def _modules_in(package):
    folders = [os.path.join(folder, *package.split(".")) if package else folder for folder in _added]
    return sorted({f"{package}.{info.name}" if package else info.name for info in pkgutil.iter_modules(folders)})
