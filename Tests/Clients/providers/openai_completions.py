"""OpenAI's legacy completions: two choices."""

import itertools

from framing import Event

from .common import compact, expect
from .openai_chat import USAGE, client

NAME = DIALECT = "openai-completions"
FORMAT, CONTENT_TYPE = "sse", "text/event-stream"
PATH = BODY_PATH = "v1/completions"
HEAD = {"id": "cmpl-A1b2C3", "object": "text_completion", "created": 1790000000, "model": "gpt-3.5-turbo-instruct"}


def choice(index, text, finish=None):
    return {"text": text, "index": index, "logprobs": None, "finish_reason": finish}


def events(answer, cut):
    made = []
    for both in itertools.zip_longest(cut.pieces(answer.text), cut.pieces(answer.second)):
        choices = [choice(at, piece) for at, piece in enumerate(both) if piece is not None]
        made.append(Event(compact({**HEAD, "choices": choices})))
    made.append(Event(compact({**HEAD, "choices": [choice(0, "", "stop"), choice(1, "", "length")]})))
    made.append(Event(compact({**HEAD, "choices": [], "usage": USAGE})))
    return [*made, Event("[DONE]")]


def body(answer):
    choices = [choice(0, answer.text, "stop"), choice(1, answer.second, "length")]
    return {**HEAD, "choices": choices, "usage": USAGE}


def request(prompt):
    return {"model": HEAD["model"], "prompt": ["Say:", prompt], "n": 2}


def read(address, prompt):
    count, texts, finishes, usage, heads = 0, {}, {}, None, set()
    for event in client(address).completions.create(**request(prompt), stream=True):
        count += 1
        heads.add((event.id, event.object, event.created, event.model))
        for part in event.choices:
            expect(part.index not in finishes, "text came after finish_reason")
            texts[part.index] = texts.get(part.index, "") + part.text
            if part.finish_reason:
                finishes[part.index] = part.finish_reason
        usage = event.usage.model_dump() if event.usage else usage
    return {"events": count + 1, "texts": texts, "finishes": finishes, "usage": usage, "heads": heads}


def read_body(address, prompt):
    return client(address).completions.create(**request(prompt)).model_dump()


def read_blocked(address, prompt):
    seen = read(address, prompt)
    return {"text": seen["texts"].get(0, ""), "finish": seen["finishes"].get(0)}


def check_blocked(seen):
    expect(seen["finish"] == "content_filter", f"finish_reason is {seen['finish']}")
