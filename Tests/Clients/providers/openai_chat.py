"""OpenAI chat completions: two choices, reasoning, two tool calls whose fragments take turns, usage at the end."""

import itertools
import json

import openai

from framing import Event

from .common import SECONDS, compact, escaped, expect

NAME = DIALECT = "openai-chat"
FORMAT, CONTENT_TYPE = "sse", "text/event-stream"
PATH = BODY_PATH = "v1/chat/completions"
HEAD = {"id": "chatcmpl-A1b2C3", "created": 1790000000, "model": "gpt-5", "system_fingerprint": "fp_44709d6fcb"}
USAGE = {"prompt_tokens": 11, "completion_tokens": 35, "total_tokens": 46}


def chunk(choices, **more):
    return Event(compact({**HEAD, "object": "chat.completion.chunk", "choices": choices, "usage": None, **more}))


def delta(index, finish=None, **members):
    return {"index": index, "delta": members, "logprobs": None, "finish_reason": finish}


def call(index, identifier=None, **function):
    head = {"id": identifier, "type": "function"} if identifier else {}
    return {"index": index, **head, "function": function}


def events(answer, cut):
    made = [chunk([delta(at, role="assistant", content="", refusal=None)]) for at in (0, 1)]
    for piece in cut.pieces(answer.reasoning):
        made.append(chunk([delta(0, reasoning_content=piece)], obfuscation="f3Qa"))
    # The choices take turns, as far as both have something to say, and then share events.
    for first, second in itertools.zip_longest(cut.pieces(answer.text), cut.pieces(answer.second)):
        pieces = [delta(at, content=piece) for at, piece in enumerate((first, second)) if piece is not None]
        if len(made) % 2:
            made.append(chunk(pieces))
        else:
            made += [chunk([piece]) for piece in reversed(pieces)]
    made.append(chunk([delta(1, "stop")]))
    for at, name in enumerate(("write_file", "read_file")):
        made.append(chunk([delta(0, tool_calls=[call(at, f"call_{at}", name=name, arguments="")])]))
    documents = compact(answer.arguments), escaped(answer.arguments)
    for both in itertools.zip_longest(*(cut.pieces(document) for document in documents)):
        calls = [call(at, arguments=piece) for at, piece in enumerate(both) if piece is not None]
        made.append(chunk([delta(0, tool_calls=calls)]))
    made.append(chunk([delta(0, "tool_calls")]))
    made.append(chunk([], usage=USAGE))
    return [*made, Event("[DONE]")]


def body(answer):
    calls = [
        {"id": f"call_{at}", "type": "function", "function": {"name": "write_file", "arguments": written}}
        for at, written in enumerate((compact(answer.arguments), escaped(answer.arguments)))
    ]
    first = {
        "role": "assistant",
        "content": answer.text,
        "refusal": None,
        "reasoning_content": answer.reasoning,
        "tool_calls": calls,
    }
    second = {"role": "assistant", "content": answer.second, "refusal": None}
    choices = [
        {"index": 0, "message": first, "logprobs": None, "finish_reason": "tool_calls"},
        {"index": 1, "message": second, "logprobs": None, "finish_reason": "stop"},
    ]
    return {**HEAD, "object": "chat.completion", "choices": choices, "usage": USAGE}


def client(address):
    return openai.OpenAI(base_url=address + "/v1", api_key="none", max_retries=0, timeout=SECONDS)


def request(prompt):
    content = [{"type": "text", "text": prompt}]
    return {"model": "gpt-5", "messages": [{"role": "user", "content": content}], "n": 2}


def parsed(dump):
    """Arguments as what they say: their spelling is compared by the programs that read them."""
    for choice in dump["choices"]:
        for made in choice["message"].get("tool_calls") or []:
            made["function"]["arguments"] = json.loads(made["function"]["arguments"])
            made["function"].pop("parsed_arguments", None)
    return dump


def read(address, prompt):
    count = 0
    with client(address).chat.completions.stream(
        **request(prompt), stream_options={"include_usage": True}
    ) as stream:
        for event in stream:
            count += event.type == "chunk"
        dump = stream.get_final_completion().model_dump()
    return {"events": count + 1, "completion": parsed(dump)}


def read_body(address, prompt):
    return parsed(client(address).chat.completions.create(**request(prompt)).model_dump())


def read_blocked(address, prompt):
    """Without the helper, which raises an error for a filtered answer."""
    texts, finishes = {}, {}
    for event in client(address).chat.completions.create(**request(prompt), stream=True):
        for choice in event.choices:
            texts[choice.index] = texts.get(choice.index, "") + (choice.delta.content or "")
            if choice.finish_reason:
                finishes[choice.index] = choice.finish_reason
    return {"text": texts.get(0, ""), "finish": finishes.get(0), "finishes": finishes}


def check_blocked(seen):
    expect(seen["finish"] == "content_filter", f"finish_reason is {seen['finish']}")
    expect(set(seen["finishes"]) == {0, 1}, f"choices that ended: {sorted(seen['finishes'])}")
