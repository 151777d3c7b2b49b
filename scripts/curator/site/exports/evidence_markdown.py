"""Evidence in Markdown: the numbers of sources as links, and what is doubted, remarked or disputed."""

from collections.abc import Iterable, Iterator

from curator.site.exports.markdown_table import escaped
from curator.site.views.source_notes import Backing, SourceLine


def marks(lines: Iterable[SourceLine]) -> str:
    """The numbers of sources, each a link whose address `targets` names once."""
    return "".join(rf" [\[{line.number}\]][{line.number}]" if line.url else rf" \[{line.number}\]" for line in lines)


def targets(lines: Iterable[SourceLine]) -> str:
    """The addresses of sources, for the whole page."""
    return "\n".join(f"[{line.number}]: <{line.url.replace('&', '&amp;')}>" for line in lines if line.url)


def backed(backing: Backing) -> str:
    """What a fact rests on, and what is said of it."""
    return "".join([marks(backing.marks), *(f" {remark}" for remark in remarks(backing))])


def remarks(backing: Backing) -> Iterator[str]:
    """What is said of a fact, a sentence each."""
    for doubt in backing.doubts:
        yield f"*Not verified{_about(doubt.where)}:* {escaped(doubt.text)}."
    for note in backing.notes:
        yield f"{f'*{escaped(note.where.capitalize())}:* ' if note.where else ''}{escaped(note.text)}"
    for dispute in backing.disputes:
        unverified = f" (not verified: {escaped(dispute.unverified)})" if dispute.unverified else ""
        said = f"another source says {escaped(dispute.states)}{unverified}.{marks(dispute.marks)} Kept: {escaped(dispute.kept)}."
        yield f"*Disputed{_about(dispute.where)}:* {said}"


def _about(where: str) -> str:
    return f" ({escaped(where)})" if where else ""
