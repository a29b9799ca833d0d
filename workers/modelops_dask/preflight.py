"""What must agree before the first task, and who is said to differ. Pure."""

_CHECKED = ("python", "distributed")
_FAULTS = {
    "tool": (
        "dask_tool_missing",
        "Models that are no Python, and bundles too large to be shipped, need mops on every Dask worker, in the runner's version: "
        "put it into the workers' image, or name it in MODELOPS_TOOL.",
    ),
    "bundle": ("dask_bundle_missing", "Look whether the workers reach the registry, and whether their disks have room."),
    "environment": ("environment_failed", "Mend what the bundle names, or set environment: system to use the packages that the workers have."),
    "child": ("worker_not_started", "Run the model by itself in the same environment to see why."),
}


class Unfit(Exception):
    """The cluster can't run this study as it is; ``kind`` is a stable code."""

    def __init__(self, kind, message, remedy=None):
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.remedy = remedy


def check_versions(versions):
    """Judges what ``Client.get_versions`` gave: Python's minor version and distributed's version must be the same everywhere."""
    who = {"this bridge": _versions(versions["client"]), "the scheduler": _versions(versions["scheduler"])}
    for address, facts in versions["workers"].items():
        who[f"worker {address}"] = _versions(facts)
    for index, name in enumerate(_CHECKED):
        found = _groups({place: facts[index] for place, facts in who.items()})
        if len(found) > 1:
            raise Unfit(
                "dask_versions_differ",
                f"Not all have the same version of {name}: {_listed(found)}.",
                "Install one version everywhere; MODELOPS_DASK_PYTHON names another interpreter for the bridge.",
            )


def check_probes(probes):
    """The facts of the platform, if every worker gave the same; raises Unfit, or gives back a refusal of the entrypoint."""
    if not probes:
        raise Unfit("dask_no_workers", "The scheduler has no workers.", "Start some: dask worker ADDRESS")
    for address, probe in sorted(probes.items()):
        fault = probe.get("fault")
        if fault is not None:
            kind, remedy = _FAULTS[fault["kind"]]
            raise Unfit(kind, f"On worker {address} ({probe['host']}): {fault['message']}", remedy)
    refused = {address: probe["refused"] for address, probe in probes.items() if "refused" in probe}
    if refused and len(refused) < len(probes):
        address, refusal = sorted(refused.items())[0]
        raise Unfit(
            "dask_workers_differ",
            f"{len(refused)} of {len(probes)} workers can't load the model, such as {address} ({probes[address]['host']}): {refusal['message']}",
            "Give all workers the same packages.",
        )
    if refused:
        return None, next(iter(refused.values()))
    facts = {address: probe["facts"] for address, probe in probes.items()}
    differing = sorted({name for each in facts.values() for name in each} | set())
    for name in differing:
        found = _groups({f"worker {address}": each.get(name, "absent") for address, each in facts.items()})
        if len(found) > 1:
            raise Unfit(
                "dask_platforms_differ",
                f"The workers are not the same platform, so that results would depend on where they are computed; {name}: {_listed(found)}.",
                "Give all workers the same image, on machines of one processor class.",
            )
    return next(iter(facts.values())), None


def _versions(facts):
    python = str(facts["host"].get("python", "unknown"))
    return ".".join(python.split(".")[:2]), str(facts["packages"].get("distributed"))


def _groups(values):
    groups = {}
    for place, value in values.items():
        groups.setdefault(value, []).append(place)
    return groups


def _listed(groups):
    parts = []
    for value, places in sorted(groups.items(), key=lambda group: (-len(group[1]), str(group[0]))):
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        parts.append(f"{value} on {', '.join(sorted(places)[:3])}{more}")
    return "; ".join(parts)
