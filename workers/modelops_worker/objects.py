"""Calls methods of a user's object, such as an adaptive algorithm."""

import json
import os

import modelops_contracts as contracts

from . import channel as frames
from . import isolation
from .errors import describe


def answer_calls(channel, instance, own_frames=2):
    """Answers CALL frames until the host closes its end. The first ``own_frames`` of a traceback are the worker's."""
    while True:
        frame = channel.receive()
        if frame is None:
            return
        _, number, payload = frame
        try:
            request = json.loads(payload)
            value = _call(instance, request["method"], request["argument"])
            kind, answer = frames.ANSWER, json.dumps(value, allow_nan=False).encode()
        except BaseException as error:  # The boundary of user code: SystemExit and KeyboardInterrupt fail this call alone.
            kind, answer = frames.ERROR, bytes(8) + json.dumps(describe(error, own_frames)).encode()
        if isolation.FORKED:
            os._exit(0)
        channel.send(kind, number, answer)


def _call(instance, method, argument):
    if method == "ask":
        return [_parameters(proposal) for proposal in instance.ask(argument)]
    if method == "tell":
        instance.tell([_trial_result(result) for result in argument])
        return None
    if method == "finished":
        finished = instance.finished
        return bool(finished() if callable(finished) else finished)
    return getattr(instance, method)(argument)


def _parameters(proposal):
    params = getattr(proposal, "params", proposal)
    # The values are checked here, where the adapter's author sees the name of the faulty one.
    return dict(contracts.UniqueParameterSet.from_dict(params).params)


def _trial_result(result):
    loss = result["loss"]
    told = contracts.TrialResult(
        param_id=result["param_id"],
        loss=float("nan") if loss is None else loss,
        status=contracts.TrialStatus(result["status"]),
        diagnostics={},
    )
    # An adapter that proposes plain dicts has no identity to look the parameters up by.
    object.__setattr__(told, "params", result["params"])
    return told
