"""OpenAI Responses: reasoning, a message and a function call, each said up to five times."""

import json

from framing import Event

from .common import compact, escaped, expect
from .openai_chat import client

NAME = DIALECT = "openai-responses"
FORMAT, CONTENT_TYPE = "sse", "text/event-stream"
PATH = BODY_PATH = "v1/responses"
USAGE = {
    "input_tokens": 9,
    "input_tokens_details": {"cached_tokens": 0},
    "output_tokens": 35,
    "output_tokens_details": {"reasoning_tokens": 4},
    "total_tokens": 44,
}


def response(status, output, **more):
    return {
        "id": "resp_67cb61fa3a448190bcf2c42d96f0d1a8",
        "object": "response",
        "created_at": 1790000000,
        "status": status,
        "error": None,
        "incomplete_details": None,
        "instructions": "You are helpful.",
        "model": "gpt-5",
        "output": output,
        "parallel_tool_calls": True,
        "temperature": 1.0,
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
        "metadata": {},
        "usage": None,
        **more,
    }


def reasoning(status, text):
    summary = [{"type": "summary_text", "text": text}] if text else []
    sealed = "gAAAAABo" + "Zm9vYmFy" * 4
    return {"id": "rs_1", "type": "reasoning", "status": status, "summary": summary, "encrypted_content": sealed}


def message(status, text, identifier="msg_1"):
    content = [] if text is None else [part(text)]
    return {"id": identifier, "type": "message", "status": status, "role": "assistant", "content": content}


def part(text):
    return {"type": "output_text", "annotations": [], "logprobs": [], "text": text}


def call(status, arguments, identifier="fc_1"):
    head = {"id": identifier, "type": "function_call", "status": status}
    return {**head, "call_id": "call_" + identifier, "name": "write_file", "arguments": arguments}


class Writer:
    """Numbers the events."""

    def __init__(self):
        self.events = []

    def add(self, kind, **members):
        data = compact({"type": kind, "sequence_number": len(self.events), **members})
        self.events.append(Event(data, kind))


def output(answer):
    return [
        reasoning("completed", answer.reasoning),
        message("completed", answer.text),
        message("completed", answer.second, "msg_2"),
        call("completed", compact(answer.arguments)),
        call("completed", escaped(answer.arguments), "fc_2"),
    ]


def events(answer, cut):
    writer = Writer()
    writer.add("response.created", response=response("in_progress", []))
    writer.add("response.in_progress", response=response("in_progress", []))
    for at, item in enumerate(output(answer)):
        place = {"item_id": item["id"], "output_index": at}
        if item["type"] == "reasoning":
            writer.add("response.output_item.added", output_index=at, item=reasoning("in_progress", None))
            place["summary_index"] = 0
            empty = {"type": "summary_text", "text": ""}
            writer.add("response.reasoning_summary_part.added", **place, part=empty)
            for piece in cut.pieces(answer.reasoning):
                writer.add("response.reasoning_summary_text.delta", **place, delta=piece, obfuscation="aZ9")
            writer.add("response.reasoning_summary_text.done", **place, text=answer.reasoning)
            writer.add("response.reasoning_summary_part.done", **place, part=item["summary"][0])
        elif item["type"] == "message":
            text = item["content"][0]["text"]
            added = message("in_progress", None, item["id"])
            writer.add("response.output_item.added", output_index=at, item=added)
            place["content_index"] = 0
            writer.add("response.content_part.added", **place, part=part(""))
            for piece in cut.pieces(text):
                writer.add("response.output_text.delta", **place, delta=piece, logprobs=[], obfuscation="x")
            writer.add("response.output_text.done", **place, text=text, logprobs=[])
            writer.add("response.content_part.done", **place, part=part(text))
        else:
            added = call("in_progress", "", item["id"])
            writer.add("response.output_item.added", output_index=at, item=added)
            for piece in cut.pieces(item["arguments"]):
                writer.add("response.function_call_arguments.delta", **place, delta=piece)
            done = {"name": item["name"], "arguments": item["arguments"]}
            writer.add("response.function_call_arguments.done", **place, **done)
        writer.add("response.output_item.done", output_index=at, item=item)
    writer.add("response.completed", response=response("completed", output(answer), usage=USAGE))
    return writer.events


def body(answer):
    return response("completed", output(answer), usage=USAGE)


def request(prompt):
    content = [{"type": "input_text", "text": prompt}]
    return {"model": "gpt-5", "instructions": "Be brief.", "input": [{"role": "user", "content": content}]}


def parsed(dump):
    for item in dump["output"]:
        if item["type"] == "function_call":
            item["arguments"] = json.loads(item["arguments"])
            item.pop("parsed_arguments", None)
    return dump


def read(address, prompt):
    """The client's helper, and beside it each text put together from its pieces and compared with every repeat."""
    numbers, texts, done = [], {}, {}
    with client(address).responses.stream(**request(prompt)) as stream:
        for event in stream:
            numbers.append(event.sequence_number)
            kind, _, step = event.type.rpartition(".")
            if step == "delta":
                key = event.output_index, kind
                texts[key] = texts.get(key, "") + event.delta
            elif step == "done" and (event.output_index, kind) in texts:
                said = event.arguments if kind.endswith("arguments") else event.text
                expect(said == texts[event.output_index, kind], f"{event.type} differs from its pieces")
            elif event.type == "response.output_item.done":
                done[event.output_index] = event.item.model_dump()
        final = stream.get_final_response().model_dump()
    expect(numbers == list(range(len(numbers))), f"sequence numbers are {numbers}")
    for at, item in enumerate(final["output"]):
        said = done[at]
        if item["type"] == "message":
            said, item_text = said["content"][0]["text"], item["content"][0]["text"]
            pieces = texts[at, "response.output_text"]
        elif item["type"] == "function_call":
            said, item_text = said["arguments"], item["arguments"]
            pieces = texts[at, "response.function_call_arguments"]
        else:
            said, item_text = said["summary"][0]["text"], item["summary"][0]["text"]
            pieces = texts[at, "response.reasoning_summary_text"]
        expect(said == item_text == pieces, f"repeats of output {at} differ")
    return {"events": len(numbers), "response": parsed(final)}


def read_body(address, prompt):
    return parsed(client(address).responses.create(**request(prompt)).model_dump())


def read_blocked(address, prompt):
    text, finish, last = "", None, -1
    for event in client(address).responses.create(**request(prompt), stream=True):
        expect(event.sequence_number > last, "sequence numbers do not grow")
        last = event.sequence_number
        if event.type in ("response.output_text.delta", "response.refusal.delta"):
            text += event.delta
        if event.type == "response.incomplete":
            finish = event.response.incomplete_details.reason
    return {"text": text, "finish": finish}


def check_blocked(seen):
    expect(seen["finish"] == "content_filter", f"incomplete_details.reason is {seen['finish']}")
