#!/usr/bin/env bash
# The keeper on a kind cluster, with a real change: a development license, verify, apply, and the new knobs in the trainer's logs.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DEV_SHELL_QUIET=1
# shellcheck source=scripts/dev-shell.sh
source "$root/scripts/dev-shell.sh"
out=${1:-report/_e2e_apply_kind}
context=kind-${MK_KIND_CLUSTER:-mk-gpu}
kubectl=${KUBECTL:-kubectl}
need() { command -v "$1" >/dev/null || { echo "ERROR: $1 is not on the PATH" >&2; exit 3; }; }
need helm
need python3

"$root/scripts/kind-bootstrap.sh"
"$kubectl" config use-context "$context" >/dev/null
# The trainer of the chart, with the knobs where a drift plan finds them.
helm template trainer "$root/charts/modekeeper-trainer" --namespace default | "$kubectl" --context "$context" -n default apply -f -
"$kubectl" --context "$context" -n default rollout status deployment/trainer --timeout=180s
mkdir -p "$out"
"$kubectl" --context "$context" -n default get deployment/trainer -o json >"$out/deploy_before.json"

mk license mint-dev --out "$out"
export MODEKEEPER_LICENSE_PATH=$out/license_dev.json
export MODEKEEPER_LICENSE_PUBLIC_KEYS_PATH=$out/license_dev_public_keys.json
unset MODEKEEPER_KILL_SWITCH
mk closed-loop run --scenario drift --apply --out "$out"
"$kubectl" --context "$context" -n default get deployment/trainer -o json >"$out/deploy_after.json"

python3 - "$out/closed_loop_latest.json" <<'PYTHON'
import json
import sys

report = json.load(open(sys.argv[1], encoding="utf-8"))
expected = {"apply_requested": True, "verify_ok": True, "apply_attempted": True, "apply_ok": True, "apply_blocked_reason": None}
wrong = {name: report.get(name) for name, value in expected.items() if report.get(name) != value}
if wrong or len(report["results"]) != len(report["proposed"]):
    sys.exit(f"FAIL: {sys.argv[1]} has {wrong}, {len(report['results'])} results for {len(report['proposed'])} proposals")
PYTHON

# A rolling update replaces the pods: wait for the new ones, then look at the logs of all, ready ones first, and of those that just ended.
"$kubectl" --context "$context" -n default rollout status deployment/trainer --timeout=180s
found=0
for _ in $(seq 1 30); do
    pods=$("$kubectl" --context "$context" -n default get pods -l app=trainer --sort-by=.status.startTime -o 'jsonpath={range .items[*]}{.metadata.name}{"\n"}{end}' | tac)
    for pod in $pods; do
        for previous in "" --previous; do
            # shellcheck disable=SC2086
            if "$kubectl" --context "$context" -n default logs "$pod" $previous --tail=200 2>/dev/null | grep -q '^modekeeper/knob\.grad_accum_steps=8$'; then found=1; fi
        done
    done
    ((found)) && break
    sleep 2
done
((found)) || { echo "FAIL: no pod of the trainer says modekeeper/knob.grad_accum_steps=8" >&2; exit 1; }
echo "PASS: applied, and the trainer runs with modekeeper/knob.grad_accum_steps=8."
