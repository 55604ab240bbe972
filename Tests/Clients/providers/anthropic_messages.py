"""Anthropic Messages: signed thinking, two texts and two tool calls."""

import json

import anthropic

from framing import Event

from .common import SECONDS, compact, escaped, expect

NAME = DIALECT = "anthropic"
FORMAT, CONTENT_TYPE = "sse", "text/event-stream"
PATH = BODY_PATH = "v1/messages"
SIGNATURE = "EqQBCgIYAhIM" + "1gbcDa9GJwZA2b3h" * 5 + "=="
THINKING = "The user wants to see the files.\nI shall call the tool."
HEAD = {"id": "msg_01XFDUDYJgAACzvnptvVoYEL", "type": "message", "role": "assistant", "model": "claude-opus-4"}


def event(kind, **members):
    return Event(compact({"type": kind, **members}), kind)


def events(answer, cut):
    usage = {"input_tokens": 9, "output_tokens": 1}
    start = {**HEAD, "content": [], "stop_reason": None, "stop_sequence": None, "usage": usage}
    made = [event("message_start", message=start)]
    # A signature covers the thinking, so that values in it could only block; it has none here.
    blocks = [({"type": "thinking", "thinking": "", "signature": ""}, "thinking_delta", "thinking", THINKING)]
    for text in (answer.text, answer.second):
        blocks.append(({"type": "text", "text": ""}, "text_delta", "text", text))
    for at, write in enumerate((compact, escaped)):
        head = {"type": "tool_use", "id": f"toolu_{at}", "name": "write_file", "input": {}}
        blocks.append((head, "input_json_delta", "partial_json", write(answer.arguments)))
    for index, (head, kind, name, text) in enumerate(blocks):
        made.append(event("content_block_start", index=index, content_block=head))
        made.append(event("ping"))
        pieces = cut.pieces(text)
        if name == "partial_json":
            pieces = ["", *pieces]
        for piece in pieces:
            made.append(event("content_block_delta", index=index, delta={"type": kind, name: piece}))
        if name == "thinking":
            signature = {"type": "signature_delta", "signature": SIGNATURE}
            made.append(event("content_block_delta", index=index, delta=signature))
        made.append(event("content_block_stop", index=index))
    stop = {"stop_reason": "tool_use", "stop_sequence": None}
    made.append(event("message_delta", delta=stop, usage={"output_tokens": 35}))
    return [*made, event("message_stop")]


def body(answer):
    content = [
        {"type": "thinking", "thinking": THINKING, "signature": SIGNATURE},
        {"type": "text", "text": answer.text},
        {"type": "text", "text": answer.second},
        {"type": "tool_use", "id": "toolu_0", "name": "write_file", "input": answer.arguments},
    ]
    usage = {"input_tokens": 9, "output_tokens": 35}
    return {**HEAD, "content": content, "stop_reason": "tool_use", "stop_sequence": None, "usage": usage}


def client(address):
    return anthropic.Anthropic(base_url=address, api_key="none", max_retries=0, timeout=SECONDS)


def request(prompt):
    result = {"type": "tool_result", "tool_use_id": "toolu_9", "content": [{"type": "text", "text": prompt}]}
    messages = [{"role": "user", "content": [result, {"type": "text", "text": "Go on."}]}]
    return {"model": "claude-opus-4", "max_tokens": 1000, "system": "Be brief.", "messages": messages}


RAW = {
    "message_start",
    "message_delta",
    "message_stop",
    "content_block_start",
    "content_block_delta",
    "content_block_stop",
}


def read(address, prompt):
    count, inputs = 0, {}
    with client(address).messages.stream(**request(prompt)) as stream:
        for seen in stream:
            count += seen.type in RAW
            if seen.type == "content_block_delta" and seen.delta.type == "input_json_delta":
                inputs[seen.index] = inputs.get(seen.index, "") + seen.delta.partial_json
        dump = stream.get_final_message().model_dump()
    for index, written in inputs.items():
        expect(json.loads(written) == dump["content"][index]["input"], "the input is not what its pieces say")
    # The client passes over pings; there is one in each block.
    return {"events": count + len(dump["content"]), "message": dump}


def read_body(address, prompt):
    return client(address).messages.create(**request(prompt)).model_dump()


def read_blocked(address, prompt):
    with client(address).messages.stream(**request(prompt)) as stream:
        message = stream.get_final_message()
    texts = [block.text for block in message.content if block.type == "text"]
    return {"text": "".join(texts), "finish": message.stop_reason}


def check_blocked(seen):
    expect(seen["finish"] == "refusal", f"stop_reason is {seen['finish']}")
