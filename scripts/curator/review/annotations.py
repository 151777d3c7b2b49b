"""A review as GitHub's workflow commands, which become annotations on the lines of a pull request."""

from collections.abc import Iterator

from curator.records import load as catalogs
from curator.records.problem import Problem, command
from curator.review.data import Review


def annotations(review: Review) -> str:
    """Problems as errors, questions as warnings, what a program would write otherwise as notices."""
    return "".join(_lines(review))


def _lines(review: Review) -> Iterator[str]:
    for it in review.problems:
        yield command("error", it.problem)
    for asked in review.questions:
        file = f"{catalogs.DATASETS}/{asked.id}.yaml"
        message = f"{', '.join(asked.paths)}: this has changed, what it rests on and the day of the check have not"
        yield command("warning", Problem(file, asked.line, 1, "which page says so?", message, "name the page, or renew `checked` once you have compared"))
    for twin in review.twins:
        if twin.what == "record":
            shared = "; ".join(f"the same {it.why.replace('-', ' ')}: {it.value}" for it in twin.shared)
            message = f"`{twin.other}` has {shared}"
            fix = "tell the two apart, or relate them"
            yield command("warning", Problem(f"{catalogs.DATASETS}/{twin.id}.yaml", 1, 1, "the same data twice?", message, fix))
    for mending in review.mendings:
        message = "a program would write this otherwise"
        fix = "\n".join(mending.after) if any(mending.after) else "write an empty line here" if mending.after else "remove the line"
        yield command("notice", Problem(mending.file, mending.first, 1, "suggestion", message, fix))
