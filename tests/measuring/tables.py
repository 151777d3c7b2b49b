"""The tables of the page: measurements in units, and ratios."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from measuring.compared import CHECK_JSONSCHEMA, MKDOCS, MKDOCS_DEFAULT, OURS
from measuring.results import Measurement, SizeResult, ratio
from measuring.steps import COLD, EDIT
from measuring.written_numbers import NOT_MEASURED, megabytes, percent, seconds, table, times

__all__ = ["browser", "build", "check", "comparison", "growth", "profiles", "site", "summary"]
_USED = ("processor, s", "elapsed, s", "peak memory, MB")


def processor(measurements: Sequence[Measurement], program: str, step: str = COLD) -> float | None:
    """Return the processor seconds of a step of a program; None if they were not measured."""
    return next((it.typical.processor for it in measurements if (it.program, it.step) == (program, step) and it.runs), None)


def build(size: SizeResult) -> str:
    """Return the table of builds, with ratios to MkDocs."""
    return _used(f"Build, {size.records:,} records", size.builds, (MKDOCS, MKDOCS_DEFAULT))


def check(size: SizeResult) -> str:
    """Return the table of checks, with ratios to check-jsonschema."""
    return _used(f"Check, {size.records:,} records", size.checks, (CHECK_JSONSCHEMA,))


def _used(label: str, measurements: Sequence[Measurement], bases: Sequence[str]) -> str:
    """Return a table of steps with ratios to the cold step of other programs, and the reasons for missing steps below it."""
    columns = [(base, processor(measurements, base)) for base in bases]
    headings = ("program: step", *_USED, *(f"relative to {base}" for base in bases))
    rows = []
    reasons: dict[tuple[str, str], list[str]] = {}
    for it in measurements:
        if it.missing:
            reasons.setdefault((it.program, it.missing.splitlines()[0]), []).append(it.step)
        if not it.runs:
            rows.append((f"{it.program}: {it.step}", *[NOT_MEASURED] * (len(_USED) + len(bases))))
            continue
        found = it.typical
        ratios = (times(ratio(found.processor, base)) for _, base in columns)
        rows.append((f"{it.program}: {it.step}", seconds(found.processor), seconds(found.elapsed), megabytes(found.memory), *ratios))
    sentences = (f"Not measured: {program} ({', '.join(steps)}), {reason}." for (program, reason), steps in reasons.items())
    return "\n\n".join([table(label, headings, rows), *sentences])


def site(size: SizeResult) -> str:
    """Return the table of the sizes of the sites, with ratios to MkDocs."""
    base = next((it.content for it in size.sites if it.program == MKDOCS), None)
    rows = [(it.program, megabytes(it.content), megabytes(it.disk), f"{it.files:,}", times(ratio(it.content, base))) for it in size.sites]
    return table(f"Size of the site, {size.records:,} records", ("program", "files, MB", "on disk, MB", "number of files", f"relative to {MKDOCS}"), rows)


def comparison(size: SizeResult) -> str:
    """Return a sentence with the ratios of our processor time to that of each other program, from the fastest of them to the slowest."""
    parts = []
    for what, measurements in (("build", size.builds), ("check", size.checks)):
        ours = processor(measurements, OURS)
        found = {
            it.program: times(ratio(ours, processor(measurements, it.program))) for it in measurements if it.program != OURS and it.runs and it.step == COLD
        }
        if ours is not None and found:
            ranked = sorted(found.items(), key=lambda it: -float(it[1].replace(",", "")))
            parts.append(f"a cold {what} takes {', '.join(f'{number} times the processor time of {name}' for name, number in ranked)}")
    return "; ".join(parts)


def summary(sizes: Sequence[SizeResult]) -> str:
    """Return the most important figures of all sizes."""
    lines: tuple[tuple[str, Callable[[SizeResult], str]], ...] = (
        (f"cold build relative to {MKDOCS}", lambda it: times(ratio(processor(it.builds, OURS), processor(it.builds, MKDOCS)))),
        (f"cold build relative to {MKDOCS_DEFAULT}", lambda it: times(ratio(processor(it.builds, OURS), processor(it.builds, MKDOCS_DEFAULT)))),
        ("build after one change, processor seconds", lambda it: _seconds(it.builds)),
        (f"cold check relative to {CHECK_JSONSCHEMA}", lambda it: times(ratio(processor(it.checks, OURS), processor(it.checks, CHECK_JSONSCHEMA)))),
        ("check after one change, processor seconds", lambda it: _seconds(it.checks)),
        ("peak memory of the largest process, MB", lambda it: megabytes(max(one.typical.memory for one in (*it.builds, *it.checks) if one.program == OURS))),
        ("site, MB of files", lambda it: next((megabytes(one.content) for one in it.sites if one.program == OURS), NOT_MEASURED)),
    )
    return table("Summary", ("measurement", *(f"{it.records:,} records" for it in sizes)), [(name, *map(value, sizes)) for name, value in lines])


def _seconds(measurements: Sequence[Measurement]) -> str:
    found = processor(measurements, OURS, EDIT)
    return NOT_MEASURED if found is None else seconds(found)


def growth(sizes: Sequence[SizeResult]) -> str:
    """Return how the processor time of each step grows from each size to the next; empty if there is only one."""
    pairs = list(pairwise(sizes))
    rows = [("number of records", *(times(more.records / less.records) for less, more in pairs))]
    for what in ("build", "check"):
        of = {size.records: size.builds if what == "build" else size.checks for size in sizes}
        for program, step in dict.fromkeys((it.program, it.step) for measurements in of.values() for it in measurements):
            grown = (ratio(processor(of[more.records], program, step), processor(of[less.records], program, step)) for less, more in pairs)
            rows.append((f"{program}: {what}, {step}", *map(times, grown)))
    return table("Growth", ("program: command, step", *(f"{less.records:,} → {more.records:,} records" for less, more in pairs)), rows) if pairs else ""


def browser(sizes: Sequence[SizeResult]) -> str:
    """Return the measurements in the browser, and the reasons for missing ones."""
    names = dict.fromkeys(name for size in sizes for name in size.browser)
    headings = ("measurement", *(f"{it.records:,} records" for it in sizes))
    reasons = [f"Not measured with {it.records:,} records: {it.browser_missing}." for it in sizes if it.browser_missing]
    return "\n\n".join([table("Table in the browser", headings, [(name, *(it.browser.get(name, NOT_MEASURED) for it in sizes)) for name in names]), *reasons])


def profiles(size: SizeResult) -> list[dict[str, str]]:
    """Return the tables of the profiles."""
    return [
        {
            "step": it.step,
            "used": f"Not measured: {it.missing.splitlines()[0]}." if it.missing else f"{seconds(it.seconds)} seconds of processor time.",
            "functions": table(
                f"Functions, {it.step}", ("function", "with calls", "own"), [(f"`{one.name}`", percent(one.total), percent(one.own)) for one in it.functions]
            ),
            "packages": table(f"Packages, {it.step}", ("package", "share"), [(name, percent(share)) for name, share in it.packages]),
        }
        for it in size.profiles
    ]
