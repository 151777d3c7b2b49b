"""Tests of new terms, sources, duplicates and ids in the form for new records."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from browsing import NARROW, Open
from conftest import command
from curator.records import load as catalogs
from curator.records.record_addresses import DATASETS
from dataset_names import MADE
from fill_record_form import BASE, NEW, Draft, Person, changed, drafted
from form_mistakes import MISTAKES
from pier_seg import DRAFT, HOMEPAGE, OTHERWISE, TERMS

WHOLE = "Use this source for the whole section"
RUN = """
    async ([base, drafts]) => {
        const [model, problems, texts] = await Promise.all(['form-model', 'problems', 'problem-text'].map(name => import(`${base}${name}.js`)));
        const known = model.readPageData(document.querySelector('form[data-new]'));
        const marked = words => words.map(it => typeof it === 'string' ? it : it.localName === 'code' ? `\\`${it.textContent}\\`` : it.textContent).join('');
        return drafts.map(draft => {
            const {terms, values, rules} = problems.outcomeOf(known, draft);
            const shown = [...values, ...rules].map(problem => texts.inForm(known, document.createElement('div'), problem));
            return {terms, shown: shown.map(({message, fix}) => `${marked(message)}. ${marked(fix)}`), codes: [...values, ...rules].map(it => it.code)};
        });
    }
"""


@pytest.fixture(scope="module")
def page(browser: Browser, served: str) -> Any:
    """The page of the form, to call its functions."""
    context = browser.new_context()
    found = context.new_page()
    found.goto(served + NEW)
    yield found
    context.close()


def outcomes(page: Page, served: str, drafts: list[Draft]) -> list[dict[str, Any]]:
    """Return the new terms and the problems of drafts, as shown in the form."""
    found: list[dict[str, Any]] = page.evaluate(RUN, [f"{served}assets/js/record-form/", drafts])
    return found


def fill_in(person: Person) -> None:
    """Type a dataset into the form."""
    page = person.page
    person.type(HOMEPAGE, "start")
    for field, answer in DRAFT.items():
        person.type(answer, field)
        if field in TERMS:
            page.get_by_role("button", name=f"Define “{TERMS[field]['word']}” as a new term").click()
            expect(page.get_by_role("group", name=f"New terms of {field}").get_by_label("Definition")).to_be_focused()
            person.type({"label": TERMS[field]["key"]} | {name: TERMS[field][name] for name in ("definition", "aliases")}, f"new-{field}", 0)
            page.evaluate("document.activeElement.blur()")
    person.text()
    for button in page.get_by_role("button", name=WHOLE).all():
        button.click()
    for field, names in OTHERWISE.items():
        person.part("vouch", field, "source").query_selector("input[value=owner]").uncheck()  # type: ignore[union-attr]
        person.type(names, "vouch", field, "source")


def test_a_dataset_can_be_added(look: Open, served: str, small: Path) -> None:
    """A dataset, typed in on a phone, gives a record with sources, two terms and a work that pass `curator check`."""
    page = look(NEW, viewport=NARROW)
    person = Person(page, served)
    fill_in(person)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".new-state")).to_have_text("No problems found. The pull request runs the remaining checks.")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert page.get_by_role("textbox", name="Id required").input_value() == "pier-seg"
    expect(page.locator(".new-note pre")).to_have_text(DRAFT["reviewer"])
    (small / DATASETS / "pier-seg.yaml").write_text(person.text(), encoding="utf-8")
    for block in page.locator("[data-file]").all():
        with (small / (block.get_attribute("data-file") or "")).open("a", encoding="utf-8") as file:
            file.write(block.locator("pre").text_content() or "")
    assert command(small, "sync").exit_code == 0
    assert command(small, "fix").output == "wrote catalog/references.bib\n"  # sorted
    assert (command(small, "check").output, command(small, "fmt", "--check").output) == ("no problems found\n", "no problems found\n")
    catalog = catalogs.load(small)[0]
    record = catalog.records["pier-seg"]
    assert (record.modality, record.body_part, record.target, record.tasks) == (
        ("capillaroscopy",),
        ("skin",),
        ("capillary-loop",),
        ("segmentation", "detection"),
    )
    assert (record.access.homepage, record.citations.paper, record.counts["image"]) == (HOMEPAGE, ("pier2020nailfold",), 1000)
    for vocabulary, term in TERMS.items():
        entry = catalog.vocabularies[vocabulary][term["key"]]
        assert (entry.label, entry.definition, list(entry.aliases)) == (term["key"], term["definition"], term["aliases"])
    evidence = {field: list(names) for field, names in record.evidence.items()}
    owned = {"modality", "body_part", "target", "tasks", "frame_size", "counts", "formats", "download_size", "annotation", "access", "licence"}
    assert evidence == {field: ["owner"] for field in owned} | OTHERWISE


TERM: Draft = {"key": "quay-view", "label": "quay view", "definition": "Photographs of a quay, from the water.", "aliases": ["view of a quay", ""]}
UNIT: Draft = {"key": "pier", "label": "pier", "plural": "piers", "counts": "annotations", "definition": "A marked pier: a, b.", "aliases": []}
COUNTED = [*BASE["counts"], {"key": "pier", "*": {"how": "", "number": "7"}}]
NEW_TERMS: dict[str, tuple[Draft, dict[str, Any], list[str]]] = {
    "one": (changed(modality=["quay-view"], **{"new-modality": [TERM]}), {"modality": {"quay-view": TERM | {"aliases": ["view of a quay"]}}}, []),
    "a-unit": (changed(counts=COUNTED, **{"new-unit": [UNIT]}), {"unit": {"pier": UNIT}}, []),
    "not-used": (changed(**{"new-modality": [TERM]}), {}, []),
    "not-defined": (
        changed(modality=["quay-view"], **{"new-modality": [TERM | {"definition": ""}]}),
        {"modality": {"quay-view": {"label": "quay view", "aliases": ["view of a quay"]}}},
        ["required. fill it in"],
    ),
    "not-an-id": (
        changed(modality=["Quay view"], **{"new-modality": [TERM | {"key": "Quay view", "aliases": []}]}),
        {"modality": {"Quay view": TERM | {"aliases": []}}},
        ["`Quay view` does not have the format of this field. write lowercase letters, digits and hyphens"],
    ),
    "markup-in-it": (
        changed(target=["quay-view"], vouch__target={"source": ["owner"]}, **{"new-target": [TERM | {"label": "<b>quay</b>", "aliases": []}]}),
        {"target": {"quay-view": TERM | {"label": "<b>quay</b>", "aliases": []}}},
        ["`<b>` is markup. write plain text; the site formats it"],
    ),
}
"""Drafts with new terms, the lines for each vocabulary as data, and the problems."""


def test_new_terms_are_written_for_their_vocabulary(page: Page, served: str) -> None:
    """A new term used in a record becomes valid YAML for the file of its vocabulary, with its own problems. An unused term is left out."""
    found = outcomes(page, served, [draft for draft, *_ in NEW_TERMS.values()])
    for (name, (_, terms, messages)), made in zip(NEW_TERMS.items(), found, strict=True):
        written = {Path(it["file"]).stem: yaml.safe_load(it["text"]) for it in made["terms"]}
        wanted = {
            vocabulary: {key: {field: text for field, text in entry.items() if field != "key" and text} for key, entry in entries.items()}
            for vocabulary, entries in terms.items()
        }
        assert (written, made["shown"]) == (wanted, messages), name


def test_problems_use_labels_of_the_form(page: Page, served: str) -> None:
    """Problems name fields by their labels, not by keys or dotted paths of the file."""
    keys = "year provider counts splits licence access status kind train test task unit evidence unverified sources withdrawn releases multilabel".split()  # noqa: SIM905
    as_in_file = re.compile(rf"`(?:{'|'.join(keys)})(?:[.:][^`]*)?`|\bevidence\b|\bunverified\b|catalog/")
    found = outcomes(page, served, [draft for name, draft in MISTAKES.items() if name != "unknown-path"])
    assert all(made["shown"] for made in found)
    assert [line for made in found for line in made["shown"] if as_in_file.search(line)] == []


def test_problems_are_named_by_unit_and_first_value(look: Open, served: str) -> None:
    """A problem of a count is listed by its unit and links to its control. A problem of a row is listed by the first value of the row."""
    draft = changed(
        counts=[{"key": "image", "*": {"number": "forty"}}, {"key": "patient", "*": {"number": "12"}}],
        vouch__counts=None,
        evidence=[{"key": "counts.image", "*": ["owner"]}],
        splits=[{"name": "official", "unit": "image", "train": "thirty"}],
        modality=["quay-view"],
        **{"new-modality": [TERM | {"definition": ""}]},
    )
    page = drafted(look, served, draft).page
    page.get_by_role("button", name="Check", exact=True).click()
    problems = page.get_by_role("group", name="Problems to fix")
    assert [line.split(": ")[0] for line in problems.get_by_role("listitem").all_inner_texts()] == [
        "Images",
        "Split 1 (official), Train",
        "New term 1 (quay-view), Definition",
        "Patients",
    ]
    problems.get_by_role("link", name="Images: ").press("Enter")
    expect(page.get_by_role("textbox", name="Number").first).to_be_focused()
    problems.get_by_role("link", name="Patients: no source").click()
    expect(page.get_by_role("group", name="Count 2").get_by_label("Number")).to_be_focused()


def test_one_source_for_a_section(look: Open, served: str) -> None:
    """The button of a section selects a source for each field with a value and without a source. It can be changed for single fields, and undone."""
    vouch: Draft = {"modality": {"source": []}, "dimensions": {"source": []}, "tasks": {"unverified": "mentioned in a talk"}}
    sources = [*BASE["sources"], {"key": "paper", "*": {"url": "https://pier.example.org/paper/"}}]
    person = drafted(look, served, changed(sources=sources, vouch=BASE["vouch"] | vouch))
    section = person.page.get_by_role("region", name="Content")
    section.get_by_label("Source of this section").select_option("paper")
    section.get_by_role("button", name=WHOLE).press("Enter")
    expect(section.get_by_role("status")).to_have_text("Added to 2 fields.")
    assert "  modality: [paper]\n  dimensions: [paper]\n" in person.text()
    assert "unverified: {tasks: mentioned in a talk}" in person.text().replace(
        "unverified:\n  tasks: mentioned in a talk", "unverified: {tasks: mentioned in a talk}"
    )
    section.get_by_role("group", name="Sources of modality").get_by_label("owner").check()
    assert "  modality: [owner, paper]\n" in person.text()
    section.get_by_role("button", name="Undo").press("Enter")
    assert "  modality: [owner]\n" in person.text()
    assert "dimensions: [" not in person.text().split("evidence:")[1]
    expect(section.get_by_role("button", name=WHOLE)).to_be_focused()
    expect(person.page.get_by_role("region", name="Related datasets").get_by_role("button", name=WHOLE)).to_be_hidden()


ADDRESSES = {
    "10.5281/zenodo.3431873": ("https://doi.org/10.5281/zenodo.3431873", "10.5281/zenodo.3431873"),
    "doi: 10.5281/ZENODO.3431873.": ("https://doi.org/10.5281/zenodo.3431873", "10.5281/zenodo.3431873"),
    "https://doi.org/10.7937/K9/TCIA.2016.tNB1kqBU#citations": ("https://doi.org/10.7937/k9/tcia.2016.tnb1kqbu", "10.7937/k9/tcia.2016.tnb1kqbu"),
    "https://dx.doi.org/10.1000/a?b=c": ("https://doi.org/10.1000/a", "10.1000/a"),
    " https://example.org/data/ ": ("https://example.org/data/", ""),
    "www.example.org": None,
    "Pier-SEG": None,
}
READ = "async ([at, texts]) => { const {addressOf} = await import(at); return texts.map(addressOf); }"
DUPLICATES: dict[str, tuple[Draft, dict[str, str]]] = {
    "address": ({"start": "http://www.drive.grand-challenge.org#top"}, {"drive": "URL"}),
    "doi": ({"start": "doi:10.1109/tmi.2004.825627"}, {"drive": "DOI"}),
    "name": ({"name": "Drive: Digital Retinal Images for Vessel Extraction"}, {"drive": "name"}),
    "alias": ({"aliases": ["luna 16"]}, {"luna16": "name"}),
    "another": ({"start": HOMEPAGE, "name": "Pier-SEG"}, {}),
}
COMPARED = """
    async ([base, drafts]) => {
        const [model, duplicates] = await Promise.all(['form-model', 'possible-duplicates'].map(name => import(`${base}${name}.js`)));
        const known = model.readPageData(document.querySelector('form[data-new]'));
        return drafts.map(draft => Object.fromEntries(duplicates.duplicatesOf(known, draft)));
    }
"""


def test_a_url_or_doi_is_parsed(page: Page, served: str) -> None:
    """A DOI is found in URLs and with a prefix. A URL is used unchanged, and other texts are ignored."""
    found = page.evaluate(READ, [f"{served}assets/js/record-form/autofill.js", list(ADDRESSES)])
    assert [it and (it["url"], it["doi"]) for it in found] == list(ADDRESSES.values())


def test_a_possible_duplicate_is_found(page: Page, served: str) -> None:
    """A record with the URL, the DOI or a name of the draft is found."""
    found = page.evaluate(COMPARED, [f"{served}assets/js/record-form/", [draft for draft, _ in DUPLICATES.values()]])
    assert found == [wanted for _, wanted in DUPLICATES.values()]


def test_the_form_starts_with_the_url(look: Open, served: str) -> None:
    """The first answer becomes homepage and first source, unless they have a value. A possible duplicate is shown with a link."""
    page = look(NEW)
    person = Person(page, served)
    first = page.get_by_role("textbox", name="DOI or URL of the dataset")
    assert first.evaluate("it => it === document.querySelector('form[data-new] input')")
    first.fill("https://drive.grand-challenge.org")
    first.press("Enter")
    expect(page.get_by_text("Possible duplicate: DRIVE has the same URL.")).to_be_visible()
    expect(page.locator(".new-duplicates").get_by_role("link", name="DRIVE")).to_have_attribute("href", f"{served}datasets/drive/")
    person.type("10.5281/zenodo.99", "start")
    expect(page.locator(".new-duplicates")).to_be_empty()
    text = person.text()
    assert "access:\n  homepage: https://doi.org/10.5281/zenodo.99\n" in text
    assert 'sources:\n  deposit: {url: "https://doi.org/10.5281/zenodo.99", what: landing page of the DOI}\n' in text
    person.type("https://pier.example.org/", "access", "homepage")
    person.type("10.5281/zenodo.100", "start")
    assert "  homepage: https://pier.example.org/\n" in person.text()
    person.type("@dataset{pier2021photographs,\n  title = {Photographs},\n}", "bibtex")
    assert "citations: {data: [pier2021photographs]}" in person.text()


def test_an_id_is_made_from_a_name(page: Page, served: str) -> None:
    """The form makes the same ids as the program."""
    assert page.evaluate("async ([at, names]) => names.map((await import(at)).idOf)", [f"{served}assets/js/record-form/record-id.js", list(MADE)]) == list(
        MADE.values()
    )


def test_the_id_follows_the_name(look: Open, served: str) -> None:
    """The id follows the name until the user writes another id."""
    page = look(NEW)
    person = Person(page, served)
    name, id_ = page.get_by_role("textbox", name="Name required", exact=True), page.get_by_role("textbox", name="Id required")
    name.press_sequentially("Môle Vessels")
    expect(id_).to_have_value("mole-vessels")
    person.type("mole", "id")
    name.press_sequentially(" 2")
    expect(id_).to_have_value("mole")


NEAR = {
    ("modality", "rhinoscopy"): "",
    ("modality", "Endoscopi"): "endoscopy",
    ("modality", "fundus photographs"): "fundus-photography",
    ("modality", "Fundoscopi"): "fundus-photography",
    ("body-part", "fingertip"): "",
    ("body-part", "kidny"): "kidney",
    ("target", "barnacle"): "",
    ("target", "retina vessels"): "retinal-vessel",
    ("task", "semantic segmentaton"): "segmentation",
    ("task", "Object Detection"): "detection",
    ("format", "barnacle"): "",
}
NEAREST = """
    async ([base, words]) => {
        const [model, near] = await Promise.all(['form-model', 'messages'].map(name => import(`${base}${name}.js`)));
        const known = model.readPageData(document.querySelector('form[data-new]'));
        return words.map(([vocabulary, text]) => near.nearTerm(known, vocabulary, text));
    }
"""


def test_only_similar_terms_are_suggested(page: Page, served: str) -> None:
    """A term is suggested for a word with a typing error, not for a word with the same ending."""
    assert page.evaluate(NEAREST, [f"{served}assets/js/record-form/", [list(it) for it in NEAR]]) == list(NEAR.values())
