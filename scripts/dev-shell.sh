#!/usr/bin/env bash
# A shell in which mk, mops and the scripts of bin/ are found. DEV_SHELL_QUIET=1 leaves out the greeting.
# Run it for a new shell, with a command to run just that, or source it into the shell that you are in.
_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
case ":$PATH:" in
    *":$_root:"*) ;;
    *) export PATH="$_root:$_root/bin:$PATH" ;;
esac
if [[ ${DEV_SHELL_QUIET:-0} != 1 ]]; then
    mk --help
fi
if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    if (($# > 0)); then exec "$@"; fi
    exec "${SHELL:-/bin/bash}"
fi
unset _root
