"""python3 dask_peer.py ADDRESS: for each line "COUNT LOOPS" the seconds of as many client.submit and one gather; first those of the start."""

import os
import sys
import time

from distributed import Client
from spin import simulate


def main():
    start = time.perf_counter()
    with Client(sys.argv[1]) as client:
        client.upload_file(os.path.join(os.path.dirname(os.path.abspath(__file__)), "spin.py"))
        client.submit(simulate, {"x": 0.5, "loops": 0}, 1, pure=False).result()
        print(time.perf_counter() - start, flush=True)
        for line in sys.stdin:
            count, loops = map(int, line.split())
            start = time.perf_counter()
            futures = [
                client.submit(simulate, {"x": i // 10 * 0.001, "loops": loops}, 1570204829329366874 + i, pure=False) for i in range(count)
            ]
            results = client.gather(futures)
            assert len(results) == count
            print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
