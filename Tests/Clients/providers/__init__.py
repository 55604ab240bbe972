"""The formats and their clients, a module each.

Each module has NAME, DIALECT, FORMAT, CONTENT_TYPE, PATH of a stream, BODY_PATH; `events(answer, cut)` makes the stream
and `body(answer)` the answer in one piece; `read(address, prompt)` and `read_body(address, prompt)` let the client read
either and give back all that it made of it, `read` with the number of events that it saw under "events";
`read_blocked(address, prompt)` reads a stream that was ended early, and `check_blocked(seen)` says whether it ended as
the provider would end it.
"""

from . import (
    anthropic_messages,
    gemini,
    ollama_chat,
    ollama_generate,
    openai_chat,
    openai_completions,
    openai_responses,
)

ALL = [
    openai_chat,
    openai_completions,
    openai_responses,
    anthropic_messages,
    gemini,
    ollama_chat,
    ollama_generate,
]
