"""``unpack.py WORKERS BASE ARCHIVE DIGEST``: unpacks a bundle as a Dask worker does, and says how many files there are then."""

import os
import sys

sys.path.insert(0, sys.argv[1])

from modelops_dask import bundles

with open(sys.argv[3], "rb") as file:
    archive = file.read()
try:
    bundles.unpack(sys.argv[2], sys.argv[4], archive)
except OSError as error:
    print(f"refused: {error}")
else:
    folder = bundles.folder_of(sys.argv[2], sys.argv[4])
    print(sum(len(names) for _, _, names in os.walk(folder)), os.stat(folder).st_ino)
