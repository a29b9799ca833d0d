"""What a bundle says that its Python code needs: ``uv.lock``, ``requirements.txt`` or ``pyproject.toml``, the first that is there."""

import hashlib
import os
import re

LOCK, REQUIREMENTS, PROJECT = "uv.lock", "requirements.txt", "pyproject.toml"

# Options of a requirements file that name no file; https://pip.pypa.io/en/stable/reference/requirements-file-format/.
_PLAIN_OPTIONS = (
    "--index-url", "-i", "--extra-index-url", "--no-index", "--pre", "--prefer-binary", "--require-hashes", "--only-binary", "--no-binary",
    "--trusted-host", "--use-feature", "--hash",
)


class InvalidRequirements(Exception):
    """A file that says what is needed can't be read; the message names it."""


class Requirements:
    """What is to be installed."""

    def __init__(self, source, files, lines, is_local):
        self.source = source
        """The file's name."""
        self.lines = lines
        """Requirements of PEP 508 where no installer reads the file by itself, else empty."""
        self._files = files
        self._is_local = is_local

    def digest(self, interpreter, content):
        """
        Names the environment: the files' bytes and the interpreter, and the bundle's content digest where the files name others. So a
        change of the model alone installs nothing anew.
        """
        parts = [b"environment:v1", interpreter.encode()] + [part for name, data in self._files for part in (name.encode(), data)]
        if self._is_local:
            parts.append(content.encode())
        return hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).hexdigest()


def read(root):
    """The ``Requirements`` of a bundle; None if it needs nothing."""
    if os.path.exists(os.path.join(root, LOCK)):
        return _locked(root)
    if os.path.exists(os.path.join(root, REQUIREMENTS)):
        return _listed(root)
    if os.path.exists(os.path.join(root, PROJECT)):
        return _declared(root)
    return None


def _locked(root):
    project = _bytes(root, PROJECT) if os.path.exists(os.path.join(root, PROJECT)) else None
    if project is None:
        raise InvalidRequirements(f"{LOCK} is there without the {PROJECT} that it belongs to")
    lock = _bytes(root, LOCK)
    # The project itself is "virtual" or "editable" at "."; whatever else lies in the bundle changes with it.
    is_local = re.search(rb'\b(editable|directory|path)\s*=\s*"(?!\."|https?://)', lock) is not None
    return Requirements(LOCK, [(LOCK, lock), (PROJECT, project)], [], is_local)


def _listed(root):
    data = _bytes(root, REQUIREMENTS)
    try:
        lines = [line for line in (re.sub(r"(^|\s)#.*$", "", raw).strip() for raw in data.decode("utf-8-sig").splitlines()) if line]
    except UnicodeDecodeError as fault:
        raise InvalidRequirements(f"{REQUIREMENTS} is not UTF-8: byte {fault.start}") from fault
    if not any(not line.startswith(_PLAIN_OPTIONS) for line in lines):
        return None
    return Requirements(REQUIREMENTS, [(REQUIREMENTS, data)], [], any(_names_file(line) for line in lines))


def _declared(root):
    data = _bytes(root, PROJECT)
    lines = _parse(data).get("project", {})
    lines = lines.get("dependencies", []) if isinstance(lines, dict) else None
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise InvalidRequirements(f"project.dependencies of {PROJECT} is not a list of texts")
    if not lines:
        return None
    return Requirements(PROJECT, [(PROJECT, "\n".join(lines).encode())], lines, any(_names_file(line) for line in lines))


def _names_file(line):
    if line.startswith("-"):
        return not line.startswith(_PLAIN_OPTIONS)
    address = line.partition("@")[2].strip() or line
    return "file:" in address or (("/" in address or "\\" in address) and "://" not in address) or re.match(r"\S+\.(whl|zip|tar\.gz)\b", line) is not None


def _bytes(root, name):
    try:
        with open(os.path.join(root, name), "rb") as file:
            return file.read()
    except OSError as fault:
        raise InvalidRequirements(f"{name} can't be read: {fault.strerror}") from fault


def _parse(data):
    try:
        import tomllib
    except ImportError:  # Before Python 3.11 pip brings the same reader.
        try:
            from pip._vendor import tomli as tomllib
        except ImportError as fault:
            raise InvalidRequirements(f"{PROJECT} can't be read: this Python has no TOML reader; use Python 3.11, or {REQUIREMENTS}") from fault
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise InvalidRequirements(f"{PROJECT} is not valid TOML: {fault}") from fault
