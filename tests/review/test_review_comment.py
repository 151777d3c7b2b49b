"""Tests of the comment on a pull request: text from the catalog is never markup, and the output of the first workflow is validated as data."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from conftest import ROOT
from curator.records.problem import Problem
from curator.review.document import document
from curator.review.document_blocks import Pages
from curator.review.github import AUTHOR, MAX_REVIEW, MAX_SUGGESTIONS, NUMBER, REVIEW, RefusedReviewError, Run, post
from curator.review.output_formats import MARKER, MAX_COMMENT, markdown, plain_text
from curator.review.review_model import (
    Alert,
    ChangedFact,
    CompletenessShare,
    Duplicate,
    EntryChange,
    EvidenceQuestion,
    MainFact,
    RecordChange,
    Review,
    SharedValue,
    Suggestion,
)

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])
HOSTILE = "@octocat #1 GH-1 `x` ``y`` <img src=x onerror=alert(1)> --> <!-- ![p](https://evil.example.org/p.png) [l](https://evil.example.org/) https://evil.example.org | *b* ~~~ :tada:\n# h\n```\n@all"
"""Text that has an effect in Markdown, on GitHub or in a terminal."""
RUN = Run("example/catalog", "c0ffee", "https://github.com/example/catalog/actions/runs/1")
OURS = re.compile(r"<!-- curator review -->|</?details>|<summary>(\d+ [a-z]+|Main facts)</summary>|</?sub>")
"""The HTML that a comment may contain."""


def _review() -> Review:
    """Return a review with hostile text in every field that allows it."""
    fact = ChangedFact(path=HOSTILE, before=HOSTILE, after=HOSTILE)
    long = ChangedFact(path=HOSTILE, before=f"{'word ' * 30}{HOSTILE}", after=f"{HOSTILE} {'word ' * 30}")
    facts = (fact, long, ChangedFact(path=HOSTILE, after=HOSTILE), ChangedFact(path=HOSTILE, before=HOSTILE), fact.model_copy(update={"reordered": True})) * 4
    main = (MainFact(heading=HOSTILE, text=HOSTILE), MainFact(heading="year", text=HOSTILE)) * 10
    share, other = CompletenessShare(percent=7, missing=(HOSTILE,)), CompletenessShare(percent=8, missing=(HOSTILE[1:],))
    kinds = ("removed", "renamed", "withdrawn", "reinstated", "other-data")
    reasons = ("data-doi", "paper-doi", "address", "name")
    shared = tuple(SharedValue.model_validate({"reason": reason, "value": HOSTILE}) for reason in reasons)
    return Review(
        alerts=tuple(Alert.model_validate({"kind": kind, "id": "drive", "other": HOSTILE}) for kind in kinds),
        problems=(Problem(file=HOSTILE, line=1, column=1, code=HOSTILE, message=HOSTILE, fix=HOSTILE),),
        duplicates=(Duplicate(what="record", id=HOSTILE, other=HOSTILE, shared=shared), Duplicate(what="work", id=HOSTILE, other=HOSTILE, shared=shared)),
        questions=(EvidenceQuestion(id="drive", field=HOSTILE, paths=(HOSTILE, HOSTILE), evidence=(HOSTILE,), checked=HOSTILE),),
        records=(
            RecordChange(id="drive", kind="renamed", name=HOSTILE, former_id="stare", facts=facts, before=share, after=other),
            RecordChange(id="hrf", kind="added", name=HOSTILE, main=main, after=share),
        ),
        entries=(
            EntryChange(file=HOSTILE, entry=HOSTILE, kind="changed", facts=facts),
            EntryChange(file="a", entry=HOSTILE, kind="added", main=main),
        ),
        suggestions=(Suggestion(file=HOSTILE, first=1, last=2, before=(HOSTILE,) * 20, after=(HOSTILE,)),),
    )


def _tokens(shown: str) -> Iterator[Token]:
    for token in MARKDOWN.parse(shown):
        yield token
        yield from token.children or ()


def test_text_of_a_record_is_never_markup() -> None:
    """Text of a review appears in code spans and code blocks only: it creates no HTML, link, image or mention."""
    shown = markdown(document(_review(), Pages(archive=RUN.url)))
    assert "octocat" in shown
    tokens = list(_tokens(shown))
    outside = " ".join(token.content for token in tokens if token.type in ("text", "html_inline", "html_block"))
    assert [word for word in ("octocat", "onerror", "evil", "tada", "GH-1", "#1") if word in outside] == []
    assert [token.content for token in tokens if token.type in ("html_inline", "html_block") and OURS.sub("", token.content).strip()] == []
    assert {token.attrs["href"] for token in tokens if token.type == "link_open"} <= {RUN.url}
    assert not [token for token in tokens if token.type == "image"]


def test_hostile_text_has_an_effect_elsewhere() -> None:
    """The same text as a paragraph is markup, so the previous test can fail."""
    assert {"html_inline", "image", "link_open"} <= {token.type for token in _tokens(HOSTILE.partition("\n")[0])}


def test_text_contains_no_control_characters() -> None:
    """The review as plain text contains no characters that a terminal interprets as commands."""
    review = Review(alerts=(Alert(kind="removed", id="drive", other="\x1b]0;x\x07\u202e"),))
    assert "(\\x1b]0;x\\x07\\u202e) was removed" in plain_text(document(review, Pages()))


def test_a_problem_has_exactly_two_lines() -> None:
    """Text of a record or a file name cannot imitate another line of a problem."""
    review = Review(problems=(Problem(file="a\x1b.yaml", line=1, column=1, code="markup", message="x\n    fix: y", fix="z"),))
    assert "a\\x1b.yaml:1:1: x\\n    fix: y [markup]\n" in plain_text(document(review, Pages()))
    assert "a\\x1b.yaml:1:1: x\\n    fix: y [markup]\n    fix: z" in markdown(document(review, Pages()))


def test_a_long_comment_is_cut() -> None:
    """A comment is not longer than GitHub accepts, and says that it was cut."""
    facts = tuple(ChangedFact(path=f"a[{number}]", before="x" * 300, after="y" * 300) for number in range(20))
    records = tuple(RecordChange(id=f"r{number}", kind="changed", facts=facts) for number in range(100))
    shown = markdown(document(Review(records=records), Pages()))
    assert len(shown) < MAX_COMMENT + 500
    assert "**The rest does not fit into a comment.**" in shown


class Host:
    """A stand-in for GitHub: its requests, the comments of pull request 7, and those at its lines."""

    def __init__(self, commit: str = RUN.commit, comments: tuple[tuple[str | None, str], ...] = (), *, refuses: bool = False) -> None:
        self.commit, self.asked, self.refuses = commit, list[tuple[str, str]](), refuses
        self.sent, self.reviews = dict[str, Any](), list[dict[str, Any]]()
        self.at_lines = list[dict[str, Any]]()
        self.comments = [{"id": number, "user": {"login": author} if author else None, "body": body} for number, (author, body) in enumerate(comments, 1)]

    def __call__(self, method: str, path: str, fields: dict[str, Any] | None) -> Any:
        """Answer like GitHub, with a hundred comments per page."""
        self.asked.append((method, path))
        if path.endswith("/reviews"):
            return self._accept(fields or {})
        self.sent = fields or self.sent
        if method != "GET":
            return {}
        if "/comments" not in path:
            return {"head": {"sha": self.commit}}
        page = int(path.rpartition("=")[2])
        return (self.at_lines if "/pulls/" in path else self.comments)[100 * (page - 1) : 100 * page]

    def _accept(self, review: dict[str, Any]) -> dict[str, Any]:
        """Accept a GitHub review with its comments, or refuse it."""
        if self.refuses:
            raise RefusedReviewError("line must be part of the diff")
        self.reviews.append(review)
        self.at_lines += [{"user": {"login": AUTHOR}} | comment for comment in review["comments"]]
        return {}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """The output of the first workflow: a review, and the number of its pull request."""
    (tmp_path / REVIEW).write_text(Review().model_dump_json(), encoding="utf-8")
    (tmp_path / NUMBER).write_text("7\n", encoding="utf-8")
    return tmp_path


def test_the_first_review_is_a_new_comment(output: Path) -> None:
    """Without an earlier comment, a new one is posted, which begins with the marker."""
    host = Host(comments=(("octocat", f"{MARKER} not ours"), (AUTHOR, "of another workflow")))
    assert post(output, RUN, host) == "posted a comment on pull request 7"
    assert host.asked[-1] == ("POST", "repos/example/catalog/issues/7/comments")
    assert host.sent["body"].startswith(f"{MARKER}\n\n**No problems.")


def test_a_later_review_updates_the_comment(output: Path) -> None:
    """Our comment is updated, wherever it is among the other comments."""
    host = Host(comments=(*itertools.repeat(("octocat", "hello"), 119), (None, f"{MARKER} by a deleted account"), (AUTHOR, f"{MARKER}\n\nold")))
    assert post(output, RUN, host) == "updated the comment on pull request 7"
    assert host.asked[-1] == ("PATCH", "repos/example/catalog/issues/comments/121")


def test_nothing_is_posted_for_another_commit(output: Path) -> None:
    """Nothing is posted on a pull request that is not at the commit of the run."""
    host = Host(commit="another")
    assert post(output, RUN, host) == "nothing posted: pull request 7 is not at commit c0ffee"
    assert host.asked == [("GET", "repos/example/catalog/pulls/7")]


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "no digits": (NUMBER, b"7/../8", "number is not a pull request number"),
    "other digits": (NUMBER, "٧".encode(), "number is not a pull request number"),
    "no number": (NUMBER, b"", "number is not a pull request number"),
    "too long a number": (NUMBER, b"7" * 20, "number is larger than 10 bytes"),
    "too large": (REVIEW, b" " * (MAX_REVIEW + 1), "review.json is larger than 1,000,000 bytes"),
    "no JSON": (REVIEW, b"\xff{", "review.json is not a review"),
    "another field": (REVIEW, b'{"body": "x"}', "review.json is not a review"),
    "no id": (REVIEW, b'{"alerts": [{"kind": "removed", "id": "](x)"}]}', "review.json is not a review"),
    "another word": (REVIEW, b'{"records": [{"id": "a", "kind": "<img>"}]}', "review.json is not a review"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_invalid_output_is_refused(name: str, output: Path) -> None:
    """An invalid number, a file that is too large, and JSON that does not match the model are refused before any request."""
    file, content, said = REFUSED[name]
    (output / file).write_bytes(content)
    host = Host()
    with pytest.raises(RefusedReviewError, match=re.escape(said)):
        post(output, RUN, host)
    assert host.asked == []


def test_a_symbolic_link_is_refused(output: Path) -> None:
    """A file that is a symbolic link or missing is refused."""
    (output / REVIEW).rename(output / "elsewhere")
    (output / REVIEW).symlink_to(output / "elsewhere")
    with pytest.raises(RefusedReviewError, match="missing or not a regular file"):
        post(output, RUN, Host())


def test_a_hostile_review_is_posted_as_code(output: Path) -> None:
    """A hostile review is valid, and its text is posted in code spans and code blocks only."""
    (output / REVIEW).write_text(_review().model_dump_json(), encoding="utf-8")
    host = Host()
    post(output, RUN, host)
    assert host.sent["body"] == markdown(document(_review(), Pages(archive=RUN.url)))


BUTTONS = "Some can be applied with one click at their lines"
FILE = "catalog/datasets/good.yaml"


def _suggestion(*after: str, file: str = FILE, first: int = 3, last: int = 3, offered: bool = True) -> Suggestion:
    return Suggestion(file=file, first=first, last=last, before=("x",) * (last - first + 1), after=after, offered=offered)


def _suggested(output: Path, host: Host, *suggestions: Suggestion) -> str:
    """Post a review with these suggestions and return the result."""
    (output / REVIEW).write_text(Review(suggestions=suggestions).model_dump_json(), encoding="utf-8")
    return post(output, RUN, host)


def test_suggestions_are_posted_at_their_lines(output: Path) -> None:
    """Offered suggestions are posted as one GitHub review of the commit, without approval or rejection, and the comment mentions them."""
    host = Host()
    result = _suggested(output, host, _suggestion("a: 1"), _suggestion(first=5, last=7), _suggestion("b: 2", first=9, last=9, offered=False))
    assert result == "posted a comment on pull request 7, with 2 new suggestions at lines"
    [review] = host.reviews
    assert (review["commit_id"], review["event"]) == (RUN.commit, "COMMENT")
    assert review["comments"] == [
        {"path": FILE, "side": "RIGHT", "line": 3, "body": "```suggestion\na: 1\n```"},
        {"path": FILE, "side": "RIGHT", "line": 7, "start_line": 5, "start_side": "RIGHT", "body": "```suggestion\n```"},
    ]
    assert BUTTONS in host.sent["body"]


def test_a_suggestion_is_posted_once(output: Path) -> None:
    """A suggestion that is already at its line is not posted again; the same text by another author does not count."""
    host = Host()
    host.at_lines = [{"user": {"login": "octocat"}, "path": FILE, "line": 3, "body": "```suggestion\na: 1\n```"}] * 110
    _suggested(output, host, _suggestion("a: 1"))
    assert len(host.reviews) == 1
    host.at_lines[-1]["body"] = "```suggestion\r\na: 1\r\n```"
    assert _suggested(output, host, _suggestion("a: 1")) == "posted a comment on pull request 7"
    assert len(host.reviews) == 1
    assert BUTTONS in host.sent["body"]
    # after a push, GitHub lists an outdated comment without a line
    host.at_lines[-1]["line"] = None
    _suggested(output, host, _suggestion("a: 1"), _suggestion("c: 3", first=8, last=8))
    assert [comment["line"] for comment in host.reviews[-1]["comments"]] == [3, 8]


UNSUITABLE = {
    "not offered": _suggestion("a", offered=False),
    "another folder": _suggestion("a", file=".github/workflows/ci.yml"),
    "the folder itself": _suggestion("a", file="catalog"),
    "a path out of the folder": _suggestion("a", file="catalog/../mkdocs.yml"),
    "a path that is not normal": _suggestion("a", file="catalog//datasets/good.yaml"),
    "no name": _suggestion("a", file=""),
    "a hidden character in the name": _suggestion("a", file="catalog/a\u202e.yaml"),
    "a hidden character in the text": _suggestion("a\u202eb"),
    "a line break in a line": _suggestion("a\nb"),
    "text that may have been cut": _suggestion("a" * 30_000),
    "no line": _suggestion("a", first=0, last=0),
    "lines in reverse order": Suggestion(file=FILE, first=4, last=3, before=("x",), after=("a",), offered=True),
}


@pytest.mark.parametrize("name", UNSUITABLE)
def test_unsuitable_suggestions_are_not_posted(name: str, output: Path) -> None:
    """Only offered suggestions with visible text at valid lines of the catalog's files are posted; otherwise the comment does not mention any."""
    host = Host()
    assert _suggested(output, host, UNSUITABLE[name]) == "posted a comment on pull request 7"
    assert host.reviews == []
    assert BUTTONS not in host.sent["body"]
    assert not [path for _, path in host.asked if path.startswith("repos/example/catalog/pulls/7/")]


def test_the_number_of_suggestions_is_limited(output: Path) -> None:
    """The first twenty suggestions are posted, and a later run does not post more."""
    host, many = Host(), [_suggestion("a: 1", first=line, last=line) for line in range(1, 31)]
    _suggested(output, host, *many)
    _suggested(output, host, *many)
    assert [[comment["line"] for comment in review["comments"]] for review in host.reviews] == [list(range(1, MAX_SUGGESTIONS + 1))]


def test_the_comment_is_posted_without_refused_suggestions(output: Path) -> None:
    """If GitHub refuses the suggestions, the comment is posted without mentioning them, and the command says why."""
    host = Host(refuses=True)
    result = _suggested(output, host, _suggestion("a: 1"))
    assert (
        result
        == "posted a comment on pull request 7; suggestions could not be posted at their lines and are only in the comment: line must be part of the diff"
    )
    assert host.sent["body"].startswith(f"{MARKER}\n\n**No problems, 1 suggestion.")
    assert BUTTONS not in host.sent["body"]


def _workflow(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    return found


def test_the_two_workflows_match() -> None:
    """The second workflow is started by the first, and reads the files that the first writes."""
    first, second = _workflow("ci.yml"), _workflow("comment.yml")
    # YAML 1.1 reads the key `on` as true
    assert second[True]["workflow_run"]["workflows"] == [first["name"]]
    steps = first["jobs"]["review"]["steps"]
    commands = " ".join(step.get("run", "") for step in steps)
    assert f"> review/{NUMBER}" in commands
    # the first workflow checks out the merge commit; suggestions are for its second parent, which the checkout must contain
    assert "curator review --base HEAD^1 --of HEAD^2 --format json" in commands
    assert steps[0]["with"]["fetch-depth"] == 2
    assert f"> review/{REVIEW}" in commands
    uploads = {step["with"]["name"]: step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", "")}
    assert uploads == {"review": "review", "pages": "pages"}


def test_the_second_workflow_runs_no_code_of_the_pull_request() -> None:
    """The workflow that comments checks out the default branch without credentials and downloads files outside of it; the first workflow can only read."""
    first, second = _workflow("ci.yml")["jobs"], _workflow("comment.yml")["jobs"]["comment"]
    assert all(job["permissions"] == {"contents": "read"} for job in first.values())
    assert second["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    checkout, _, _, download, _ = second["steps"]
    assert checkout["with"] == {"ref": "${{ github.event.repository.default_branch }}", "persist-credentials": False}
    assert download["with"]["path"].startswith("${{ runner.temp }}/")
    for job in (*first.values(), second):
        # an expression in a command would be inserted before the shell parses it
        assert not [step for step in job["steps"] if "${{" in step.get("run", "")]
