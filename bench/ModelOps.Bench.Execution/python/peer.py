"""python3 peer.py WORKERS: for each line "COUNT LOOPS" the seconds that multiprocessing.Pool.starmap takes; first those of its start."""

import multiprocessing
import sys
import time

from spin import simulate


def main():
    start = time.perf_counter()
    with multiprocessing.Pool(int(sys.argv[1])) as pool:
        pool.starmap(simulate, [({"x": 0.5, "loops": 0}, 1)])
        print(time.perf_counter() - start, flush=True)
        for line in sys.stdin:
            count, loops = map(int, line.split())
            tasks = [({"x": i // 10 * 0.001, "loops": loops}, 1570204829329366874 + i) for i in range(count)]
            start = time.perf_counter()
            results = pool.starmap(simulate, tasks, chunksize=1000)
            assert len(results) == count
            print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
