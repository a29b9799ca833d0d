#!/usr/bin/env bash
# Makes the kind cluster of the demonstrations (default: mk-gpu, so that its context is kind-mk-gpu) and the trainer in it. Run it again at
# any time: what is there stays.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cluster=${MK_KIND_CLUSTER:-mk-gpu}
context=kind-$cluster
kubectl=${KUBECTL:-kubectl}

need() {
    command -v "$1" >/dev/null || { echo "ERROR: $1 is not on the PATH; $2" >&2; exit 3; }
}
need docker "kind runs its nodes in Docker."
need kind "install it from https://kind.sigs.k8s.io."
need "$kubectl" "install it from https://kubernetes.io/docs/tasks/tools."
docker info >/dev/null 2>&1 || { echo "ERROR: the Docker daemon does not answer." >&2; exit 3; }

if kind get clusters 2>/dev/null | grep -qx -- "$cluster"; then
    echo "The cluster $cluster is there."
else
    kind create cluster --name "$cluster" --wait 180s
fi
"$kubectl" --context "$context" apply -f "$root/k8s/trainer-minimal.yaml"
"$kubectl" --context "$context" -n default rollout status deployment/trainer --timeout=180s
echo "Ready: context $context, Deployment default/trainer."
