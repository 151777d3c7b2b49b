"""Quality of the catalog as JSON: the complete data of the page about quality."""

from dataclasses import asdict
from typing import Any

from curator.contribute.issue_urls import correction
from curator.records.rules.age import FRESH
from curator.records.settings import Settings
from curator.site.exports.json_text import as_lines
from curator.site.views.completeness import LABELS
from curator.site.views.gaps import RecordSummary
from curator.site.views.link_state import TONES
from curator.site.views.quality_page import Quality


def quality_json(found: Quality, settings: Settings) -> str:
    """Return all measures of the quality of the catalog."""
    head = {"name": settings.name, "version": settings.version, "licence": settings.licence, "url": settings.url, "day": found.day}
    return as_lines(head | {"form": correction_template(settings)} | _measured(found))


def correction_template(settings: Settings) -> str:
    """Return the URL of the form for a missing or unverified value, with `{id}` and `{field}` to be replaced."""
    return correction(settings.repository, "{id}", "{field}").replace("%7B", "{").replace("%7D", "}")


def _measured(found: Quality) -> dict[str, Any]:
    return {
        "completeness": {
            "formula": "round(100 * questions answered with evidence / questions that apply to the record)",
            "questions": LABELS,
            "percent": found.percent,
            "by_question": [_without(it, "missing") for it in found.fields],
            "by_record": [_record(it) for it in found.records],
        },
        "gaps": [{"id": it.id, "field": it.field} | ({"doubted": True} if it.doubted else {}) for it in found.gaps],
        "freshness": {"days": FRESH.days, "facts": found.facts, "oldest_check": found.oldest, "stale": [_without(it, "name") for it in found.stale]},
        "unverified": {"facts": [_without(it, "name", "form") for it in found.doubts], "works": [asdict(it) for it in found.works]},
        "links": {
            "last": found.health.last or None,
            "runs": found.health.runs,
            "addresses": found.health.addresses,
            "states": [asdict(it) | {"tone": _tone(it.state)} for it in found.health.counts],
            "to_look_at": [asdict(it) for it in found.health.concerns],
        },
    }


def _record(summary: RecordSummary) -> dict[str, Any]:
    """Return a record with the questions that do not apply to it, if there are any, instead of those that apply."""
    not_asked = [field for field in LABELS if field not in summary.questions]
    return _without(summary, "questions") | ({"not_asked": not_asked} if not_asked else {})


def _without(item: Any, *keys: str) -> dict[str, Any]:
    """Return an item without some keys: names of datasets and missing answers, which are in other parts of the file."""
    return {key: value for key, value in asdict(item).items() if key not in keys}


def _tone(state: str) -> str:
    """Return the tone of a link state, which is unknown for links that were not checked."""
    return next((tone for known, tone in TONES.items() if known == state), "unknown")
