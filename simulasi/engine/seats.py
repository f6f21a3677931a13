"""The logs of a crew's seats: what is one, and what they give together. Twin: static/js/engine/seats.js"""

import json
from typing import Any

from simulasi.engine.answers import check_strings
from simulasi.engine.errors import Refusal
from simulasi.engine.pack import ENGINE_VERSION, Pack
from simulasi.engine.reducer import EVERYBODY, START, check_event

CREW_MODE = "regu"
CLAIM = "+kursi"
MAX_TURN = 99
Crew = dict[str, Any]
Log = dict[str, Any]
Day = dict[str, Any]


def unite(logs: list[Log]) -> list[Log]:
    """Keep the longest of logs that are one attempt, in the order of their ids; refuse two that went apart."""
    longest: dict[str, Log] = {}
    for log in logs:
        check_log(log)
        kept = longest.get(log["attempt"])
        if kept is None:
            longest[log["attempt"]] = log
            continue
        shorter, longer = (kept, log) if len(kept["events"]) <= len(log["events"]) else (log, kept)
        if any(text_of(event) != text_of(longer["events"][at]) for at, event in enumerate(shorter["events"])):
            raise Refusal("crew-fork", "two different logs carry one name")
        longest[log["attempt"]] = longer
    return [longest[attempt] for attempt in sorted(longest)]


def check_log(log: Any) -> None:
    """Refuse what has not the shape of a seat's log."""
    if not isinstance(log, dict) or not isinstance(log.get("attempt"), str) or not isinstance(log.get("events"), list):
        raise Refusal("line-invalid", "a log has a name and events")
    if not log["events"]:
        raise Refusal("start-missing", "a log begins with its start")
    for event in log["events"]:
        check_event(event)


def text_of(event: dict[str, Any]) -> str:
    """Write an event so that equal text means equal."""
    return json.dumps([event["seq"], event["step"], event["answer"], event["role"]])


def read_log(pack: Pack, crew: Crew, log: Log) -> Day:
    """Check one seat's log against the session and give its claims and answers."""
    check_log(log)
    claims: dict[str, int] = {}
    answers: list[list[Any]] = []
    ticks: list[list[Any]] = []
    for claim in read_crew_start(pack, crew, log["events"][0]):
        take_claim(pack, claims, claim)
    for at, event in enumerate(log["events"]):
        if event["seq"] != at:
            raise Refusal("seq-gap", f"expected {at}")
        if at == 0:
            continue
        if event["step"] == CLAIM:
            take_claim(pack, claims, event["answer"])
            continue
        if event["step"] not in pack.index:
            raise Refusal("step-unknown", "no such step")
        step = pack.steps[pack.index[event["step"]]]
        if event["role"] != step["role"]:
            raise Refusal("role-mismatch", "another role acts at this step")
        if step["role"] not in claims and step["role"] != EVERYBODY:
            raise Refusal("role-not-seated", "nobody of this log sits there")
        if step["kind"] == "checklist":
            ticks.append([step["id"], event["answer"]])
        else:
            answers.append([step["id"], event["answer"], claims.get(step["role"], 0)])
    return {"attempt": log["attempt"], "claims": claims, "answers": answers, "ticks": ticks}


def read_crew_start(pack: Pack, crew: Crew, event: Any) -> list[str]:
    """Check the first event of a seat's log against pack and session and give its claims."""
    if event["seq"] != 0 or event["step"] != START or event["role"] != "":
        raise Refusal("start-missing", "a log begins with its start")
    pins = check_strings(event["answer"])
    if len(pins) < 6 or pins[3] != CREW_MODE:
        raise Refusal("start-mismatch", "the start of a seat pins pack, engine, ruleset, mode, session and seats")
    if pins[1] != str(ENGINE_VERSION):
        raise Refusal("engine-version", f"this engine is version {ENGINE_VERSION}")
    if pins[4] != crew["session"]:
        raise Refusal("crew-session", "the log belongs to another session")
    if pins[0] != crew["pack"] or pins[2] != pack.raw["ruleset"]:
        raise Refusal("crew-pack", "the log was played with another pack")
    return pins[5:]


def take_claim(pack: Pack, claims: dict[str, int], claim: Any) -> None:
    """Note a claim role:turn; a later holder of the same seat has a higher turn."""
    parts = claim.split(":") if isinstance(claim, str) else []
    known = len(parts) == 2 and any(role["id"] == parts[0] for role in pack.raw["roles"])
    if not known or parts[1] not in [str(turn) for turn in range(MAX_TURN + 1)]:
        raise Refusal("start-mismatch", "a claim is a role of the pack and its turn")
    claims[parts[0]] = int(parts[1])


def gather(pack: Pack, reads: list[Day]) -> Day:
    """Join what the seats gave: for each step the answer of its latest holder; refuse two holders of one turn."""
    holders: dict[str, str] = {}
    turns: dict[str, int] = {}
    answers: dict[str, Any] = {}
    conflicts: list[list[str]] = []
    ticks: list[list[Any]] = []
    for read in reads:
        for role, turn in read["claims"].items():
            seat = f"{role}:{turn}"
            if holders.setdefault(seat, read["attempt"]) != read["attempt"]:
                raise Refusal("seat-held-twice", f"two logs hold {role}")
        for step, answer, turn in read["answers"]:
            if step in answers and json.dumps(answers[step]) != json.dumps(answer) and [step, "answered-twice"] not in conflicts:
                conflicts.append([step, "answered-twice"])
            if step not in answers or turn > turns[step]:
                answers[step] = answer
                turns[step] = turn
        ticks.extend(read["ticks"])
    seats = [role["id"] for role in pack.raw["roles"] if any(role["id"] in read["claims"] for read in reads)]
    return {"seats": seats, "answers": answers, "conflicts": conflicts, "ticks": ticks}
