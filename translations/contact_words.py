"""Which words of the data tables need translating? All that the rows of the national lines say."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

Message = tuple[int, str, str, list[str]]


def extract(
    fileobj: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Babel's extraction method for `data/contacts.jsonl`: (line number, function, message, comments)."""
    for number, line in enumerate(fileobj, start=1):
        row = json.loads(line)
        for text in (row["name"], row["about"], row["hours"]):
            if text and row["level"] == "national_line":
                yield number, "gettext", text, []
