#!/usr/bin/env python3
"""Times what bundles cost beside skopeo, tar and git: python3 bench/bundles.py [PAIRS]. Needs docker-registry, skopeo, git and 5 GB of disk."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MOPS = os.environ.get("MOPS") or os.path.join(ROOT, "mops")
SMALL, LARGE, LARGE_BYTES = 2000, 6, 50 << 20
EXPORTED, EXPORTED_BYTES = 20, 50 << 20
TRACKED = 20000
SPEC = 'bundle: {name: tree, version: "1.0", layers: [{name: all, paths: ["tree/**"]}]}\n'
SKOPEO = ["skopeo", "copy", "--quiet", "--insecure-policy", "--src-tls-verify=false", "--dest-tls-verify=false"]


class Registry:
    """Debian's docker-registry, empty, on a free port."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp()
        config = os.path.join(self.folder, "config.yml")
        with open(config, "w", encoding="utf-8") as file:
            file.write(f'version: 0.1\nlog: {{accesslog: {{disabled: true}}}}\nstorage: {{filesystem: {{rootdirectory: "{self.folder}/data"}}}}\n'
                       'http: {addr: "127.0.0.1:0", secret: bench}\n')
        # To a file: nobody reads a pipe while the registry works.
        log = os.path.join(self.folder, "log")
        with open(log, "wb") as file:
            self.process = subprocess.Popen(["docker-registry", "serve", config], stderr=file)
        for _ in range(500):
            with open(log, encoding="utf-8") as file:
                if found := re.search(r"listening on (127\.0\.0\.1:\d+)", file.read()):
                    self.host = found.group(1)
                    return self
            time.sleep(0.02)
        raise SystemExit("docker-registry did not start")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder)


def seconds(command, folder, home):
    environment = {**os.environ, "MODELOPS_HOME": home}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL, shell=isinstance(command, str))
    return time.perf_counter() - start


def fill(folder, count, size):
    os.makedirs(folder, exist_ok=True)
    for i in range(count):
        with open(os.path.join(folder, f"{size}-{i:05}"), "wb") as file:
            file.write(os.urandom(size))


def remove(*paths):
    for path in paths:
        subprocess.run(["chmod", "-R", "u+w", path], check=False, stderr=subprocess.DEVNULL)
        shutil.rmtree(path, ignore_errors=True)


def row(name, pairs):
    ratios = sorted(ours / peer for ours, peer in pairs)
    ours, peer = (statistics.median(pair[i] for pair in pairs) for i in (0, 1))
    print(f"| {name} | {ours:.2f} s | {peer:.2f} s | {statistics.median(ratios):.2f} ({ratios[0]:.2f}, {ratios[-1]:.2f}) |", flush=True)


def transfer(place, pairs):
    project, home, layout = (os.path.join(place, name) for name in ("project", "home", "layout"))
    fill(os.path.join(project, "tree"), SMALL, 4096)
    fill(os.path.join(project, "tree"), LARGE, LARGE_BYTES)
    os.makedirs(os.path.join(project, ".modelops"))
    with open(os.path.join(project, ".mops-bundle.yaml"), "w", encoding="utf-8") as file:
        file.write(SPEC)
    seconds([MOPS, "bundle", "push", "--to", f"oci:{layout}"], project, home)
    pushes, pulls, unchanged, starts = [], [], [], []
    for _ in range(pairs + 1):
        work, copy = (os.path.join(place, name) for name in ("work", "copy"))
        remove(home, os.path.join(project, ".modelops", "digests"), work, copy)
        with Registry() as ours, Registry() as peers:
            push = [MOPS, "bundle", "push", "--to", f"{ours.host}/tree"]
            pushes.append((seconds(push, project, home), seconds([*SKOPEO, f"oci:{layout}:1.0", f"docker://{peers.host}/tree:1.0"], place, home)))
            unchanged.append(seconds(push, project, home))
            starts.append(seconds([MOPS, "bundle", "--help"], project, home))
            remove(home)
            pulls.append((seconds([MOPS, "bundle", "materialize", f"{ours.host}/tree:1.0", work], project, home),
                          seconds([*SKOPEO, f"docker://{peers.host}/tree:1.0", f"oci:{copy}:1.0"], place, home)))
    row(f"push {SMALL:,} files + {LARGE * LARGE_BYTES >> 20} MiB, `skopeo copy` of the packed bundle", pushes[1:])
    row("pull them into a folder and the cache, `skopeo copy` to a layout", pulls[1:])
    print(f"| push with no change | {statistics.median(unchanged[1:]):.2f} s | start alone {statistics.median(starts[1:]):.2f} s | |", flush=True)
    remove(project, layout, home)


def export(place, pairs):
    tree, home = os.path.join(place, "exported"), os.path.join(place, "home")
    fill(tree, EXPORTED, EXPORTED_BYTES)
    found = []
    for _ in range(pairs + 1):
        found.append((seconds([MOPS, "bundle", "export", "exported", "ours.tar"], place, home),
                      seconds("tar --sort=name --owner=0 --group=0 --mtime=@0 -cf - exported | tee peer.tar | openssl dgst -sha256", place, home)))
    row("export 1 GB, `tar --sort=name … \\| tee F \\| openssl dgst -sha256`", found[1:])
    remove(tree)


def status(place, pairs):
    project, home = os.path.join(place, "tracked"), os.path.join(place, "home")
    for i in range(TRACKED // 200):
        fill(os.path.join(project, "src", f"d{i}"), 200, 200)
    with Registry() as registry:
        for command in ([MOPS, "bundle", "init", ".", "--registry", f"{registry.host}/tracked"], [MOPS, "bundle", "add", "src"], [MOPS, "bundle", "push"],
                        ["git", "init", "-q"], ["git", "add", "src"], ["git", "-c", "user.name=b", "-c", "user.email=b@example.org", "commit", "-qm", "all"]):
            seconds(command, project, home)
        time.sleep(3)
        found = [(seconds([MOPS, "bundle", "status"], project, home), seconds(["git", "status"], project, home)) for _ in range(3 * pairs + 1)]
    starts = [seconds([MOPS, "bundle", "--help"], place, home) for _ in range(pairs)]
    row(f"`bundle status` of {TRACKED:,} unchanged files, `git status` (start of mops included: {statistics.median(starts):.2f} s)", found[1:])


def main():
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        print(f"{pairs} pairs in turn after one to warm up; ratio: median (min, max)")
        print("| work | mops | peer | ratio |\n|---|---|---|---|")
        transfer(place, pairs)
        export(place, pairs)
        status(place, pairs)
        remove(place)


if __name__ == "__main__":
    main()
