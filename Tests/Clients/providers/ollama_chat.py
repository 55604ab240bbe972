"""Ollama's chat: thinking, text and a tool call."""

import ollama

from framing import Event

from .common import SECONDS, compact, expect

NAME = DIALECT = "ollama-chat"
FORMAT, CONTENT_TYPE = "ndjson", "application/x-ndjson"
PATH = BODY_PATH = "api/chat"
HEAD = {"model": "llama3.2", "created_at": "2026-11-21T08:09:10.123456Z"}
LAST = {"done": True, "done_reason": "stop", "total_duration": 5191566416, "eval_count": 298}


def record(message, **more):
    return Event(compact({**HEAD, "message": {"role": "assistant", **message}, "done": False, **more}))


def calls(answer):
    return [{"function": {"name": "write_file", "arguments": answer.arguments}}]


def events(answer, cut):
    made = [record({"content": "", "thinking": piece}) for piece in cut.pieces(answer.reasoning)]
    made += [record({"content": piece}) for piece in cut.pieces(answer.text)]
    made.append(record({"content": "", "tool_calls": calls(answer)}))
    return [*made, record({"content": ""}, **LAST)]


def body(answer):
    message = {"role": "assistant", "content": answer.text, "thinking": answer.reasoning, "tool_calls": calls(answer)}
    return {**HEAD, "message": message, **LAST}


def client(address):
    return ollama.Client(host=address, timeout=SECONDS)


def request(prompt):
    return {"model": "llama3.2", "messages": [{"role": "user", "content": prompt}]}


def read(address, prompt):
    count, text, thinking, called, last = 0, "", "", [], None
    for part in client(address).chat(**request(prompt), stream=True):
        expect(last is None, "a record came after the last")
        count += 1
        text += part.message.content or ""
        thinking += part.message.thinking or ""
        called += [each.model_dump() for each in part.message.tool_calls or []]
        if part.done:
            last = part.model_dump(exclude={"message"})
    return {"events": count, "text": text, "thinking": thinking, "calls": called, "last": last}


def read_body(address, prompt):
    return client(address).chat(**request(prompt)).model_dump()


def read_blocked(address, prompt):
    seen = read(address, prompt)
    return {"text": seen["text"], "finish": seen["last"] and seen["last"]["done_reason"]}


def check_blocked(seen):
    expect(seen["finish"] == "stop", f"done_reason is {seen['finish']}")
