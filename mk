#!/bin/sh
# The keeper under a name of its own: "mk observe" is "mops keeper observe".

# The tree that this script lies in, also when called through a symbolic link.
self=$0
while [ -L "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=${self%/*}/$link ;;
    esac
done
case $self in
    */*) root=${self%/*} ;;
    *) root=. ;;
esac

exec "$root/mops" keeper "$@"
