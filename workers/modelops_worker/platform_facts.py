"""What of this platform can change the bits of a result."""

import os
import platform
import sys
import sysconfig

# The levels of the x86-64 psABI, by the names of /proc/cpuinfo; each contains those before it.
_X86_LEVELS = (
    ("v2", "cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3"),
    ("v3", "abm avx avx2 bmi1 bmi2 f16c fma movbe xsave"),
    ("v4", "avx512f avx512bw avx512cd avx512dq avx512vl"),
)
_OWN = {"modelops_worker", "modelops_contracts", "modelops_optuna", "mops_worker"}


def platform_facts(root, present):
    """
    Facts by name: operating system, C library, processor class, interpreter, and the packages that the model imported: not those of
    the bundle, nor the modules that were ``present`` before.
    """
    facts = {
        "os": platform.system(),
        "libc": _libc(),
        "cpu": _cpu(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }
    tunables = os.environ.get("GLIBC_TUNABLES")
    if tunables:
        facts["glibc_tunables"] = tunables
    facts.update(_packages(os.path.realpath(root), present))
    return facts


def _libc():
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or "unknown"
    except (AttributeError, ValueError, OSError):
        return " ".join(part for part in platform.libc_ver() if part) or platform.release()


def _cpu():
    machine = platform.machine().lower()
    if machine not in ("x86_64", "amd64"):
        return "arm64" if machine == "aarch64" else machine
    flags = _cpu_flags()
    level = "v1"
    for name, needed in _X86_LEVELS:
        if not flags.issuperset(needed.split()):
            break
        level = name
    return f"x86-64-{level}"


def _cpu_flags():
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as lines:
            for line in lines:
                if line.startswith("flags"):
                    return set(line.partition(":")[2].split())
    except OSError:
        pass
    return set()


def _packages(root, present):
    facts = {}
    for name in sorted(name for name in sys.modules if "." not in name and not name.startswith("_")):
        if name in present or name in _OWN or _is_standard(name):
            continue
        module = sys.modules[name]
        path = getattr(module, "__file__", None) or next(iter(getattr(module, "__path__", [])), None)
        if path is None or os.path.realpath(path).startswith(root + os.sep):
            continue
        version = _version(name, module)
        if version is not None:
            facts[f"package:{name}"] = version
    return facts


def _is_standard(name):
    known = getattr(sys, "stdlib_module_names", None)
    if known is not None:
        return name in known
    path = getattr(sys.modules[name], "__file__", None)
    standard = sysconfig.get_paths()["stdlib"]
    return path is None or (path.startswith(standard) and "site-packages" not in path and "dist-packages" not in path)


def _version(name, module):
    version = getattr(module, "__version__", None)
    if isinstance(version, str):
        return version
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
