"""How a child worker is started on a Dask worker's host."""

import json
import os
import subprocess
import sys
import threading

TOOL = "MODELOPS_TOOL"
PYTHON = "MODELOPS_PYTHON"

_TOOL_SECONDS = 60


class EnvironmentFailed(Exception):
    """The packages that the bundle names can't be installed on this host."""


def interpreter(spec, code_folder, root, base):
    """
    The Python interpreter of the model: ``MODELOPS_PYTHON``, else the Dask worker's own; of a bundle that names packages that of an
    environment with them, which the first on this host to need it installs.
    """
    own = os.environ.get(PYTHON) or sys.executable
    if not spec["installs_packages"]:
        return own
    command = [own, os.path.join(code_folder, "mops_environment.py"), root, spec["content"], os.path.join(base, "environments")]
    # Its input stays open while it works: it ends with this process.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as installer:
        lines = installer.stdout.read().splitlines()
    try:
        answer = json.loads(lines[-1])
    except (IndexError, ValueError):
        raise EnvironmentFailed(f"'{own}' ended with status {installer.returncode} before they were installed") from None
    if "error" in answer:
        raise EnvironmentFailed(answer["message"])
    return answer["python"] or own


def tool():
    """The program ``mops`` on this host, with its arguments: what ``MODELOPS_TOOL`` says, else the one on PATH."""
    return os.environ.get(TOOL) or "mops"


def command(spec, code_folder, python):
    """The child's command line; ``python`` runs models in Python."""
    if spec["kind"] == "python":
        return [python, os.path.join(code_folder, "mops_worker.py")]
    return [tool(), "worker", "dotnet" if spec["kind"] == "dotnet" else "exec"]


def environment(spec):
    """The child's environment: this one, without what Dask set for its own, and with what pins results."""
    variables = dict(os.environ)
    variables.update(spec["environment"])
    return variables


class Checkout:
    """A pushed bundle on this host, which ``mops`` keeps there until this is closed. Raises OSError with what ``mops`` says."""

    def __init__(self, reference, content):
        self._holder = subprocess.Popen(
            [tool(), "worker", "checkout", reference, content], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        line = self._holder.stdout.readline()
        if not line:
            said = self._holder.communicate()[1].decode("utf-8", "replace").strip()
            raise OSError(f"'{tool()}' can't fetch the bundle {reference}: {said}")
        # What it says from now on concerns nobody, and must not fill a pipe.
        threading.Thread(target=self._holder.stderr.read, name="mops checkout", daemon=True).start()
        self.root = json.loads(line)["root"]

    def close(self):
        """Lets it go."""
        self._holder.stdin.close()


def tool_fault(spec):
    """What is wrong with ``mops`` on this host, or None: models that are not Python, and bundles that are not shipped, need it in the runner's version."""
    if spec["kind"] == "python" and spec["reference"] is None:
        return None
    try:
        answer = subprocess.run(
            [tool(), "version", "--json"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=_TOOL_SECONDS, check=True
        )
        version = json.loads(answer.stdout)["version"]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError) as fault:
        return f"'{tool()}' does not run there: {fault}"
    if version != spec["tool_version"]:
        return f"'{tool()}' is version {version} there, the runner's is {spec['tool_version']}"
    return None
