"""Ollama's generate: thinking and text."""

from framing import Event

from .common import compact, expect
from .ollama_chat import HEAD, LAST, client

NAME = DIALECT = "ollama-generate"
FORMAT, CONTENT_TYPE = "ndjson", "application/x-ndjson"
PATH = BODY_PATH = "api/generate"


def record(response, **more):
    return Event(compact({**HEAD, "response": response, "done": False, **more}))


def events(answer, cut):
    made = [record("", thinking=piece) for piece in cut.pieces(answer.reasoning)]
    made += [record(piece) for piece in cut.pieces(answer.text)]
    return [*made, record("", **LAST)]


def body(answer):
    return {**HEAD, "response": answer.text, "thinking": answer.reasoning, **LAST}


def request(prompt):
    return {"model": "llama3.2", "prompt": prompt, "system": "Be brief."}


def read(address, prompt):
    count, text, thinking, last = 0, "", "", None
    for part in client(address).generate(**request(prompt), stream=True):
        expect(last is None, "a record came after the last")
        count += 1
        text += part.response or ""
        thinking += part.thinking or ""
        if part.done:
            last = part.model_dump(exclude={"response", "thinking"})
    return {"events": count, "text": text, "thinking": thinking, "last": last}


def read_body(address, prompt):
    return client(address).generate(**request(prompt)).model_dump()


def read_blocked(address, prompt):
    seen = read(address, prompt)
    return {"text": seen["text"], "finish": seen["last"] and seen["last"]["done_reason"]}


def check_blocked(seen):
    expect(seen["finish"] == "stop", f"done_reason is {seen['finish']}")
