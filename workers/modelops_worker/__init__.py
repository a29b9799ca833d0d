"""The Python worker: runs a user's simulation model or adaptive algorithm for ``mops``. Standard library only, Python 3.9 or later."""
