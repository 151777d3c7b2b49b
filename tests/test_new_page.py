"""What is promised of the page on which a record is written: every field, the words of the checks, and a record that passes them."""

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from conftest import ROOT
from curator import catalog as catalogs

Draft = dict[str, Any]
Made = dict[str, Any]

NEW = "contribute/new/"
SUMMARY = (
    "Forty photographs of an invented harbour, made up so that the form has something to write down; nobody took them, and nobody can have them. "
    "Thirty are for training and ten for testing, each with one map of its piers. They serve to try the page on which records are written, and "
    "nothing else. Beware of any paper that reports a score on them, because there is nothing to score."
)
BASE: Draft = {
    "id": "pier",
    "name": "Pier",
    "kind": "medical",
    "status": "available",
    "summary": SUMMARY,
    "year": "2021",
    "modality": ["fundus-photography"],
    "tasks": ["segmentation"],
    "dimensions": ["2d"],
    "counts": [{"key": "image", "*": {"how": "", "number": "40"}}],
    "splits": [{"name": "official", "unit": "image", "train": "30", "test": "10"}],
    "access": {
        "homepage": "https://pier.example.org/data/",
        "routes": [{"to": "everything", "steps": ["download"], "url": "https://pier.example.org/all.zip"}],
    },
    "licence": [{"covers": "all", "id": "CC-BY-4.0"}],
    "sources": [{"key": "owner", "*": {"url": "https://pier.example.org/", "what": "owners' page"}}],
    "vouch": {name: {"source": ["owner"]} for name in ("year", "modality", "tasks", "dimensions", "counts", "splits", "access", "licence")},
    "checked": "2026-11-23",
}
"""What a person typed for a record without a fault."""
RUN = """
    async ([base, drafts]) => {
        const [model, faults, yaml] = await Promise.all(['model', 'faults', 'yaml'].map(name => import(`${base}${name}.js`)));
        const known = model.knownOf(document.querySelector('form[data-new]'));
        return drafts.map(draft => {
            const {id, record, values, rules} = faults.outcomeOf(known, draft);
            return {id, text: yaml.yamlOf(known.fields, record, known.form), values, rules};
        });
    }
"""


def changed(**fields: Any) -> Draft:
    """The draft with other fields: dots in a name are written as two underscores, and None removes one."""
    draft = deepcopy(BASE)
    for name, value in fields.items():
        *above, last = name.split("__")
        holder = draft
        for step in above:
            holder = holder.setdefault(step, {})
        holder[last] = value
        if value is None:
            del holder[last]
    return draft


@pytest.fixture(scope="module")
def page(browser: Browser, served: str) -> Iterator[Page]:
    """The page, for calls of its functions."""
    context = browser.new_context()
    found = context.new_page()
    found.goto(served + NEW)
    yield found
    context.close()


Make = Callable[[list[Draft]], list[Made]]


@pytest.fixture(scope="module")
def make(page: Page, served: str) -> Make:
    """Makes records of drafts."""

    def made(drafts: list[Draft]) -> list[Made]:
        found: list[Made] = page.evaluate(RUN, [f"{served}assets/js/new/", drafts])
        return found

    return made


def told(folder: Path, texts: dict[str, str]) -> dict[str, set[tuple[str, str]]]:
    """What `curator check` says of records laid into a copy of the catalog, by their ids: message and fix of each problem."""
    shutil.copytree(ROOT / "catalog", folder / "catalog")
    for id_, text in texts.items():
        (folder / catalogs.DATASETS / f"{id_}.yaml").write_text(text, encoding="utf-8")
    found: dict[str, set[tuple[str, str]]] = {id_: set() for id_ in texts}
    for problem in catalogs.load(folder)[1]:
        if (id_ := Path(problem.file).stem) in found:
            found[id_].add((problem.message, problem.fix))
    return found


FAULTY: dict[str, Draft] = {
    "missing-fields": changed(name=None, modality=None, access=None),
    "missing-in-an-item": changed(splits=[{"train": "30", "test": "10"}]),
    "near-term": changed(modality=["fundus photographs"]),
    "alias-of-a-term": changed(tasks=["Segmenting"]),
    "term-of-a-long-vocabulary": changed(modality=["water colour"]),
    "term-of-a-short-vocabulary": changed(dimensions=["flat"]),
    "unknown-unit-as-a-key": changed(counts=[{"key": "imags", "*": {"number": "40"}}]),
    "address-with-a-space": changed(access__homepage="https://example.org/a b"),
    "address-without-scheme": changed(access__homepage="www.example.org"),
    "address-with-a-user": changed(access__homepage="https://me@example.org/"),
    "address-with-a-bad-port": changed(access__homepage="https://example.org:port/"),
    "address-without-https": changed(access__homepage="http://pier.example.org/data/"),
    "address-of-another": changed(access__homepage="https://drive.grand-challenge.org/"),
    "no-such-day": changed(checked="2026-02-30"),
    "day-first": changed(checked="23.11.2026"),
    "markup": changed(provider="The **Harbour** Office", vouch__provider={"source": ["owner"]}),
    "html": changed(annotation="Drawn by <b>two</b> people.", vouch__annotation={"source": ["owner"]}),
    "placeholder": changed(provider="n/a", vouch__provider={"source": ["owner"]}),
    "tab-in-a-line": changed(provider="Harbour\tOffice", vouch__provider={"source": ["owner"]}),
    "several-lines": changed(provider="Harbour\nOffice", vouch__provider={"source": ["owner"]}),
    "too-long-a-line": changed(provider="Harbour " * 40, vouch__provider={"source": ["owner"]}),
    "too-long-a-text": changed(annotation="word " * 500, vouch__annotation={"source": ["owner"]}),
    "year-out-of-range": changed(year="1776"),
    "year-as-words": changed(year="last year"),
    "number-with-separators": changed(counts=[{"key": "image", "*": {"number": "40,000"}}]),
    "less-than-nothing": changed(counts=[{"key": "image", "*": {"number": "-40"}}]),
    "half-an-image": changed(counts=[{"key": "image", "*": {"number": "40.5"}}]),
    "no-number": changed(counts=[{"key": "image", "*": {"number": ""}}]),
    "no-gigabytes": changed(download_size=[{"what": "all", "gigabytes": {"0": "0"}}], vouch__download_size={"source": ["owner"]}),
    "falling-gigabytes": changed(download_size=[{"what": "all", "gigabytes": {"0": "2.5", "1": "1"}}], vouch__download_size={"source": ["owner"]}),
    "falling-sides": changed(frame_size=[{"width": {"0": "20", "1": "10"}, "height": {"0": "5"}}], vouch__frame_size={"source": ["owner"]}),
    "side-as-words": changed(frame_size=[{"width": {"0": "wide"}, "height": {"0": "5", "1": "high"}}], vouch__frame_size={"source": ["owner"]}),
    "one-label": changed(classes=[{"task": "segmentation", "labels": [{"name": "pier"}]}], vouch__classes={"source": ["owner"]}),
    "country-written-out": changed(acquisition={"countries": ["Portugal"]}, vouch__acquisition={"source": ["owner"]}),
    "source-with-capitals": changed(sources=[{"key": "Owner", "*": {"url": "https://pier.example.org/"}}]),
    "source-without-address": changed(sources=[{"key": "owner", "*": {"what": "owners' page"}}]),
    "id-with-capitals": changed(id="Pier-Two"),
    "reserved-id": changed(id="frame"),
    "short-summary": changed(summary="Forty photographs of a harbour."),
    "long-summary": changed(summary=f"{SUMMARY} {SUMMARY}"),
    "split-smaller": changed(splits=[{"name": "official", "unit": "image", "train": "20", "test": "10"}]),
    "split-larger": changed(splits=[{"name": "official", "unit": "image", "train": "1000", "test": "500", "task": "segmentation"}]),
    "split-of-about": changed(counts=[{"key": "image", "*": {"how": "about", "number": "39"}}]),
    "split-in-another-unit": changed(splits=[{"name": "official", "unit": "volume", "train": "30"}]),
    "split-of-no-release": changed(splits=[{"name": "official", "unit": "image", "train": "40", "release": "second"}]),
    "labels-without-unit": changed(
        classes=[{"task": "segmentation", "labels": [{"name": "a", "count": "3"}, {"name": "b"}]}], vouch__classes={"source": ["owner"]}
    ),
    "too-many-labels": changed(
        classes=[{"task": "segmentation", "unit": "image", "labels": [{"name": "a", "count": "39", "test": "11"}, {"name": "b", "count": "2"}]}],
        vouch__classes={"source": ["owner"]},
    ),
    "seen-after-the-check": changed(sources=[{"key": "owner", "*": {"url": "https://pier.example.org/", "seen": "2026-12-01"}}]),
    "no-evidence": changed(vouch__year=None, vouch__licence=None),
    "no-evidence-for-one-of-two": changed(
        vouch__licence=None, licence=[{"covers": "images", "id": "CC-BY-4.0", "source": ["owner"]}, {"covers": "labels", "id": "CC0-1.0"}]
    ),
    "unused-source": changed(sources=[*BASE["sources"], {"key": "list", "*": {"url": "https://pier.example.org/list/"}}]),
    "misspelt-source": changed(vouch__year={"source": ["ownr"]}),
    "unknown-source": changed(vouch__year={"source": ["somebody"]}),
    "evident-and-not": changed(vouch__year={"source": ["owner"], "unverified": "seen in lists only"}),
    "path-that-leads-nowhere": changed(notes=[{"key": "yeer", "*": "A remark."}]),
    "own-terms-without-permissions": changed(licence=[{"covers": "all", "id": "LicenseRef-Pier", "commercial_use": "forbidden"}]),
    "permission-beside-a-licence": changed(licence=[{"covers": "all", "id": "CC-BY-4.0", "commercial_use": "allowed"}]),
    "licence-in-small-letters": changed(licence=[{"covers": "all", "id": "cc-by-4.0"}]),
    "licence-in-words": changed(licence=[{"covers": "all", "id": "free for all"}]),
    "withdrawn-without-reason": changed(status="withdrawn"),
    "reason-without-withdrawal": changed(withdrawn={"date": "2026-01-01", "reason": "Taken back."}),
    "status-that-does-not-fit": changed(access__routes=[{"to": "everything", "steps": ["account", "application"]}]),
    "unknown-work": changed(citations={"paper": ["nobody2020nothing"]}),
    "misspelt-work": changed(citations={"paper": ["staal2004ridg"]}),
    "work-cited-twice": changed(citations={"paper": ["staal2004ridge"], "further": ["staal2004ridge"]}),
    "relation-to-nothing": changed(relations=[{"kind": "alternative", "source": ["owner"]}]),
    "relation-to-a-misspelt-record": changed(relations=[{"kind": "alternative", "to": "drve", "source": ["owner"]}]),
    "name-of-another": changed(name="Drive", aliases=["STARE"]),
    "former-id-of-another": changed(formerly=["drive", "pier-two"]),
    "correction-of-a-cell": changed(corrections=[{"cell": "images", "kind": "wrong", "why": "One letter is lost.", "source": ["owner"]}]),
    "correction-of-two-places": changed(corrections=[{"cell": "images", "text": "1.6", "kind": "wrong", "why": "One letter is lost.", "source": ["owner"]}]),
    "correction-of-no-section": changed(corrections=[{"text": "9.9", "kind": "wrong", "why": "One letter is lost.", "source": ["owner"]}]),
}
"""What a person may type wrong, by a name for it."""


def apart(name: str, draft: Draft) -> Draft:
    """A draft with an id, a name and addresses of its own, so that many can stand in one catalog, but for what it has wrong."""
    own = deepcopy(draft)
    own["id"] = name if draft["id"] == BASE["id"] else draft["id"]
    if draft.get("name") == BASE["name"]:
        own["name"] = name
    if access := own.get("access"):
        access["homepage"] = access["homepage"].replace("pier.example.org", f"{name}.example.org")
        access["routes"] = [route | {"url": f"https://{name}.example.org/all.zip"} for route in access["routes"]]
    return own


def test_the_page_says_what_the_check_says(make: Make, tmp_path: Path) -> None:
    """For every slip the message and the fix in the page are those of `curator check` for the YAML that the page makes."""
    drafts = [changed(), *(apart(name, draft) for name, draft in FAULTY.items())]
    found = dict(zip(["pier", *FAULTY], make(drafts), strict=True))
    said = told(tmp_path, {made["id"]: made["text"] for made in found.values()})
    pages = {name: {(it["message"], it["fix"]) for it in made["values"] or made["rules"]} for name, made in found.items()}
    checks = {name: said[made["id"]] for name, made in found.items()}
    assert pages == checks
    assert not pages.pop("pier")
    assert all(pages.values())
