"""Spellings of one stream: everything that the formats' rules allow."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Event:
    """One event; `name` is None where the format has no names."""

    data: str
    name: str | None = None


def sse(events, variant="lf"):
    """Server-sent events."""
    end = {"crlf": "\r\n", "cr": "\r"}.get(variant, "\n")
    space = "" if variant == "no-space" else " "
    out = "\ufeff" if variant == "mark" else ""
    for at, event in enumerate(events):
        lines = []
        if variant == "comments":
            lines += [f": keep-alive {at}", ":"]
            if at % 3 == 0:
                out += ": alone" + end + end
        if variant == "fields":
            lines += [f"id:{space}{at}", f"retry:{space}3000", "unheard: of"]
        if event.name is not None:
            lines.append(f"event:{space}{event.name}")
        if variant == "lines" and event.data.startswith("{"):
            # A line break between two members; the parser joins lines with LF, which JSON takes for space.
            cut = event.data.index(",") + 1 if "," in event.data else 1
            lines += [f"data:{space}{event.data[:cut]}", f"data:{space}{event.data[cut:]}"]
        else:
            lines.append(f"data:{space}{event.data}")
        out += end.join(lines) + end + end
    return out.encode()


def ndjson(events, variant="lf"):
    """A line for each event."""
    end = {"crlf": "\r\n"}.get(variant, "\n")
    return "".join(event.data + end for event in events).encode()


SSE_VARIANTS = ["lf", "crlf", "cr", "no-space", "comments", "fields", "lines"]
NDJSON_VARIANTS = ["lf", "crlf"]
