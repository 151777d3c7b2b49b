"""What is promised of the comment on a pull request: text from it is never markup, and what its run left is data, checked before it is used."""

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
from curator.review.blocks import Pages
from curator.review.comment_markdown import LONGEST, MARKER, markdown
from curator.review.data import Alarm, EntryChange, Fact, Fault, Main, Mending, Question, RecordChange, Review, Share, Shared, Twin
from curator.review.document import document
from curator.review.github import AUTHOR, RefusedError, Run
from curator.review.pull_request_comment import LARGEST, NUMBER, REVIEW, post
from curator.review.suggestions import MOST
from curator.review.terminal import text

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])
HOSTILE = "@octocat #1 GH-1 `x` ``y`` <img src=x onerror=alert(1)> --> <!-- ![p](https://evil.example.org/p.png) [l](https://evil.example.org/) https://evil.example.org | *b* ~~~ :tada:\n# h\n```\n@all"
"""Text that would do something in Markdown, on a page of GitHub or in a terminal."""
RUN = Run("example/catalog", "c0ffee", "https://github.com/example/catalog/actions/runs/1")
OURS = re.compile(r"<!-- curator review -->|</?details>|<summary>(\d+ [a-z]+|Main facts)</summary>|</?sub>")
"""All the HTML that a comment may hold."""


def _review() -> Review:
    """A review that holds as much hostile text as its shape allows."""
    fact = Fact(path=HOSTILE, before=HOSTILE, after=HOSTILE)
    long = Fact(path=HOSTILE, before=f"{'word ' * 30}{HOSTILE}", after=f"{HOSTILE} {'word ' * 30}")
    facts = (fact, long, Fact(path=HOSTILE, after=HOSTILE), Fact(path=HOSTILE, before=HOSTILE), fact.model_copy(update={"order": True})) * 4
    main = (Main(heading=HOSTILE, text=HOSTILE), Main(heading="year", text=HOSTILE)) * 10
    share, other = Share(percent=7, missing=(HOSTILE,)), Share(percent=8, missing=(HOSTILE[1:],))
    kinds = ("removed", "renamed", "withdrawn", "reinstated", "another")
    whys = ("data-doi", "paper-doi", "address", "name")
    shared = tuple(Shared.model_validate({"why": why, "value": HOSTILE}) for why in whys)
    return Review(
        alarms=tuple(Alarm.model_validate({"kind": kind, "id": "drive", "other": HOSTILE}) for kind in kinds),
        problems=(Fault(file=HOSTILE, line=1, column=1, code=HOSTILE, message=HOSTILE, fix=HOSTILE),),
        twins=(Twin(what="record", id=HOSTILE, other=HOSTILE, shared=shared), Twin(what="work", id=HOSTILE, other=HOSTILE, shared=shared)),
        questions=(Question(id="drive", field=HOSTILE, paths=(HOSTILE, HOSTILE), rests_on=(HOSTILE,), checked=HOSTILE),),
        records=(
            RecordChange(id="drive", fate="renamed", name=HOSTILE, was="stare", facts=facts, before=share, after=other),
            RecordChange(id="hrf", fate="added", name=HOSTILE, main=main, after=share),
        ),
        entries=(
            EntryChange(file=HOSTILE, entry=HOSTILE, fate="changed", facts=facts),
            EntryChange(file="a", entry=HOSTILE, fate="added", main=main),
        ),
        mendings=(Mending(file=HOSTILE, first=1, last=2, before=(HOSTILE,) * 20, after=(HOSTILE,)),),
    )


def _tokens(shown: str) -> Iterator[Token]:
    for token in MARKDOWN.parse(shown):
        yield token
        yield from token.children or ()


def test_nothing_of_a_record_is_markup() -> None:
    """Whatever stands in any text of a review, it comes out in code spans and blocks alone: no HTML, link, picture or mention is made of it."""
    shown = markdown(document(_review(), Pages(archive=RUN.url)))
    assert "octocat" in shown
    tokens = list(_tokens(shown))
    outside = " ".join(token.content for token in tokens if token.type in ("text", "html_inline", "html_block"))
    assert [word for word in ("octocat", "onerror", "evil", "tada", "GH-1", "#1") if word in outside] == []
    assert [token.content for token in tokens if token.type in ("html_inline", "html_block") and OURS.sub("", token.content).strip()] == []
    assert {token.attrs["href"] for token in tokens if token.type == "link_open"} <= {RUN.url}
    assert not [token for token in tokens if token.type == "image"]


def test_the_check_can_fail() -> None:
    """The same text as a paragraph would be markup, so that its absence means something."""
    assert {"html_inline", "image", "link_open"} <= {token.type for token in _tokens(HOSTILE.partition("\n")[0])}


def test_a_terminal_is_not_steered() -> None:
    """The review as text holds no character that a terminal would take for a command."""
    review = Review(alarms=(Alarm(kind="removed", id="drive", other="\x1b]0;x\x07\u202e"),))
    assert "(\\x1b]0;x\\x07\\u202e) is removed" in text(document(review, Pages()))


def test_a_problem_stands_on_its_own_two_lines() -> None:
    """What a record or the name of a file holds cannot pretend to be a further line of a problem."""
    review = Review(problems=(Fault(file="a\x1b.yaml", line=1, column=1, code="markup", message="x\n    fix: y", fix="z"),))
    assert "a\\x1b.yaml:1:1: x\\n    fix: y [markup]\n" in text(document(review, Pages()))
    assert "a\\x1b.yaml:1:1: x\\n    fix: y [markup]\n    fix: z" in markdown(document(review, Pages()))


def test_a_long_comment_is_cut() -> None:
    """A comment is never longer than GitHub takes, and says that it was cut."""
    facts = tuple(Fact(path=f"a[{number}]", before="x" * 300, after="y" * 300) for number in range(20))
    records = tuple(RecordChange(id=f"r{number}", fate="changed", facts=facts) for number in range(100))
    shown = markdown(document(Review(records=records), Pages()))
    assert len(shown) < LONGEST + 500
    assert "**The rest does not fit into a comment.**" in shown


class Host:
    """GitHub, as far as comments go: what it was asked, and the comments of pull request 7, those at its lines apart."""

    def __init__(self, commit: str = RUN.commit, comments: tuple[tuple[str | None, str], ...] = (), *, refuses: bool = False) -> None:
        self.commit, self.asked, self.refuses = commit, list[tuple[str, str]](), refuses
        self.sent, self.reviews = dict[str, Any](), list[dict[str, Any]]()
        self.at_lines = list[dict[str, Any]]()
        self.comments = [{"id": number, "user": {"login": author} if author else None, "body": body} for number, (author, body) in enumerate(comments, 1)]

    def __call__(self, method: str, path: str, fields: dict[str, Any] | None) -> Any:
        """Answer as GitHub does, a hundred comments a page."""
        self.asked.append((method, path))
        if path.endswith("/reviews"):
            return self._take(fields or {})
        self.sent = fields or self.sent
        if method != "GET":
            return {}
        if "/comments" not in path:
            return {"head": {"sha": self.commit}}
        page = int(path.rpartition("=")[2])
        return (self.at_lines if "/pulls/" in path else self.comments)[100 * (page - 1) : 100 * page]

    def _take(self, review: dict[str, Any]) -> dict[str, Any]:
        """Take a review with its comments, or refuse it whole."""
        if self.refuses:
            raise RefusedError("line must be part of the diff")
        self.reviews.append(review)
        self.at_lines += [{"user": {"login": AUTHOR}} | comment for comment in review["comments"]]
        return {}


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """What a run left: a review, and the number of its pull request."""
    (tmp_path / REVIEW).write_text(Review().model_dump_json(), encoding="utf-8")
    (tmp_path / NUMBER).write_text("7\n", encoding="utf-8")
    return tmp_path


def test_the_first_review_is_a_new_comment(left: Path) -> None:
    """Where no comment of ours is there, one is made, with the marker first."""
    host = Host(comments=(("octocat", f"{MARKER} not ours"), (AUTHOR, "of another workflow")))
    assert post(left, RUN, host) == "commented on pull request 7"
    assert host.asked[-1] == ("POST", "repos/example/catalog/issues/7/comments")
    assert host.sent["body"].startswith(f"{MARKER}\n\n**Nothing to mend.")


def test_a_later_review_renews_the_comment(left: Path) -> None:
    """The one comment of ours is renewed, wherever it stands among the others."""
    host = Host(comments=(*itertools.repeat(("octocat", "hello"), 119), (None, f"{MARKER} of somebody who left"), (AUTHOR, f"{MARKER}\n\nold")))
    assert post(left, RUN, host) == "renewed the comment on pull request 7"
    assert host.asked[-1] == ("PATCH", "repos/example/catalog/issues/comments/121")


def test_a_number_counts_only_with_its_commit(left: Path) -> None:
    """Nothing is posted on a pull request that is not at the commit of the run, whatever number the run left."""
    host = Host(commit="another")
    assert post(left, RUN, host) == "nothing posted: pull request 7 is not at commit c0ffee"
    assert host.asked == [("GET", "repos/example/catalog/pulls/7")]


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "no digits": (NUMBER, b"7/../8", "number is not the number of a pull request"),
    "other digits": (NUMBER, "٧".encode(), "number is not the number of a pull request"),
    "no number": (NUMBER, b"", "number is not the number of a pull request"),
    "too long a number": (NUMBER, b"7" * 20, "number has more than 10 bytes"),
    "too large": (REVIEW, b" " * (LARGEST + 1), "review.json has more than 1,000,000 bytes"),
    "no JSON": (REVIEW, b"\xff{", "review.json is not a review"),
    "another field": (REVIEW, b'{"body": "x"}', "review.json is not a review"),
    "no id": (REVIEW, b'{"alarms": [{"kind": "removed", "id": "](x)"}]}', "review.json is not a review"),
    "another word": (REVIEW, b'{"records": [{"id": "a", "fate": "<img>"}]}', "review.json is not a review"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_review_is_refused(name: str, left: Path) -> None:
    """A number that is none, a file too large, and JSON that is not of the shape of a review are refused before anything is asked."""
    file, content, said = REFUSED[name]
    (left / file).write_bytes(content)
    host = Host()
    with pytest.raises(RefusedError, match=re.escape(said)):
        post(left, RUN, host)
    assert host.asked == []


def test_a_link_to_another_file_is_refused(left: Path) -> None:
    """A file that is a link, or is not there, is refused."""
    (left / REVIEW).rename(left / "elsewhere")
    (left / REVIEW).symlink_to(left / "elsewhere")
    with pytest.raises(RefusedError, match="missing, or no file"):
        post(left, RUN, Host())


def test_the_comment_has_words_of_ours_alone(left: Path) -> None:
    """A hostile review passes its shape, and its comment is no more than code spans and blocks within our words."""
    (left / REVIEW).write_text(_review().model_dump_json(), encoding="utf-8")
    host = Host()
    post(left, RUN, host)
    assert host.sent["body"] == markdown(document(_review(), Pages(archive=RUN.url)))


BUTTONS = "Some can be applied by a click at their lines"
FILE = "catalog/datasets/good.yaml"


def _mending(*after: str, file: str = FILE, first: int = 3, last: int = 3, offered: bool = True) -> Mending:
    return Mending(file=file, first=first, last=last, before=("x",) * (last - first + 1), after=after, offered=offered)


def _suggested(left: Path, host: Host, *mendings: Mending) -> str:
    """What the command says of a review that holds these mendings."""
    (left / REVIEW).write_text(Review(mendings=mendings).model_dump_json(), encoding="utf-8")
    return post(left, RUN, host)


def test_suggestions_stand_at_their_lines(left: Path) -> None:
    """What a click can apply is posted as one review of the run's commit, without a verdict, and the comment says where the buttons are."""
    host = Host()
    said = _suggested(left, host, _mending("a: 1"), _mending(first=5, last=7), _mending("b: 2", first=9, last=9, offered=False))
    assert said == "commented on pull request 7, with 2 new suggestions at lines"
    [review] = host.reviews
    assert (review["commit_id"], review["event"]) == (RUN.commit, "COMMENT")
    assert review["comments"] == [
        {"path": FILE, "side": "RIGHT", "line": 3, "body": "```suggestion\na: 1\n```"},
        {"path": FILE, "side": "RIGHT", "line": 7, "start_line": 5, "start_side": "RIGHT", "body": "```suggestion\n```"},
    ]
    assert BUTTONS in host.sent["body"]


def test_a_suggestion_is_posted_once(left: Path) -> None:
    """What stands at its line already is not posted again, wherever it is in the list; the same words by somebody else are not ours."""
    host = Host()
    host.at_lines = [{"user": {"login": "octocat"}, "path": FILE, "line": 3, "body": "```suggestion\na: 1\n```"}] * 110
    _suggested(left, host, _mending("a: 1"))
    assert len(host.reviews) == 1
    host.at_lines[-1]["body"] = "```suggestion\r\na: 1\r\n```"
    assert _suggested(left, host, _mending("a: 1")) == "commented on pull request 7"
    assert len(host.reviews) == 1
    assert BUTTONS in host.sent["body"]
    # a push that moves on leaves the comment without a line
    host.at_lines[-1]["line"] = None
    _suggested(left, host, _mending("a: 1"), _mending("c: 3", first=8, last=8))
    assert [comment["line"] for comment in host.reviews[-1]["comments"]] == [3, 8]


UNSUITED = {
    "not offered": _mending("a", offered=False),
    "another folder": _mending("a", file=".github/workflows/ci.yml"),
    "no file of the folder": _mending("a", file="catalog"),
    "a way out": _mending("a", file="catalog/../mkdocs.yml"),
    "a way about": _mending("a", file="catalog//datasets/good.yaml"),
    "no name": _mending("a", file=""),
    "a name that hides": _mending("a", file="catalog/a\u202e.yaml"),
    "text that hides": _mending("a\u202eb"),
    "two lines in one": _mending("a\nb"),
    "text that may be cut": _mending("a" * 30_000),
    "no line": _mending("a", first=0, last=0),
    "lines backwards": Mending(file=FILE, first=4, last=3, before=("x",), after=("a",), offered=True),
}


@pytest.mark.parametrize("name", UNSUITED)
def test_what_is_not_for_a_click_is_not_suggested(name: str, left: Path) -> None:
    """Only what is offered, in a file of the catalog, at lines, in text that shows all it holds, becomes a suggestion; else there is no review, and no button is told of."""
    host = Host()
    assert _suggested(left, host, UNSUITED[name]) == "commented on pull request 7"
    assert host.reviews == []
    assert BUTTONS not in host.sent["body"]
    assert not [path for _, path in host.asked if path.startswith("repos/example/catalog/pulls/7/")]


def test_suggestions_are_not_too_many(left: Path) -> None:
    """Of many suggestions the first twenty stand at lines, and a later run does not add to them."""
    host, many = Host(), [_mending("a: 1", first=line, last=line) for line in range(1, 31)]
    _suggested(left, host, *many)
    _suggested(left, host, *many)
    assert [[comment["line"] for comment in review["comments"]] for review in host.reviews] == [list(range(1, MOST + 1))]


def test_a_refused_suggestion_leaves_the_comment(left: Path) -> None:
    """Where GitHub does not take the suggestions, the comment is posted without a word on buttons, and the command says why."""
    host = Host(refuses=True)
    said = _suggested(left, host, _mending("a: 1"))
    assert said == "commented on pull request 7; no suggestions stand at lines, which the comment shows all the same: line must be part of the diff"
    assert host.sent["body"].startswith(f"{MARKER}\n\n**Nothing to mend, 1 suggestion.")
    assert BUTTONS not in host.sent["body"]


def _workflow(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    return found


def test_the_two_stages_fit_together() -> None:
    """The second workflow follows the first by its name, and the files that one leaves are those that the other reads."""
    first, second = _workflow("ci.yml"), _workflow("comment.yml")
    # YAML 1.1 takes the key `on` for true
    assert second[True]["workflow_run"]["workflows"] == [first["name"]]
    steps = first["jobs"]["review"]["steps"]
    said = " ".join(step.get("run", "") for step in steps)
    assert f"> review/{NUMBER}" in said
    # the first stage is at the merge; suggestions are for the commit that it merges, which the checkout has to hold
    assert "curator review --base HEAD^1 --of HEAD^2 --format json" in said
    assert steps[0]["with"]["fetch-depth"] == 2
    assert f"> review/{REVIEW}" in said
    uploads = {step["with"]["name"]: step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", "")}
    assert uploads == {"review": "review", "pages": "pages"}


def test_the_second_stage_runs_nothing_of_the_pull_request() -> None:
    """What may comment checks out the default branch, keeps no credentials, and puts what it downloads beside the checkout; the first stage may only read."""
    first, second = _workflow("ci.yml")["jobs"], _workflow("comment.yml")["jobs"]["comment"]
    assert all(job["permissions"] == {"contents": "read"} for job in first.values())
    assert second["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    checkout, _, _, download, _ = second["steps"]
    assert checkout["with"] == {"ref": "${{ github.event.repository.default_branch }}", "persist-credentials": False}
    assert download["with"]["path"].startswith("${{ runner.temp }}/")
    for job in (*first.values(), second):
        # an expression inside a command would be put into it before the shell reads it
        assert not [step for step in job["steps"] if "${{" in step.get("run", "")]
