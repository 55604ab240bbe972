"""Google Gemini: thoughts, texts of two candidates and a function call."""

import itertools

from google import genai
from google.genai import types

from framing import Event

from .common import SECONDS, compact, expect

NAME = DIALECT = "gemini"
FORMAT, CONTENT_TYPE = "sse", "text/event-stream"
MODEL = "gemini-2.5-pro"
PATH = f"v1beta/models/{MODEL}:streamGenerateContent"
BODY_PATH = f"v1beta/models/{MODEL}:generateContent"
HEAD = {"modelVersion": MODEL, "responseId": "r1-Ab_9"}
USAGE = {"promptTokenCount": 9, "candidatesTokenCount": 35, "totalTokenCount": 44}


def candidate(index, *parts, **more):
    return {"content": {"role": "model", "parts": list(parts)}, "index": index, **more}


def chunk(*candidates):
    return Event(compact({"candidates": list(candidates), "usageMetadata": USAGE, **HEAD}))


def function(answer):
    call = {"id": "f1", "name": "write_file", "args": answer.arguments}
    return {"functionCall": call, "thoughtSignature": "Q2lRQg=="}


def events(answer, cut):
    made = [chunk(candidate(0, {"text": piece, "thought": True})) for piece in cut.pieces(answer.reasoning)]
    for both in itertools.zip_longest(cut.pieces(answer.text), cut.pieces(answer.second)):
        made.append(chunk(*(candidate(at, {"text": piece}) for at, piece in enumerate(both) if piece is not None)))
    made.append(chunk(candidate(1, {"text": ""}, finishReason="MAX_TOKENS")))
    return [*made, chunk(candidate(0, function(answer), finishReason="STOP"))]


def body(answer):
    first = candidate(
        0, {"text": answer.reasoning, "thought": True}, {"text": answer.text}, function(answer), finishReason="STOP"
    )
    second = candidate(1, {"text": answer.second}, finishReason="MAX_TOKENS")
    return {"candidates": [first, second], "usageMetadata": USAGE, **HEAD}


def client(address):
    options = types.HttpOptions(base_url=address, api_version="v1beta", timeout=SECONDS * 1000)
    return genai.Client(api_key="none", http_options=options)


def request(prompt):
    return {"model": MODEL, "contents": [prompt], "config": {"system_instruction": "Be brief.", "temperature": 0.5}}


def taken(chunk, seen):
    """Adds what one chunk says to what was seen."""
    for candidate in chunk.candidates or []:
        for part in (candidate.content.parts if candidate.content else None) or []:
            if part.text is not None:
                key = f"{candidate.index} {'thought' if part.thought else 'text'}"
                expect(candidate.index not in seen["finishes"], "text came after finishReason")
                seen["texts"][key] = seen["texts"].get(key, "") + part.text
            if part.function_call:
                seen["calls"].append([part.function_call.model_dump(), part.thought_signature])
        if candidate.finish_reason:
            seen["finishes"][candidate.index] = candidate.finish_reason.value
    seen["usage"] = chunk.usage_metadata.model_dump() if chunk.usage_metadata else seen["usage"]
    seen["heads"].add((chunk.model_version, chunk.response_id))


def nothing():
    return {"texts": {}, "calls": [], "finishes": {}, "usage": None, "heads": set()}


def read(address, prompt):
    seen, count = nothing(), 0
    # A client that nothing refers to closes its connection, in the middle of a stream too.
    asked = client(address)
    for chunk in asked.models.generate_content_stream(**request(prompt)):
        taken(chunk, seen)
        count += 1
    return {"events": count, **seen}


def read_body(address, prompt):
    asked = client(address)
    answer = asked.models.generate_content(**request(prompt))
    seen = nothing()
    taken(answer, seen)
    return seen


def read_blocked(address, prompt):
    seen = read(address, prompt)
    return {"text": seen["texts"].get("0 text", ""), "finish": seen["finishes"].get(0)}


def check_blocked(seen):
    expect(seen["finish"] == "SAFETY", f"finishReason is {seen['finish']}")
