"""Tests for records as hostile input: whatever `curator check` accepts, `curator build` builds and shows unchanged."""

import csv
import io
import json
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import rispy
from lxml import html
from pydantic import TypeAdapter, ValidationError

from conftest import ROOT, command, copy_checkout, small_checkout
from curator.records import bibliography as references
from curator.records import load as catalogs
from curator.records import yaml_source
from curator.records.json_schema import branches, schema_of
from curator.records.model import Dataset
from curator.records.model.text import Line, Prose, Url, Verbatim
from curator.records.problem import CODES
from curator.records.record_addresses import DATASETS
from curator.site.exports.citation_formats import FORMATS
from curator.site.fill_pages import prepared

SCRIPTS = {
    "Vietnamese": "Nguyễn Văn Đường, ảnh chụp võng mạc",
    "Polish": "Łódź, zażółć gęślą jaźń",
    "Greek": "Εικόνες αμφιβληστροειδούς",
    "Cyrillic": "Снимки глазного дна, їжак",
    "Hebrew": "תמונות רשתית",
    "Arabic": "صور شبكية العين",
    "Persian": "تصاویر می\u200cخواهم",
    "Devanagari": "रेटिना की छवियाँ",
    "Thai": "ภาพจอประสาทตา",
    "Chinese": "视网膜图像 葛\U000e0100",
    "Japanese": "眼底写真のデータ",
    "Korean": "망막 이미지",
}
"""Words in many scripts."""
PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "script-end": "x</script><script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)',
    "attribute-single": "' autofocus onfocus='alert(1)",
    "attribute-unquoted": "x onclick=alert(1) y",
    "tag-end": '"><b>bold</b>',
    "comment": "<!-- a comment -->",
    "comment-end": "--> here",
    "slot": "<!-- slot:table -->",
    "slot-head": "<!-- slot:head --> x",
    "cdata": "<![CDATA[x]]> y",
    "cdata-end": "]]> y",
    "style": "</style><style>*{display:none}",
    "title-end": "</title><h1>x",
    "less": "1 < 2 > 0 & 3",
    "entity": "&lt;b&gt; and &amp;",
    "entity-number": "&#60;b&#62; &#x3c;i&#x3e;",
    "entity-unknown": "&unknown; &x",
    "doctype": '<!DOCTYPE x [<!ENTITY y "z">]>',
    "processing": "<?xml version='1.0'?> x",
    "jinja": "{{ 7 * 7 }}",
    "jinja-block": "{% for x in y %}",
    "jinja-comment": "{# template note #}",
    "braces": "a {b} {0} {name!r} %s %(name)s $name ${name}",
    "format": "%n%s%d %%",
    "markdown-link": "[x](javascript:alert(1))",
    "markdown-image": "![x](x.png)",
    "markdown-bold": "**bold** and __bold__",
    "markdown-code": "`code`",
    "markdown-heading": "# heading",
    "markdown-list": "- one",
    "markdown-quote": "> quote",
    "markdown-table": "a | b | c",
    "markdown-rule": "***",
    "markdown-escape": r"\*x\* \_y\_",
    "markdown-reference": "[u][v]",
    "admonition": "!!! note",
    "attributes": "word {: .y onclick=alert(1) }",
    "yaml-key": "key: value",
    "yaml-comment": "ab # cd",
    "yaml-alias": "*anchor",
    "yaml-anchor": "&anchor x",
    "yaml-tag": "!!python/object:os.system",
    "yaml-document": "--- document",
    "yaml-word": "no",
    "yaml-number": "1e3",
    "tex-input": r"\input{/etc/hostname}",
    "tex-hats": "^^5cinput{/etc/hostname}",
    "tex-signs": "100% of $5 & #1_2 ~ x^2",
    "tex-braces": "d } e { f",
    "bibtex": "@article{x, title = {y}}",
    "formula": "=HYPERLINK(1)",
    "formula-plus": "+2+3",
    "formula-minus": "-4+5",
    "formula-at": "@SUM(1)",
    "formula-wide": "＝6+7",
    "formula-command": "=cmd|' /C calc'!A0",
    "sql": "'; DROP TABLE record; --",
    "sql-union": "x' UNION SELECT 1 --",
    "backslash": r"a\b\n\u0041 \x41 C:\new",
    "quotes": "\"double\" 'single' “curly” «angle»",
    "ris": "x ER  - TY  - JOUR",
    "site": "SITE-ADDRESS/x",
    "frame": "RECORD-TITLE RECORD-DESCRIPTION datasets/frame/",
    "citation": "record-id Record-Name",
    "prototype": "__proto__ constructor toString",
    "emoji": "👩\u200d🔬 ❤\ufe0f 1\ufe0f\u20e3 🇩🇪",
    "combining": "e\u0301 a" + "\u0300\u0301\u0302" * 9,
    "astral": "𝕄𝕣𝕀 𐍈",
    "spaces": "10\u00a0GB 1\u202f000 LIDC\u2011IDRI",
    "long": "x" * 280,
    "long-path": "x/" * 130,
    "address": "see https://example.org/?a=1&b=2",
    "script-address": "javascript:alert(2)",
    "json": '{"a": [1, "\\u003c"]}',
    "header": "x Set-Cookie: a=b",
    "right-to-left": "\u202etxt.exe",
    "zero-width": "a\u200bb",
    "control": "a\x1b[31mb",
    "null": "a\0b",
    "noncharacter": "a\ufffeb",
}
"""Texts that are markup or code in some format, and texts that no field accepts."""
TEXTS = {"plain": "Plain text"} | SCRIPTS | PAYLOADS
KINDS = {"line": (Line, "Plain words"), "prose": (Prose, "Plain sentence"), "verbatim": (Verbatim, "As printed")}
"""The check of each kind of text, and a valid text for fields whose check refuses the hostile one."""
FILLER = " and words that make it long enough" * 10
BY_ID = {f"h{number}": name for number, name in enumerate(TEXTS)}
"""The name of the text that fills each record."""


@cache
def accepted(kind: Any, text: str) -> bool:
    """Return whether the model accepts a text as one of a kind."""
    try:
        TypeAdapter(kind).validate_python(text)
    except ValidationError:
        return False
    # characters that are not allowed in any file are rejected when it is read
    return not any(problem.code == "hidden-character" for problem in yaml_source.read("x", json.dumps({"x": text}, ensure_ascii=False).encode()).problems)


def filled(id_: str, text: str, *, whole: bool = False) -> dict[str, Any]:
    """Return a record with a text in every field that accepts it, or in every field."""

    def of(kind: str) -> str:
        model, otherwise = KINDS[kind]
        return text if whole or accepted(model, text) else f"{otherwise} {id_}"

    line, prose, verbatim = map(of, KINDS)
    end = f"?q={text}"
    address = f"https://{id_}.example.org/{end if accepted(Url, f'https://example.org/{end}') else ''}"
    seen = {"source": ["owner"], "unverified": prose}
    first = {"url": address, "note": prose}
    return {
        "name": line,
        "full_name": line,
        "aliases": [f"{line} 2"],
        "status": "withdrawn",
        "withdrawn": {"date": "2026-11-22", "reason": prose},
        "kind": "medical",
        "summary": f"{prose}{FILLER}",
        "year": 2020,
        "provider": line,
        "modality": ["mri"],
        "tasks": ["segmentation"],
        "dimensions": ["2d"],
        "frame_size": [{"width": 10, "height": 10, "part": "train", "release": line, "note": prose}],
        "counts": {"image": 10},
        "releases": [{"name": line, "year": 2020, "counts": {"image": 10}, "note": prose}],
        "splits": [{"name": line, "release": line, "unit": "image", "further": {line: 10}, "by_site": {line: {"train": 1}}, "note": prose, **seen}],
        "classes": [
            {"task": "segmentation", "name": line, "labels": [line, "other"], "note": prose, **seen},
            {"task": "classification", "labels": [{"name": line, "count": 1}, {"name": "b", "count": 2}], "unit": "image", **seen},
            {"task": "regression", "measured_in": line, **seen},
        ],
        "download_size": [{"what": line, "gigabytes": 1}],
        "annotation": prose,
        "labelling": [{"of": line, "by": "manual", "model": line, "note": prose, **seen}],
        "imaging": {"tracers": [line]},
        "population": {name: {"given": "summary", "note": prose} for name in ("age", "sex")}
        | {name: {"given": "summary", "groups": {line: 1}, "note": prose} for name in ("ethnicity", "skin_tone")},
        "synthetic": {"images": "some", "generator": line, "trained_on": [{"name": line, "url": address}], "note": prose},
        "seen_by": [{"model": line, "use": "training", "release": line, **first, **seen}],
        "registries": {"idc": line},
        "acquisition": {"devices": [line], "sites": [line], "years": line, "population": prose, "note": prose},
        "access": {
            "homepage": address,
            "routes": [{"to": line, "steps": ["unavailable"], "waiting": [{"days": 1, "reported": "2026-11-22", "note": prose, **seen}], **first, **seen}],
            "links": [{"kind": "documentation", **first, **seen}],
            "locations": [{"to": line, "uri": "s3://harbour-images/", "note": prose, **seen}],
        },
        "licence": [
            {"covers": line, "id": "LicenseRef-x", "terms": address, "note": prose, **seen}
            | dict.fromkeys(("commercial_use", "redistribution", "derivatives", "attribution"), "unstated")
        ],
        "acknowledgement": {"quote": verbatim, "note": prose, **seen},
        "citations": {"paper": ["example2020harbour"], "further": ["example2021images"]},
        "relations": [{"kind": "alternative", "name": line, **first, **seen}],
        "known_issues": [{"kind": "leakage", "text": prose, **seen}],
        "loaders": [
            {"library": library, "name": line, "licence": line, **first, **seen} for library in (line, "TensorFlow Datasets", "Kaggle", "Hugging Face")
        ],
        "corrections": [
            {"text": "1", "kind": "wrong", "printed": verbatim, "right": verbatim, "why": prose, **seen},
            *({"cell": cell, "kind": "ambiguous", "why": prose, **seen} for cell in ("name", "modality", "target", "frame_size", "images", "classes", "task")),
        ],
        "notes": {"counts": prose},
        "sources": {"owner": {"url": address, "what": line}},
        "evidence": {
            path: ["owner"]
            for path in [
                "provider",
                "modality",
                "tasks",
                "dimensions",
                "frame_size",
                "releases",
                "access",
                "annotation",
                "acquisition",
                "imaging",
                "population",
                "synthetic",
                "registries",
            ]
        },
        "unverified": {"year": prose, "counts": prose, "download_size": prose},
        "disputed": [{"field": "counts.image", "states": line, "kept": line, **seen}],
        "changes": [{"date": "2026-11-23", "what": prose}],
        "contributors": [{"name": line}],
        "checked": "2026-11-23",
    }


def hostile_checkout(folder: Path, built: Path) -> Path:
    """A checkout whose catalog has every text in every field that accepts it."""
    copy_checkout(folder, built)
    shutil.rmtree(folder / "catalog" / "datasets")
    (folder / DATASETS).mkdir()
    for name in ("references.bib", "resources.yaml", "table-1.yaml", "link-exceptions.yaml"):
        (folder / "catalog" / name).unlink()
    shutil.copy(ROOT / "tests" / "small" / references.FILE, folder / references.FILE)
    rows, resources, terms = [], [], {}
    for id_, name in BY_ID.items():
        record = filled(id_, TEXTS[name])
        terms[f"term-{id_}"] = {"label": record["name"], "definition": record["annotation"], "aliases": [record["name"]], "printed": [record["name"]]}
        _write(folder / DATASETS / f"{id_}.yaml", record | {"target": [f"term-{id_}"], "evidence": record["evidence"] | {"target": ["owner"]}})
        quote = record["acknowledgement"]["quote"]
        rows.append({"record": id_, "name": f"{quote} [1]"} | dict.fromkeys(("modality", "target", "frame_size", "images", "classes", "task"), quote))
        resources.append(
            {
                "id": id_,
                "name": record["name"],
                "url": record["access"]["homepage"],
                "section": record["name"],
                "summary": record["annotation"],
                "checked": "2026-11-23",
            }
            | {"points": [{"text": record["annotation"], "source": ["owner"]}], "sources": record["sources"]}
            | {"misprints": [{"printed": quote, "right": quote, "why": record["annotation"], "source": ["owner"]}], "citation": ["sample2022overview"]}
        )
    small = yaml_source.read("", (ROOT / "tests" / "small" / "catalog" / "table-1.yaml").read_bytes()).value
    _write(folder / "catalog" / "table-1.yaml", small | {"rows": rows, "descriptions": [{"record": row["record"], "section": "1"} for row in rows]})
    _write(folder / "catalog" / "resources.yaml", {"resources": resources})
    _write(folder / "catalog" / "link-exceptions.yaml", {"exceptions": []})
    vocabulary = folder / catalogs.VOCABULARY / "target.yaml"
    known = yaml_source.read("", vocabulary.read_bytes()).value
    _write(vocabulary, known | terms)
    return folder


def _write(path: Path, value: Any) -> None:
    """Write a value as JSON, which is also YAML."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """The checkout of the hostile catalog, checked and built."""
    folder = hostile_checkout(tmp_path_factory.mktemp("hostile") / "checkout", site.parent)
    for words in (("sync",), ("build",)):
        done = command(folder, *words)
        assert done.exit_code == 0, done.output[:3000]
    return folder


def _places(node: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Return the path of every text field of the model of these kinds, with * for items and keys."""
    schema = schema_of(Dataset)
    for branch in branches(node, schema):
        if branch.get("x-text") in KINDS:
            yield at
        for name, inside in branch.get("properties", {}).items():
            yield from _places(inside, (*at, name))
        for inside in (branch.get("items"), branch.get("additionalProperties"), branch.get("propertyNames")):
            if isinstance(inside, dict):
                yield from _places(inside, (*at, "*"))


def _filled_places(value: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Return the paths of a record that contain its text."""
    if isinstance(value, str):
        if value.startswith("Hostile"):
            yield at
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _filled_places(key, (*at, "*"))
            yield from _filled_places(child, (*at, key))
            yield from _filled_places(child, (*at, "*"))
    elif isinstance(value, list):
        for child in value:
            yield from _filled_places(child, (*at, "*"))


def test_every_text_of_the_model_is_filled() -> None:
    """The records have text in every text field of the model."""
    assert set(_places(schema_of(Dataset))) - set(_filled_places(filled("h0", "Hostile"))) == {("corrections", "*", "text")}  # a section of the print


PAGES = (
    "index",
    "browse/index",
    "browse/modality/mri/index",
    "references/index",
    "source/index",
    "quality/index",
    "further-resources/index",
    "compare/index",
    "contribute/vocabulary/index",
    "contribute/new/index",
)
"""Other pages with text of records, vocabularies, resources or the printed table."""
Shape = tuple[str, tuple[str, ...]]


def _shapes(page: Any) -> set[Shape]:
    """Return the elements of a page by their names and the names of their attributes."""
    return {(element.tag, tuple(sorted(element.attrib))) for element in page.iter() if isinstance(element.tag, str)}


def _parsed(path: Path) -> Any:
    return html.fromstring(path.read_text(encoding="utf-8"))


def _allowed(page: Any) -> set[Shape]:
    """Return the elements of the page of a plain record, and those made from URLs and long words."""
    return _shapes(page) | {("wbr", ()), ("a", ("href", "rel"))}


COUNTED = ("script", "style", "img", "iframe", "meta", "link", "base", "form", "input", "h1", "h2", "svg", "object")


def test_no_element_is_injected(hostile: Path) -> None:
    """The page of each record has the same elements and attributes as that of a plain record."""
    plain = _parsed(hostile / "site/datasets/h0/index.html")
    numbers = Counter(element.tag for element in plain.iter() if element.tag in COUNTED)
    for id_, name in BY_ID.items():
        page = _parsed(hostile / "site/datasets" / id_ / "index.html")
        assert _shapes(page) - _allowed(plain) == set(), name
        assert Counter(element.tag for element in page.iter() if element.tag in COUNTED) == numbers, name
        assert [address for address in page.xpath("//@href | //@src | //@action") if re.match(r"\s*(javascript|data|vbscript):", address)] == [], name


@pytest.mark.parametrize("name", PAGES)
def test_no_element_is_injected_into_other_pages(hostile: Path, site: Path, name: str) -> None:
    """A hand-written page or browse page has the same elements and attributes as in the real catalog."""
    assert _shapes(_parsed(hostile / "site" / f"{name}.html")) - _allowed(_parsed(site / f"{name}.html")) == set()


def test_every_text_is_shown(hostile: Path) -> None:
    """Each text of a record is on its page unchanged."""
    for id_, name in BY_ID.items():
        page = _parsed(hostile / "site/datasets" / id_ / "index.html")
        shown = _squeezed(page.text_content())
        assert [text for text in _texts(_record(hostile, id_)) if _squeezed(text) not in shown] == [], name


def _record(folder: Path, id_: str) -> Any:
    return json.loads((folder / DATASETS / f"{id_}.yaml").read_text(encoding="utf-8"))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _texts(record: Mapping[str, Any]) -> Iterator[str]:
    """Return the texts of a record that its page shows."""
    yield from (record["name"], record["full_name"], record["summary"], record["provider"], record["annotation"], record["withdrawn"]["reason"])
    yield from (record["acknowledgement"]["quote"], record["known_issues"][0]["text"], record["changes"][0]["what"], record["notes"]["counts"])
    yield from (record["access"]["routes"][0]["to"], record["relations"][0]["name"], record["sources"]["owner"]["what"], record["disputed"][0]["states"])
    yield from (record["corrections"][0]["printed"], record["contributors"][0]["name"], record["splits"][0]["name"], record["loaders"][0]["library"])


def test_files_of_a_record_contain_its_text(hostile: Path) -> None:
    """The files beside a page are valid and contain the texts of the record unchanged."""
    for id_ in BY_ID:
        folder, record = hostile / "site/datasets" / id_, _record(hostile, id_)
        found = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir() if path.suffix in (".json", ".jsonld")}
        assert found["record.json"] == {"id": id_} | record
        [script] = _parsed(folder / "index.html").xpath("//script[@type='application/ld+json']/text()")
        assert json.loads(script)["name"] == found["croissant.json"]["name"] == record["name"]
        [shown] = _parsed(folder / "index.html").xpath("//div[@data-saved]//code[starts-with(@id, 'ris-')]")
        [work] = rispy.loads(f"{shown.text_content()}\n")
        assert _squeezed(record["name"].replace("{", "(").replace("}", ")").replace("--", "–")) in _squeezed(work["title"])


def test_files_of_the_catalog_contain_its_text(hostile: Path) -> None:
    """Feed, tables and database are valid and contain the texts unchanged, and no cell of a table is a formula."""
    data = hostile / "site/data"
    records = {id_: _record(hostile, id_) for id_ in BY_ID}
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.parse(hostile / "site/feed.xml")  # noqa: S314 - our own file
    assert {entry.findtext(f"{atom}summary") for entry in feed.iter(f"{atom}entry")} == {record["changes"][0]["what"] for record in records.values()}
    rows = list(csv.DictReader(io.StringIO((data / "catalog.csv").read_text(encoding="utf-8-sig"))))
    assert {row["id"]: re.sub("^'(?=[=+@＝-].)", "", row["name"]) for row in rows} == {id_: record["name"] for id_, record in records.items()}
    cells = [cell for name in ("catalog.csv", "table-1.csv") for row in csv.reader(io.StringIO((data / name).read_text(encoding="utf-8-sig"))) for cell in row]
    assert [cell for cell in cells if re.match("[=+@\t\r＝＋－＠-].", cell)] == []
    with sqlite3.connect(data / "catalog.sqlite") as database:
        held = database.execute("SELECT id, name, summary, annotation FROM dataset").fetchall()
    assert {(id_, record["name"], record["summary"], record["annotation"]) for id_, record in records.items()} == set(held)
    for path in (hostile / "site").rglob("*"):
        if path.suffix in (".json", ".jsonld"):
            json.loads(path.read_text(encoding="utf-8"))


def test_refused_text_is_reported(tmp_path: Path, site: Path) -> None:
    """A text that a field does not accept is reported with a fix, never as an exception."""
    folder = hostile_checkout(tmp_path / "checkout", site.parent)
    for id_, name in BY_ID.items():
        _write(folder / DATASETS / f"{id_}.yaml", filled(id_, TEXTS[name], whole=True))
    problems = catalogs.load(folder)[1]
    refused = {id_ for id_, name in BY_ID.items() if not all(accepted(model, TEXTS[name]) for model, _ in KINDS.values())}
    assert {Path(problem.file).stem for problem in problems} == refused
    assert all(problem.code in CODES and problem.message and problem.fix for problem in problems)
    assert refused


FIELDS = (
    *("title", "author", "journal", "booktitle", "publisher", "organization", "institution", "series", "edition", "version", "howpublished"),
    *("note", "address", "volume", "number", "pages", "eprint", "month", "chapter", "school", "editor"),
)
"""Fields of an entry of the bibliography, filled if they accept the text."""
PRINTED = ", ".join(map(str, references.PRINTED))
COMMANDS = re.compile(r"\\(?:input|include|read|openin|openout|write|immediate|csname|catcode|def|let|special|url|href)\b|\^\^")
"""Commands with which TeX reads, writes, or changes its syntax."""


def _entry(key: str, fields: Mapping[str, str], printed: str = "") -> str:
    known = {"author": "Example, Ann", "title": "Plain Words", "journal": "Journal of Examples", "year": "2020"} | ({"printed": printed} if printed else {})
    return f"@article{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in (known | dict(fields)).items()) + "}\n"


def _faultless(fields: Mapping[str, str]) -> bool:
    return not references.read(_entry("example2020words", fields, PRINTED).encode()).problems


def works() -> Iterator[str]:
    """Yield an entry for each text, with the text in every field that accepts it."""
    yield _entry("aaa2020words", {}, PRINTED)
    for id_, name in BY_ID.items():
        fields = {field: TEXTS[name] for field in FIELDS if _faultless({field: TEXTS[name]})}
        address = f"https://{id_}.example.org/?q={TEXTS[name]}"
        if accepted(Url, address) and _faultless({"url": address}):
            fields["url"] = address
        yield _entry(f"hostile2020{id_}", {name: text for name, text in fields.items() if _faultless(fields) or name in ("title", "author")})


@pytest.fixture(scope="module")
def hostile_works(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with one record that cites the hostile bibliography and has no problems."""
    folder = small_checkout(tmp_path_factory.mktemp("works") / "checkout")
    bibliography = "\n".join(sorted(works())) + (folder / references.FILE).read_text(encoding="utf-8").replace(f"  printed = {{{PRINTED}}},\n", "")
    entries = re.split(r"^(?=@\w+\{)", re.sub(r"^%.*\n", "", bibliography, flags=re.MULTILINE), flags=re.MULTILINE)
    (folder / references.FILE).write_text("\n".join(sorted(entries, key=lambda entry: entry.partition("{")[2])), encoding="utf-8")
    record = folder / DATASETS / "good.yaml"
    further = ", ".join(["aaa2020words", *(f"hostile2020{id_}" for id_ in BY_ID)])
    record.write_text(
        record.read_text(encoding="utf-8").replace("data: [example2021images]", f"data: [example2021images], further: [{further}]"), encoding="utf-8"
    )
    return folder


def test_a_bibliography_without_problems_is_built(hostile_works: Path, site: Path) -> None:
    """Any text in a work is in its citations, exports and the page of references, without adding an element or a command."""
    found, _, problems = prepared(hostile_works)
    assert problems == ()
    assert found is not None
    assert _shapes(html.fromstring(found.slots["references"])) - _allowed(_parsed(site / "references/index.html")) == set()
    exported = {form.key: str(found.files[f"data/references.{form.extension}"]) for form in FORMATS}
    number = len(BY_ID) + 4
    assert len(references.read(exported["bib"].encode()).keys) == number
    assert COMMANDS.findall(exported["bib"]) == []
    assert len(rispy.loads(exported["ris"])) == number
    assert [item["title"] for item in json.loads(exported["csl"]) if not item["title"]] == []
