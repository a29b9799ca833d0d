#!/usr/bin/env bash
# The keeper on a kind cluster without a change to it: plan, verify, and the kill switch that blocks the apply.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DEV_SHELL_QUIET=1
# shellcheck source=scripts/dev-shell.sh
source "$root/scripts/dev-shell.sh"
out=${1:-report/_e2e_smoke_kind}
context=kind-${MK_KIND_CLUSTER:-mk-gpu}
kubectl=${KUBECTL:-kubectl}

"$root/scripts/kind-bootstrap.sh"
"$kubectl" config use-context "$context" >/dev/null
before=$("$kubectl" --context "$context" -n default get deployment/trainer -o 'jsonpath={.spec.template.metadata.annotations}')

# The apply must be blocked with exit status 2 and this one line; the verify report is written all the same.
mkdir -p "$out"
status=0
MODEKEEPER_KILL_SWITCH=1 mk closed-loop run --scenario drift --apply --out "$out" 2>"$out/stderr.txt" || status=$?
if ((status != 2)); then echo "FAIL: exit status $status; expected 2" >&2; cat "$out/stderr.txt" >&2; exit 1; fi
if [[ $(cat "$out/stderr.txt") != "ERROR: MODEKEEPER_KILL_SWITCH=1 blocks apply/mutate operations" ]]; then
    echo "FAIL: another error than the kill switch's:" >&2
    cat "$out/stderr.txt" >&2
    exit 1
fi
[[ -s $out/k8s_verify_latest.json ]] || { echo "FAIL: there is no verify report in $out" >&2; exit 1; }
after=$("$kubectl" --context "$context" -n default get deployment/trainer -o 'jsonpath={.spec.template.metadata.annotations}')
if [[ $before != "$after" ]]; then echo "FAIL: the trainer's annotations changed from $before to $after" >&2; exit 1; fi
echo "PASS: planned and verified, the kill switch blocked the apply, nothing changed."
