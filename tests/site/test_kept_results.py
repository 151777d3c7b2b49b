"""Kept results: a build that uses them gives the same site as one without, whatever happened to them."""

import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from conftest import PUBLISHED, ROOT, command
from curator.records import kept_results, record_reader, rules
from curator.records import load as catalogs
from curator.records.catalog import Catalog
from curator.records.kept_records import KeptRecords
from curator.records.kept_results import FILE, KeptResults, hashed
from curator.records.link_history import History, Seen
from curator.records.model import Dataset
from curator.records.model.provenance import Change
from curator.records.per_record import LARGE, large_value, small_values
from curator.records.record_parts import addresses, named_works
from curator.records.record_reader import RecordReader
from curator.records.settings import Settings
from curator.records.settings import read as settings_of
from curator.records.unpickler import ModelUnpickler
from curator.site import engine_output, how_to_cite, kept_outputs, render
from curator.site.citations import CitationTexts
from curator.site.exports import catalog_json, search_json, spreadsheets
from curator.site.exports.database.sqlite_file import database
from curator.site.exports.made_files import MadeFiles
from curator.site.kept_outputs import KeptOutputs
from curator.site.last_site import LastSite
from curator.site.overview import overview_page
from curator.site.overview.drawn_figures import DrawnFigures, NoFigures
from curator.site.page_frames import FramedPage
from curator.site.processes import apart
from curator.site.record_page import record_page
from curator.site.record_pages import kept_pages, uncached
from curator.site.record_renderer import PAGE, VALUES, Renderer
from curator.site.render import Content, Rendering, content
from curator.site.site_folder import SiteFolder
from curator.site.tracked_reads import Once, Reads, noted, watched
from curator.site.views.shown_with import around, surroundings
from kill_builds import files_of
from some_site import some_of

SETTINGS = settings_of(ROOT)
Texts = Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="module")
def texts(catalog: Catalog, site: Path) -> Texts:
    """The formatted citations of the catalog."""
    return how_to_cite.texts(catalog, SETTINGS, CitationTexts.cached_in(site.parent / FILE))


@pytest.fixture(scope="module")
def checked(catalog: Catalog) -> Catalog:
    """The catalog with a link history in which every URL was checked."""
    urls = {url for record in catalog.records.values() for _, url in addresses(record)}
    seen = Seen(state="dead", since="2026-11-13", seen="2026-11-20", streak=2)
    return replace(catalog, history=History(("2026-11-13", "2026-11-20"), dict.fromkeys(sorted(urls), seen)))


@pytest.fixture(scope="module")
def varied(checked: Catalog) -> Collection[str]:
    """The ids of records that together have every term of a few filters, and of those with a printed row."""
    return some_of(checked).records.keys()


def test_surroundings_contain_everything_that_a_page_shows(checked: Catalog, varied: Collection[str], texts: Texts) -> None:
    """The page of a record and the files beside it are the same from its surroundings as from the whole catalog."""
    for id_ in varied:
        reduced = surroundings(id_, checked, around(id_, checked)).reduced()
        assert record_page(id_, reduced, SETTINGS, texts) == record_page(id_, checked, SETTINGS, texts), id_
        assert len(reduced.records) < len(checked.records)


SOME = ("drive", "hrf", "origa", "stare")


@pytest.fixture(scope="module")
def some(checked: Catalog) -> Catalog:
    """A few records of retinal images, with their link history."""
    return replace(checked, records={id_: checked.records[id_] for id_ in SOME}, sources={id_: checked.sources[id_] for id_ in SOME}, resources=())


def _record(catalog: Catalog, id_: str, **values: Any) -> Catalog:
    return replace(catalog, records={**catalog.records, id_: catalog.records[id_].model_copy(update=values)})


def _term(catalog: Catalog) -> Catalog:
    words = catalog.vocabularies
    entries = words["target"].entries
    named = {"retinal-vessel": entries["retinal-vessel"].model_copy(update={"label": "tree of vessels"})}
    return replace(catalog, vocabularies=replace(words, by_name={**words.by_name, "target": replace(words["target"], entries={**entries, **named})}))


def _work(catalog: Catalog) -> Catalog:
    key = catalog.records["drive"].citations.paper[0]
    work = catalog.references[key]
    return replace(catalog, references={**catalog.references, key: replace(work, fields={**work.fields, "title": "Another title"})})


def _relation(catalog: Catalog) -> Catalog:
    relation = catalog.records["drive"].relations[0] if catalog.records["drive"].relations else None
    other = next(item for id_, item in catalog.records.items() if id_ != "drive" and item.relations).relations[0]
    return _record(catalog, "hrf", relations=((relation or other).model_copy(update={"to": "stare", "name": None, "url": None, "note": "A new relation."}),))


def _printed(catalog: Catalog) -> Catalog:
    rows = tuple(row.model_copy(update={"images": "12"}) if row.record == "drive" else row for row in catalog.printed.rows)
    return replace(catalog, printed=catalog.printed.model_copy(update={"rows": rows}))


def _history(catalog: Catalog) -> Catalog:
    url = catalog.records["drive"].access.homepage
    return replace(
        catalog, history=History(catalog.history.runs, {**catalog.history.links, url: Seen(state="ok", since="2026-11-20", seen="2026-11-20", streak=1)})
    )


CHANGES: dict[str, Callable[[Catalog], Catalog]] = {
    "the record": lambda it: _record(it, "drive", full_name="Another full name"),
    "the name of a similar record": lambda it: _record(it, "stare", name="Another name"),
    "the terms of a similar record": lambda it: _record(it, "stare", tasks=("classification",)),
    "a relation of another record": _relation,
    "a term of a vocabulary": _term,
    "a cited work": _work,
    "the printed row": _printed,
    "a link check": _history,
}
"""What pages depend on besides settings and program."""


def _pages(catalog: Catalog, texts: Texts, kept: Path | None = None, settings: Settings = SETTINGS, report: str = "") -> dict[str, FramedPage]:
    make = kept_pages(kept, processes=1) if kept else uncached
    return dict(make(Renderer(catalog, settings, texts, {"drive": [report]} if report else {})))


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_surroundings_reaches_the_pages(name: str, some: Catalog, texts: Texts, tmp_path: Path) -> None:
    """After a change of anything that pages depend on, kept pages are those of a clean build, and the change is visible."""
    before = _pages(some, texts, tmp_path)
    assert _pages(some, texts, tmp_path) == before
    changed = CHANGES[name](some)
    after = _pages(changed, texts, tmp_path)
    assert after == _pages(changed, texts)
    assert after != before


def _resource(catalog: Catalog) -> Catalog:
    return replace(catalog, resources=tuple(it.model_copy(update={"name": f"New {it.name}"}) for it in catalog.resources))


WHOLE = CHANGES | {
    "a change with a date": lambda it: _record(it, "hrf", changes=(Change(date="2031-01-02", what="Another change."),)),
    "a summary": lambda it: _record(it, "origa", summary=f"{it.records['origa'].summary} Another sentence."),
    "a note": lambda it: _record(it, "hrf", notes={"year": "Another note."}),
    "a resource": _resource,
    "a former id": lambda it: _record(it, "hrf", formerly=("an-older-id",)),
    "a record less": lambda it: replace(it, records={id_: record for id_, record in it.records.items() if id_ != "hrf"}),
    "other settings": lambda it: it,
}
"""What pages and files of the whole catalog depend on."""


def _whole(catalog: Catalog, citations: CitationTexts, kept: Path | None, settings: Settings = SETTINGS) -> Content:
    """Return the content of a site; with a folder, from the results that are kept there and the last site, which it replaces."""
    pages, results = (kept_pages(kept, processes=1), KeptResults("outputs", kept / FILE)) if kept else (uncached, None)
    return content(catalog, settings, citations, rendering=Rendering(pages, NoFigures(), kept=results, last=kept / "site" if kept else None))


def _written(found: Content, site: Path) -> dict[str, object]:
    """Write the files of the whole catalog into a site, keep what was made, and return the content."""
    assert isinstance(found.files, MadeFiles)
    fresh = SiteFolder(site.with_name("fresh"), site)
    for path in found.files:
        found.files.write(path, fresh)
    shutil.rmtree(site, ignore_errors=True)
    fresh.folder.rename(site)
    texts = _texts_of(found)
    found.outputs.save()
    return texts


def _texts_of(found: Content) -> dict[str, object]:
    """Return all slots, pages of terms and other values, and the facts about the files of the whole catalog."""
    assert isinstance(found.files, MadeFiles)
    files = {path: found.files.facts(path) for path in found.files}
    return {**found.slots, **found.terms, **files, "redirects": found.redirects, "days": found.days}


@pytest.fixture(scope="module")
def listed(checked: Catalog) -> Catalog:
    """A few records of retinal images and their works, with link history and resources."""
    records = {id_: checked.records[id_] for id_ in SOME}
    works = {key for record in records.values() for key in named_works(record)} | {key for resource in checked.resources for key in resource.citation}
    return replace(
        checked,
        records=records,
        sources={id_: checked.sources[id_] for id_ in SOME},
        references={key: work for key, work in checked.references.items() if key in works},
    )


@pytest.fixture(scope="module")
def citations(site: Path) -> CitationTexts:
    """The formatted citations of a build."""
    return CitationTexts.cached_in(site.parent / FILE)


@pytest.fixture(scope="module")
def built(listed: Catalog, citations: CitationTexts, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """A folder with kept results, and what they were kept of."""
    folder = tmp_path_factory.mktemp("kept")
    found = _whole(listed, citations, folder)
    return folder, _written(found, folder / "site")


@pytest.fixture
def few_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of changed records counts as few."""
    monkeypatch.setattr(kept_outputs, "_FEW", 0)


@pytest.mark.usefixtures("few_changes")
@pytest.mark.parametrize("name", WHOLE)
def test_a_change_reaches_what_is_made_of_the_whole_catalog(
    name: str, listed: Catalog, citations: CitationTexts, built: tuple[Path, dict[str, object]], tmp_path: Path
) -> None:
    """After any change, cached slots, pages of terms and facts about files equal those of a clean build and show the change, even if only changed parts of files are made."""
    folder, before = built
    shutil.copytree(folder, tmp_path / "kept")
    changed = WHOLE[name](listed)
    settings = replace(SETTINGS, repository="https://code.example.org/catalog") if name == "other settings" else SETTINGS
    after = _texts_of(_whole(changed, citations, tmp_path / "kept", settings))
    clean = _texts_of(_whole(changed, citations, None, settings))
    assert [key for key in clean if after.get(key) != clean[key]] == []
    assert after.keys() == clean.keys()
    assert after != before


@pytest.mark.usefixtures("few_changes")
def test_only_changed_parts_are_made(
    listed: Catalog, citations: CitationTexts, built: tuple[Path, dict[str, object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After several edits, files and slots in which only the parts of changed records were replaced equal those that are made from all records."""
    shutil.copytree(built[0], tmp_path / "kept")
    replaced: list[str] = []
    changed_in = KeptOutputs.changed_in

    def noting(self: KeptOutputs, name: str, values: Collection[str]) -> tuple[str, ...] | None:
        found = changed_in(self, name, values)
        replaced.extend([name] if found else [])
        return found

    monkeypatch.setattr(KeptOutputs, "changed_in", noting)
    edited = _record(WHOLE["a summary"](WHOLE["the record"](listed)), "hrf", year=1999, formats=("png",))
    for catalog in (edited, _record(edited, "stare", download_size=(), loaders=()), _record(edited, "drive", full_name='A|b\n<c>, "d" é'), listed):
        found = _written(_whole(catalog, citations, tmp_path / "kept"), tmp_path / "kept" / "site")
        clean = _texts_of(_whole(catalog, citations, None))
        assert [key for key in clean if found.get(key) != clean[key]] == []
    names = ("catalog.json", "catalog.csv", "catalog.jsonld", "catalog.sqlite", "search.json", "table-rest.json")
    assert {*replaced} == {"slot list", *(f"file data/{name}" for name in names)}


@pytest.mark.usefixtures("few_changes")
def test_a_damaged_file_of_the_last_site_is_not_used(listed: Catalog, citations: CitationTexts, built: tuple[Path, dict[str, object]], tmp_path: Path) -> None:
    """A file of the last site that is not what the last build wrote is made again from all records."""
    shutil.copytree(built[0], tmp_path / "kept")
    for file in (tmp_path / "kept" / "site" / "data").iterdir():
        file.write_bytes(file.read_bytes().replace(b"STARE", b"STORE"))
    changed = WHOLE["the record"](listed)
    assert _texts_of(_whole(changed, citations, tmp_path / "kept")) == _texts_of(_whole(changed, citations, None))


def test_nothing_is_made_of_an_unchanged_catalog(
    listed: Catalog, citations: CitationTexts, built: tuple[Path, dict[str, object]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Everything is found if nothing changed, and what does not read a changed value is found after a change."""
    shutil.copytree(built[0], tmp_path / "kept")
    made: list[str] = []
    keep = KeptOutputs.keep

    def noting(self: KeptOutputs, name: str, value: object, reads: Reads) -> None:
        made.append(name)
        keep(self, name, value, reads)

    monkeypatch.setattr(KeptOutputs, "keep", noting)
    assert _texts_of(_whole(listed, citations, tmp_path / "kept")) == built[1]
    assert made == []
    _texts_of(_whole(WHOLE["a summary"](listed), citations, tmp_path / "kept"))
    assert {"file data/catalog.sqlite", "file data/datapackage.json"} <= {*made}
    assert not {"slot table", "slot references", "file data/references.bib", "file feed.xml", "browse/modality/fundus-photography/"} & {*made}


def test_what_is_read_of_a_shared_value_is_noted_for_everyone(listed: Catalog) -> None:
    """An index of the catalog, or a value that is computed once, counts as read by each that uses it."""
    seen = watched(listed, {})
    for _ in range(2):
        with noted() as reads:
            assert seen.by_modality
        assert reads["summary terms"] == reads["summary name"] == {*SOME}
    shared = Once(lambda: seen.records["drive"].name)
    for _ in range(2):
        with noted() as reads:
            shared()
        assert reads == {"record": {"drive"}}


def test_a_change_of_settings_and_problems_reaches_the_pages(some: Catalog, texts: Texts, tmp_path: Path) -> None:
    """Other settings and reported problems change the kept pages as in a clean build."""
    before = _pages(some, texts, tmp_path)
    settings = replace(SETTINGS, repository=PUBLISHED.repository)
    assert _pages(some, texts, tmp_path, settings) == _pages(some, texts, settings=settings) != before
    assert _pages(some, texts, tmp_path, report="A problem.") == _pages(some, texts, report="A problem.") != before


def test_a_kept_result_that_is_something_else_is_made_again(some: Catalog, texts: Texts, tmp_path: Path) -> None:
    """Kept pages and values of records count as missing if their checksums are right, but their content is not a page or not values."""
    renderer, file = Renderer(some, SETTINGS, texts), tmp_path / FILE
    right = kept_pages(tmp_path, processes=1)(renderer)
    pages, values = dict(right), {id_: dict(known) for id_, known in right.known().items()}
    kept = KeptResults("pages", file)
    for id_ in right:
        for number, name in enumerate((PAGE, VALUES)):
            assert kept.get(right.key(id_), name)
            kept.put(right.key(id_), (b"text", pickle.dumps(id_))[number], name)
    kept.use(kept.keys())
    kept.save()
    again = kept_pages(tmp_path, processes=1)(renderer)
    assert dict(again) == pages
    assert {id_: dict(known) for id_, known in again.known().items()} == values


def test_another_program_renders_again(some: Catalog, texts: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of the program, its dependencies or Python gives every page another key."""
    keys = [Renderer(some, SETTINGS, texts).key(id_) for id_ in SOME]
    monkeypatch.setattr("curator.site.record_renderer.program", lambda: "another program")
    assert not {*keys} & {Renderer(some, SETTINGS, texts).key(id_) for id_ in SOME}


def test_the_program_is_all_of_its_files(tmp_path: Path) -> None:
    """The hash of the program changes with any of its files: code and templates."""
    package = tmp_path / "curator"
    (package / "templates").mkdir(parents=True)
    found = set()
    for path, text in (("__init__.py", ""), ("code.py", "a = 1"), ("code.py", "a = 2"), ("templates/page.html.j2", "<p>"), ("templates/page.html.j2", "<b>")):
        (package / path).write_text(text, encoding="utf-8")
        found.add(kept_results.program_in(package))
    assert len(found) == 5


def test_the_program_depends_on_the_packages_of_its_lock(tmp_path: Path) -> None:
    """The hash of the program changes with the installed packages that its lock names, and without a lock with all; other packages, such as those of the tests, may be installed later."""
    package, lock = tmp_path / "scripts" / "curator", tmp_path / "requirements.lock"
    package.mkdir(parents=True)
    found = [kept_results.program_in(package)]
    for names in ("", "not-installed==1.0\n", "jinja2==1.0\n", "jinja2==1.0\nruamel-yaml==1.0\n"):
        lock.write_text(names, encoding="utf-8")
        found.append(kept_results.program_in(package))
    assert len({*found}) == 4
    assert found[1] == found[2]


@pytest.mark.parametrize("damage", ["a flipped bit", "cut off", "not a database", "exchanged results", "a folder"])
def test_damaged_results_are_computed_again(damage: str, tmp_path: Path) -> None:
    """A result that is damaged, or kept under another key, counts as missing; the others and new ones are found."""
    file = tmp_path / FILE
    kept = KeptResults("pages", file)
    for number in range(200):
        kept.put(hashed([str(number)]), f"result {number} ".encode() * 50)
    kept.save()
    if damage == "exchanged results":
        with sqlite3.connect(file) as database:
            database.execute("UPDATE pages SET (sum, result) = (SELECT sum, result FROM pages WHERE key = ?)", (hashed(["7"]),))
    elif damage == "a folder":
        file.unlink()
        file.mkdir()
    else:
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 64
        file.write_bytes({"a flipped bit": bytes(content), "cut off": bytes(content[:9000]), "not a database": b"text " * 999}[damage])
    again = KeptResults("pages", file)
    keys = [hashed([str(number)]) for number in range(200)]
    results = [again.get(key) for key in keys]
    together = again.several(keys, "")
    assert [together.get(key, result) for key, result in zip(keys, results, strict=True)] == results
    assert together or damage != "exchanged results"
    assert {result for number, result in enumerate(results) if result != f"result {number} ".encode() * 50} == {None}
    again.put("new", b"new")
    again.save()
    assert again.get("new") == b"new"


def test_results_of_the_last_run_are_kept(tmp_path: Path) -> None:
    """Results that a run did not ask for are removed, those of another kind are not."""
    for kind in ("pages", "records"):
        kept = KeptResults(kind, tmp_path / FILE)
        kept.put("old", b"1")
        kept.put("used", b"2")
        kept.save()
    kept = KeptResults("pages", tmp_path / FILE)
    assert kept.get("used") == b"2"
    kept.save()
    assert KeptResults("pages", tmp_path / FILE).get("old") is None
    assert KeptResults("records", tmp_path / FILE).get("old") == b"1"


def test_records_are_the_same_from_kept_results(uncached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record read from kept results equals the parsed one, with its places, and changes with its file and the vocabularies."""

    def read() -> Catalog:
        monkeypatch.setattr(record_reader, "_recent", OrderedDict())
        return catalogs.load(uncached)[0]

    parsed = read()
    catalogs.load(uncached)  # from memory, which keeps the results in the file
    monkeypatch.setattr(RecordReader, "_parsed", None)
    kept = read()
    assert kept.records == parsed.records
    assert {**kept.sources["good"].places} == {**parsed.sources["good"].places}
    assert {**kept.sources["good"].keys} == {**parsed.sources["good"].keys}
    monkeypatch.undo()
    file = uncached / "catalog" / "datasets" / "good.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("name: ", "name: New ", 1), encoding="utf-8")
    assert read().records["good"].name == f"New {parsed.records['good'].name}"
    words = uncached / "catalog" / "vocabulary" / "modality.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace(f"\n{parsed.records['good'].modality[0]}:", "\nanother:", 1), encoding="utf-8")
    assert "good" not in read().records


def test_kept_values_of_a_record_are_those_in_the_whole_catalog(checked: Catalog, varied: Collection[str]) -> None:
    """What files about the whole catalog contain of a record is the same from its surroundings as from the whole catalog."""
    for id_ in varied:
        reduced = surroundings(id_, checked, around(id_, checked)).reduced()
        assert small_values(id_, reduced, SETTINGS) == small_values(id_, checked, SETTINGS), id_
        for name in LARGE:
            assert large_value(name, id_, reduced, SETTINGS) == large_value(name, id_, checked, SETTINGS), (id_, name)


def test_all_values_of_a_record_are_kept_together() -> None:
    """Whatever imports the module that renders the site has all functions with values of records, so that no kept record lacks some."""
    code = """
from importlib import import_module
from pkgutil import walk_packages
import curator, curator.records.per_record as values, curator.site.render
def names(): return {*values.LARGE, *values.SMALL}
before = names()
for module in walk_packages(curator.__path__, "curator."):
    if module.name.startswith(("curator.records.", "curator.links.", "curator.site.", "curator.contribute.")): import_module(module.name)
print(len(before), sorted(names() - before))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    number, later = done.stdout.split(" ", 1)
    assert int(number) > 10
    assert later == "[]\n"


def test_kept_values_are_shown_in_files_of_the_whole_catalog(some: Catalog, texts: Texts) -> None:
    """Files about the whole catalog are made from the values of its records, so that these need not be loaded."""
    known = uncached(Renderer(some, SETTINGS, texts)).known()
    without = replace(some, records=KeptRecords(dict[str, Dataset]().__getitem__, some.summaries, dict.fromkeys(some.summaries, "")), known=known)
    for write in (catalog_json.catalog_json, spreadsheets.catalog_csv, database, lambda it, _: search_json.datasets(it)):
        assert write(without, SETTINGS) == write(some, SETTINGS)


def _two_names(catalog: Catalog) -> Catalog:
    return _record(catalog, "stare", name=catalog.records["drive"].name)


def _former_id(catalog: Catalog) -> Catalog:
    return _record(catalog, "stare", formerly=("drive",))


def _shared_address(catalog: Catalog) -> Catalog:
    return _record(catalog, "stare", access=catalog.records["drive"].access, relations=())


def _unknown_work(catalog: Catalog) -> Catalog:
    key = catalog.records["drive"].citations.paper[0]
    return replace(catalog, references={name: it for name, it in catalog.references.items() if name != key}, keys=catalog.keys - {key})


def _removed(catalog: Catalog) -> Catalog:
    to = next(relation.to for relation in catalog.records["drive"].relations if relation.to in catalog.records)
    left = [id_ for id_ in catalog.records if id_ != to]
    return replace(catalog, records={id_: catalog.records[id_] for id_ in left}, sources={id_: catalog.sources[id_] for id_ in left})


FAULTS: dict[str, Callable[[Catalog], Catalog]] = {
    "a name of another record": _two_names,
    "a former id that is an id": _former_id,
    "an address of another record": _shared_address,
    "a work that is not in the bibliography": _unknown_work,
    "a relation to a removed record": _removed,
    "a printed cell": _printed,
}
"""Changes that make another record break a rule, though that record has not changed."""


@pytest.mark.parametrize("name", FAULTS)
def test_rules_find_the_same_with_kept_results(name: str, catalog: Catalog, tmp_path: Path) -> None:
    """A record in which the rules found nothing is checked again after a change of anything that they compare it with."""
    kept = KeptResults("rules", tmp_path / FILE)
    assert list(rules.problems(catalog, kept)) == []
    changed = FAULTS[name](catalog)
    found = sorted(rules.problems(changed))
    assert found != []
    assert sorted(rules.problems(changed, kept)) == found


def test_kept_records_contain_values_of_the_model_only() -> None:
    """Kept results that would call a function when they are read are refused."""

    class Command:
        def __reduce__(self) -> tuple[Any, ...]:
            return os.system, ("true",)

    for harmful in (pickle.dumps(Command()), b"\x80\x04\x8c\x1acurator.records.model.text\x94\x8c\tre.search\x94\x93\x94."):
        with pytest.raises(pickle.UnpicklingError, match="not a kept value"):
            ModelUnpickler(BytesIO(harmful)).load()


def test_pages_do_not_depend_on_the_number_of_processes(catalog: Catalog, texts: Texts, tmp_path: Path) -> None:
    """One process and three render the same pages in the same order."""
    some = replace(catalog, records=dict(list(catalog.records.items())[:30]), sources=dict(list(catalog.sources.items())[:30]))
    found = [list(kept_pages(tmp_path / str(number), number)(Renderer(some, SETTINGS, texts)).items()) for number in (1, 3)]
    assert found[0] == found[1]


def test_pages_of_the_engine_are_kept_until_an_input_changes(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build uses the kept pages of the engine while they are whole and their inputs are the same, and gives the same site without them."""
    runs, files_in = [], engine_output.files_in
    monkeypatch.setattr(LastSite, "is_whole", lambda *_: False)  # otherwise the second build sees that there is nothing to do

    def counted(folder: Path) -> dict[str, bytes]:
        runs.append(folder)
        return files_in(folder)

    monkeypatch.setattr(engine_output, "files_in", counted)

    def built() -> tuple[int, dict[str, bytes]]:
        assert command(small, "build").exit_code == 0
        return len(runs), files_of(small / "site")

    first = built()
    assert (first[0], built()) == (0, first)
    with closing(sqlite3.connect(small / FILE)) as database, database:
        database.execute("UPDATE pages_of_mkdocs SET result = zeroblob(100)")
    assert built() == (1, first[1])
    page = small / "docs" / "about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nA new sentence.\n", encoding="utf-8")
    number, files = built()
    assert (number, b"A new sentence." in files["about/index.html"]) == (2, True)


def test_kept_pages_of_the_engine_stay_in_the_site(tmp_path: Path) -> None:
    """Files of the engine are kept as they are, by engine; a path that leads out of the site is left out."""
    files = {"index.html": b"<p>", "assets/é.js": b"", "../outside": b"", "/etc/outside": b""}
    engine_output.keep(tmp_path, "mkdocs", "key", files)
    assert engine_output.kept(tmp_path, "mkdocs", "key") == {"index.html": b"<p>", "assets/é.js": b""}
    assert engine_output.kept(tmp_path, "zensical", "key") == engine_output.kept(tmp_path, "mkdocs", "another key") == {}


def test_the_inputs_of_the_engine_are_its_pages_theme_and_configuration(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of any file that the engine reads, of the configuration, of the engine, or of any installed package gives another key."""
    config = {"docs_dir": "docs", "theme": {"custom_dir": "docs/.overrides"}}
    found = {
        engine_output.inputs(small, ["mkdocs"], config),
        engine_output.inputs(small, ["zensical"], config),
        engine_output.inputs(small, ["mkdocs"], {**config, "site_name": "x"}),
    }
    for path in ("docs/about.md", "docs/.overrides/main.html", "docs/assets/css/catalog.css"):
        (small / path).write_text("changed", encoding="utf-8")
        found.add(engine_output.inputs(small, ["mkdocs"], config))
    monkeypatch.setattr(engine_output, "packages", lambda: ("a-plugin-1.0.dist-info",))
    found.add(engine_output.inputs(small, ["mkdocs"], config))
    assert len(found) == 7


def test_processes_end_with_a_killed_build(tmp_path: Path) -> None:
    """The processes of a build that is killed end too, so that they do not hold its lock."""
    code = f"""
import os, time
from pathlib import Path
from curator.site.processes import each
def work(_):
    Path({str(tmp_path)!r}, str(os.getpid())).touch()
    time.sleep(60)
list(each(work, range(30), "Working", 2))
"""
    build = subprocess.Popen([sys.executable, "-c", code])
    while len(found := [int(path.name) for path in tmp_path.iterdir()]) < 2:
        assert build.poll() is None
        time.sleep(0.05)
    build.kill()
    build.wait()
    for _ in range(200):
        if not any(map(_runs, found)):
            return
        time.sleep(0.05)
    pytest.fail("the processes still run")


@pytest.mark.parametrize(("processes", "elsewhere"), [(1, False), (0, sys.platform == "linux")])
def test_a_process_of_its_own_leaves_nothing_behind(processes: int, *, elsewhere: bool) -> None:
    """A function called in a separate process returns its result or raises its error, and changes nothing in this process."""
    changed: list[int] = []

    def change() -> list[int]:
        changed.append(1)
        return changed

    def fail() -> None:
        raise LookupError("drive")

    assert apart(change, processes) == [1]
    assert changed == ([] if elsewhere else [1])
    with pytest.raises(LookupError, match="drive"):
        apart(fail, processes)


def test_the_overview_notes_what_another_process_reads(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """The overview made in another process is the same, with the same figures, and depends on the same values; three figures are enough to see it."""
    monkeypatch.setattr(overview_page, "FIGURES", {key: overview_page.FIGURES[key] for key in ("modality-organ", "years", "patients")})
    made = []
    for processes in (0, 1, 0):  # the last one after this process has drawn figures itself
        figures = DrawnFigures()
        with noted() as reads:
            slots = render.overview_slots(watched(catalog, {}), figures, processes)
        made.append((slots, reads, figures.used))
    assert made[0] == made[1] == made[2]
    assert all(made[0])


def test_a_record_that_is_read_again_is_the_same(tmp_path: Path) -> None:
    """A record that had to be read, and was then released from memory, is read again with the same text and values."""
    shutil.copytree(ROOT / "catalog", tmp_path / "catalog")
    catalog = catalogs.read_values(tmp_path)[0]
    dataset = catalog.records["stare"]
    record_reader.forget()
    assert catalog.sources["stare"].text == (tmp_path / "catalog" / "datasets" / "stare.yaml").read_text(encoding="utf-8")
    assert catalog.records["stare"] == dataset


def _runs(process: int) -> bool:
    """Whether a process runs; one that has ended and is only listed does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
