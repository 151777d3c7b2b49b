"""A review as one comment in GitHub's Markdown, in which nothing from a record is markup.

All that comes from records stands in code spans or fenced blocks: there GitHub makes no mentions, references, links, pictures or HTML. Fences are longer
than any run of backticks within them.
"""

from collections.abc import Iterable

from curator.records.markdown_text import code_span, fenced_block
from curator.records.problem import printable
from curator.review.blocks import FEW, Block, Datum, Heading, Items, Line, Link, Quoted

MARKER = "<!-- curator review -->"
"""What a comment of ours begins with; readers do not see it."""
LONGEST = 60_000
"""Characters of a comment; GitHub takes 65,536."""
LONGEST_QUOTE = 8_000
"""Characters of a quoted block."""
FOOT = "<sub>Made by `curator review` with the code of this pull request; a change to the program can change what it says.</sub>\n"


def markdown(blocks: Iterable[Block]) -> str:
    """The comment: the marker, the verdict, the rest; blocks that do not fit any more are left out, and that is said."""
    told, left = [f"{MARKER}\n"], 0
    for at, block in enumerate(blocks):
        shown = _block(block, first=at == 0)
        if left or sum(map(len, told)) + len(shown) > LONGEST:
            left += 1
        else:
            told.append(shown)
    if left:
        told.append("**The rest does not fit into a comment.** `curator review --base` shows it on your own machine.\n")
    return "\n".join([*told, FOOT])


def _block(block: Block, *, first: bool) -> str:
    if isinstance(block, Heading):
        return f"### {_line(block.words)}\n"
    if isinstance(block, Items):
        lines = "".join(f"- {_line(line)}\n" for line in block.lines)
        return _folded(lines, block.summary) if len(block.lines) > FEW else lines
    if isinstance(block, Quoted):
        shown = "\n".join(map(printable, block.text[:LONGEST_QUOTE].split("\n"))) + ("\n…" if len(block.text) > LONGEST_QUOTE else "")
        quoted = fenced_block(shown, block.language) + "\n"
        return _folded(quoted, block.summary) if block.summary and shown.count("\n") > FEW else quoted
    line = _line(block.words)
    return f"**{line}**\n" if first else f"{line}\n"


def _folded(text: str, summary: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{text}\n</details>\n"


def _line(words: Line) -> str:
    return "".join(map(_part, words)).rstrip()


def _part(part: str | Datum | Link) -> str:
    if isinstance(part, Link):
        return f"[{part.words}](<{part.url}>)" if part.url else part.words
    if isinstance(part, Datum):
        marks = {"same": "", "old": "~~", "new": "**"}[part.kind]
        return f"{marks}{code_span(printable(part.text))}{marks}"
    return part
