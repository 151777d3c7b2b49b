"""Tests of the table's functions with plain data in a browser: state, URL, search, filters, order."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from curator.site.exports.spreadsheets import disarmed, undated
from curator.site.views.licenses import ANSWER_LABELS, unmarked

KNOWN = {
    "terms": {"modality": ["mri", "ct"], "task": ["segmentation"]},
    "ranges": {"images": {"digits": 0, "decimals": False}, "year": {"digits": 4, "decimals": False}, "download": {"digits": 0, "decimals": True}},
    "columns": ["name", "images", "year", "provider"],
    "shown": ["name", "images", "year"],
    "ids": ["drive", "stare", "hrf"],
}
FREE = {"from": None, "to": None, "none": False}


def limited(*, none: bool = False, **limits: tuple[float | None, float | None]) -> dict[str, Any]:
    """A state with limits of some ranges, which can keep rows without a number."""
    return {"ranges": {name: _limits(*limits[name], none=none) if name in limits else FREE for name in ("images", "year", "download")}}


def _limits(low: float | None, high: float | None, *, none: bool = False) -> dict[str, Any]:
    return {"from": low, "to": high, "none": none}


NOTHING = {
    "text": "",
    "chosen": {"modality": [], "task": []},
    **limited(),
    "sort": [],
    "columns": KNOWN["shown"],
    "dense": False,
    "printed": False,
    "selection": [],
}
UP, DOWN = {"column": "year", "down": False}, {"column": "year", "down": True}

Call = Callable[..., Any]


@pytest.fixture(scope="module")
def call(browser: Browser, served: str) -> Iterator[Call]:
    """Run an expression in which `m` is a module of the site and `v` are plain values."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{served}about/")

    def called(module: str, expression: str, *values: Any) -> Any:
        run = f"async ([address, v]) => {{ const m = await import(address); return {expression}; }}"
        return page.evaluate(run, [f"{served}assets/js/{module}.js", list(values)])

    yield called
    context.close()


# State and URL

STATES = [
    ({}, ""),
    ({"text": "a b&c"}, "text=a+b%26c"),
    ({"text": "é, x"}, "text=%C3%A9%2C+x"),
    ({"chosen": {"modality": ["mri", "ct"], "task": []}, "sort": [UP]}, "modality=mri,ct&sort=year"),
    ({"sort": [DOWN, {"column": "name", "down": False}]}, "sort=-year,name"),
    (limited(year=(2010, None)), "year=2010-"),
    (limited(year=(2010, 2014)), "year=2010-2014"),
    (limited(images=(0, 1431167)), "images=0-1431167"),
    (limited(images=(None, 99)), "images=-99"),
    (limited(download=(0.5, 12.25)), "download=0.5-12.25"),
    (limited(download=(0.000001, None)), "download=0.000001-"),
    (limited(images=(60, None), none=True), "images=60-,none"),
    ({"columns": ["name", "provider"]}, "columns=name,provider"),
    ({"columns": ["name"]}, "columns=name"),
    ({"dense": True, "printed": True}, "view=dense,printed"),
    ({"selection": ["stare", "hrf"]}, "selection=stare,hrf"),
]


@pytest.mark.parametrize(("change", "query"), STATES)
def test_a_state_and_its_url_are_equivalent(call: Call, change: dict[str, Any], query: str) -> None:
    """A state gives a query without empty parts, and the query gives the same state without unknown parts."""
    state = NOTHING | change
    assert call("table/table-state", "m.queryOf(v[0], v[1])", state, KNOWN) == query
    assert call("table/table-state", "m.stateOf('?' + v[0], v[1])", query, KNOWN) == {"state": state, "unknown": []}


@pytest.mark.parametrize(
    ("query", "change", "unknown"),
    [
        ("modality=mri,xyz", {"chosen": {"modality": ["mri"], "task": []}}, ["modality=xyz"]),
        ("modality=mri&modality=ct", {"chosen": {"modality": ["mri", "ct"], "task": []}}, []),
        ("colour=red", {}, ["colour"]),
        ("sort=-size", {}, ["sort=-size"]),
        ("sort=--year", {}, ["sort=--year"]),
        ("sort=year,-images,name", {"sort": [UP, {"column": "images", "down": True}]}, []),
        ("year=2010", limited(year=(2010, 2010)), []),
        ("images=40", limited(images=(40, 40)), []),
        ("images=1,000-", {}, ["images=1", "images=000-"]),
        ("images=-", {}, ["images=-"]),
        ("images=none", {}, ["images=none"]),
        ("images=none,60-", limited(images=(60, None), none=True), []),
        ("images=60-,nothing", {}, ["images=60-", "images=nothing"]),
        ("images=-5-", {}, ["images=-5-"]),
        ("images=1e3", {}, ["images=1e3"]),
        ("images=1.5-", {}, ["images=1.5-"]),
        ("download=1.5", limited(download=(1.5, 1.5)), []),
        ("download=.5-", {}, ["download=.5-"]),
        ("download=1.-2.", {}, ["download=1.-2."]),
        ("download=0.0000001-", {}, ["download=0.0000001-"]),
        ("year=201-", {}, ["year=201-"]),
        ("size=1k,10k", {}, ["size"]),
        ("year=old", {}, ["year=old"]),
        ("year=2010-2012,2015", {}, ["year=2010-2012", "year=2015"]),
        ("columns=name,age", {"columns": ["name"]}, ["columns=age"]),
        ("view=loud", {}, ["view=loud"]),
        ("selection=drive,nobody,drive", {"selection": ["drive"]}, ["selection=nobody"]),
        ("basket=drive", {"selection": ["drive"]}, []),
        ("q=retinal+vessel&h=theirs", {"text": "retinal vessel"}, []),
        ("q=a,b", {"text": "a,b"}, []),
        ("__proto__=1&constructor=2&task=constructor", {}, ["__proto__", "constructor", "task=constructor"]),
        ("task=&sort=&selection=", {}, []),
    ],
)
def test_unknown_parts_of_a_url_are_listed(call: Call, query: str, change: dict[str, Any], unknown: list[str]) -> None:
    """Unknown parts are listed and do not change the state; `q` is the search text too, a parameter of a former search is ignored, and the former name of the selection is accepted."""
    assert call("table/table-state", "m.stateOf('?' + v[0], v[1])", query, KNOWN) == {"state": NOTHING | change, "unknown": unknown}


# Search

TEXTS = {
    "drive": "DRIVE retinal vessel Staal Abràmoff",
    "xray": "X-ray of the chest",
    "oct": "OCT2017 optical coherence tomography",
    "data": "fundus database, vessels",
    "he": "H&E histology, H/E Stained",
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [*TEXTS]),
        ("VESSEL", ["drive", "data"]),
        ("vessel drive", ["drive"]),
        ("vessel chest", []),
        ("abramoff", ["drive"]),
        ("ABRÀMOFF", ["drive"]),
        ("x-ray", ["xray"]),
        ("xray", ["xray"]),
        ("x ray chest", ["xray"]),
        ("2017", ["oct"]),
        ("retinal-vessel", ["drive"]),
        ("vesel", ["drive", "data"]),
        ("vessle", ["drive", "data"]),
        ("vezsel", ["drive", "data"]),
        ("veessel", ["drive", "data"]),
        ("tomografy", []),
        ("tomogrphy", ["oct"]),
        ("tomographhi", ["oct"]),
        ("a vessel of the dataset", ["drive", "data"]),
        ("the", ["xray"]),
        ("chst", ["xray"]),
        ("cht", []),
        (" , ; ", [*TEXTS]),
        ("H&E", ["he"]),
        ("h/e stained", ["he"]),
        ("retinal/vessel", ["drive"]),
    ],
)
def test_a_search_ignores_case_accents_hyphens_and_a_typing_error(call: Call, query: str, found: list[str]) -> None:
    """Every word must occur, ignoring case, accents and hyphens; in a word of four letters or more that does not occur, one typing error is corrected, and two from ten letters on; small words are optional."""
    rows = call(
        "search/engine",
        "(index => [...v[0].keys()].filter(row => m.find(index, v[1]).rows[0] >> row & 1))(m.indexOf(v[0].length, [{values: v[0], at: [...v[0].keys()]}]))",
        list(TEXTS.values()),
        query,
    )
    assert [list(TEXTS)[row] for row in rows] == found


FOUND = "(index => [...v[0].keys()].filter(row => m.find(index, v[1]).rows[0] >> row & 1))(m.indexOf(v[0].length, [{values: v[0], at: [...v[0].keys()]}]))"
"""The rows of the texts that a query finds."""


@pytest.mark.parametrize(
    ("queries", "texts"),
    [
        (["license", "licence", "LICENCES", "licenc"], ["Two licences apply.", "Licensed under two licenses"]),
        (["acknowledgement", "acknowledgment", "acknowledgeme"], ["Acknowledgements", "the acknowledgment"]),
        (["tumour", "tumor", "tumou"], ["brain tumours", "Brain tumor"]),
        (["haematoxylin", "hematoxylin"], ["Haematoxylin", "hematoxylin"]),
        (["oedema", "edema"], ["macular oedema", "macular edema"]),
        (["centre", "center", "centers"], ["Cancer Centres", "cancer centers"]),
        (["localisation", "localization"], ["localisation of nodules", "localization"]),
    ],
)
def test_british_and_american_spellings_are_found(call: Call, queries: list[str], texts: list[str]) -> None:
    """A search for a British or American spelling, or for its beginning, finds texts with either, without a correction."""
    for query in queries:
        assert call("search/engine", FOUND, [*texts, "no terms"], query) == [0, 1], query


@pytest.mark.parametrize(
    ("texts", "query", "found"),
    [
        (["small intestine", "test labels"], "test", [1]),
        (["small intestine", "labels"], "test", [0]),
        (["LUNA16", "UKB-16", "2016"], "16", [0, 1]),
        (["HAM10000", "other"], "10000", [0]),
        (["mammogram", "gramophone"], "mogram", [0]),
        (["BraTS", "breast"], "breats", [1]),
        (["BraTS", "vessel"], "brats1", [0]),
    ],
)
def test_parts_of_words_are_found_if_they_are_meant(call: Call, texts: list[str], query: str, found: list[int]) -> None:
    """A text of fewer than five letters is found within a word only at a digit or if no word begins with it; exchanged letters are the first correction."""
    assert call("search/engine", FOUND, texts, query) == found


CORRECTIONS = """(async ({words, nearly}) => {
    const known = m.indexOf(1, [{values: [words.join(" ")], at: [0]}]).known;
    const {similar} = await import(address.replace("word-index", "word-matches"));
    return v[1].map(typed => [similar(known, typed).map(at => known.words[at]).sort(), words.filter(word => nearly(typed, word)).sort()]);
})({words: v[0], ...await import(address.replace("search/word-index", "shared/plain-words"))})"""
"""The words that typed words may mean, found with the help of the order of the words, and by comparing each."""


def test_all_corrections_of_a_word_are_found(call: Call) -> None:
    """Among many words, the corrections of a misspelled one are all words that one change leads to, wherever the change is."""
    words = sorted(
        {f"{first}{middle}{last}" for first in ("retin", "ret", "xetin", "veri") for middle in "abcdefgh" for last in ("", "l", "lung", "tum2", "opathy")}
    )
    typed = ["retinxl", "etinalung", "rtinbtum2", "retniaopathy", "vexicopathy", "reetgopathy", "xetinhopathx"]
    for text, (found, near) in zip(typed, call("search/word-index", CORRECTIONS, words, typed), strict=True):
        exchanged = [word for word in near if sorted(word[: len(text)]) == sorted(text)]
        assert found == (exchanged or near) != [], text


def test_results_have_falling_scores(call: Call) -> None:
    """Rows are listed by falling score, however large or small, and equal ones keep their order."""
    scores = [0.25, 3e38, 4, 1e-44, 4, 0.2500001, 0]
    assert call("search/ranking", "m.ranked(v[0], Float32Array.from(v[1]))", [6, 5, 4, 3, 2, 1, 0], scores) == [1, 4, 2, 5, 0, 3, 6]


def test_fallback_texts_count_if_nothing_else_does(call: Call) -> None:
    """Rows with a word in a fallback list are found only if no row has every word in the others; its words are known, so they are not corrected."""
    lists = [{"values": ["polyp", "vessel", "rip"], "at": [0, 1, 2]}, {"values": ["", "polyp segmentation", "rib"], "at": [0, 1, 2], "fallback": True}]
    rows = "(index => v[1].map(query => [0, 1, 2].filter(row => m.find(index, query).rows[0] >> row & 1)))(m.indexOf(3, v[0]))"
    assert call("search/engine", rows, lists, ["polyp", "segmentation", "vessel polyp", "ribs", "rib"]) == [[0], [1], [1], [2], [2]]


def test_a_query_typed_by_letters_finds_the_same(call: Call) -> None:
    """After its beginnings and other queries, which an index remembers, a query has the same rows, scores and words as in a new index."""
    texts = ["retinal vessel", "lung x-ray", "retina, vesicle", "ray tracing of vessels"]
    queries = ["vessel retinal", "x-ray lungs", "vesel retina", "the ray of vessels", "nothing here", "x-ray"]
    run = """(() => {
        const made = () => m.indexOf(v[0].length, [{values: v[0], at: [...v[0].keys()]}]), used = made();
        const told = (index, query) => JSON.stringify(Object.entries(m.find(index, query)).map(([key, it]) => [key, [...it]]));
        return v[1].flatMap(query => [...query].map((_, at) => query.slice(0, at + 1))).filter(text => told(used, text) !== told(made(), text));
    })()"""
    assert call("search/engine", run, texts, queries) == []


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [
        ("vessel", "vessel", True),
        ("vesse", "vessel", True),
        ("vese", "vessel", True),
        ("vesle", "vessel", True),
        ("xessel", "vessel", True),
        ("evssel", "vessel", True),
        ("vvessel", "vessel", True),
        ("essel", "vessel", True),
        ("vssl", "vessel", False),
        ("vessels", "vess", False),
        ("leaf", "vessel", False),
    ],
)
def test_words_with_one_change_are_similar(call: Call, word: str, other: str, near: bool) -> None:
    """A word is near another if one change makes it equal to that word or to its beginning."""
    assert call("shared/plain-words", "m.nearly(v[0], v[1])", word, other) is near


@pytest.mark.parametrize(
    ("text", "texts", "marked"),
    [
        ("Retinal Vessel", ["vessel"], ["Vessel"]),
        ("X-ray and xray", ["xray"], ["X-ray", "xray"]),
        ("Abràmoff", ["abramoff"], ["Abràmoff"]),
        ("Abra\u0300moff et al.", ["abramoff"], ["Abra\u0300moff"]),
        ("Licence or license", ["license"], ["Licence", "license"]),
        ("Tumours and acknowledgements", ["tumor", "acknowledgments"], ["Tumour", "acknowledgements"]),
        ("intestine, test, LUNA16, EyePACS", ["test", "16", "pacs"], ["test", "16", "PACS"]),
        ("nothing", ["vessel"], []),
        ("aa", [""], []),
    ],
)
def test_places_of_results_are_found(call: Call, text: str, texts: list[str], marked: list[str]) -> None:
    """The highlighted text is the original text, with case, accents and hyphens."""
    assert call("search/highlights", "m.placesIn(v[0], v[1]).map(([start, end]) => v[0].slice(start, end))", text, texts) == marked


# Filters

FACETS = [
    {"key": "modality", "heading": "Modality", "terms": ["mri", "ct"], "labels": ["MRI", "CT"], "values": [[0], [1], [0, 1], []], "at": [0, 0, 1, 2, 3]},
    {"key": "task", "heading": "Task", "terms": ["seg", "cls"], "labels": ["S", "C"], "values": [[0], [1]], "at": [0, 1, 0, 0, 1]},
]
RANGES = [
    {"key": "year", "heading": "Year", "digits": 4, "values": [[2001], [2010], []], "at": [0, 1, 1, 2, 0]},
    {"key": "images", "heading": "Images", "digits": 0, "values": [[33, 7980], [40], []], "at": [0, 1, 2, 0, 1]},
]
FIT = """(table => { const {rows, counts} = m.fitting(table, v[2], v[3], new Uint32Array([v[4]]));
return [[...Array(5).keys()].filter(row => rows[0] >> row & 1), counts]; })(m.filtersOf(5, v[0], v[1]))"""
ALL, ANY = 0b11111, {"year": FREE}


@pytest.mark.parametrize(
    ("chosen", "limits", "found", "fit"),
    [
        ({}, ANY, ALL, [[0, 1, 2, 3, 4], {"modality": [3, 2], "task": [3, 2]}]),
        ({"modality": ["mri"]}, ANY, ALL, [[0, 1, 3], {"modality": [3, 2], "task": [2, 1]}]),
        ({"modality": ["mri", "ct"]}, ANY, ALL, [[0, 1, 2, 3], {"modality": [3, 2], "task": [3, 1]}]),
        ({"modality": ["mri"], "task": ["cls"]}, ANY, ALL, [[1], {"modality": [1, 0], "task": [2, 1]}]),
        ({"task": ["seg"]}, ANY, 0b00101, [[0, 2], {"modality": [1, 1], "task": [2, 0]}]),
        ({}, {"year": _limits(2005, None)}, ALL, [[1, 2], {"modality": [1, 1], "task": [1, 1]}]),
        ({}, {"year": _limits(2001, 2001)}, ALL, [[0, 4], {"modality": [1, 0], "task": [1, 1]}]),
        ({}, {"images": _limits(30, 35)}, ALL, [[0, 3], {"modality": [2, 1], "task": [2, 0]}]),
        ({}, {"images": _limits(34, 39)}, ALL, [[], {"modality": [0, 0], "task": [0, 0]}]),
        ({}, {"images": _limits(None, 40), "year": _limits(2010, None)}, ALL, [[1], {"modality": [1, 0], "task": [0, 1]}]),
        ({}, {"images": _limits(34, 39, none=True)}, ALL, [[2], {"modality": [0, 1], "task": [1, 0]}]),
        ({}, {"images": _limits(None, None, none=True)}, ALL, [[0, 1, 2, 3, 4], {"modality": [3, 2], "task": [3, 2]}]),
    ],
)
def test_filters_are_or_within_and_and_between(call: Call, chosen: dict[str, list[str]], limits: dict[str, Any], found: int, fit: list[Any]) -> None:
    """A row matches if it has one of the chosen terms of every filter and a number within all limits; the count of a term is that of the rows that have it and match all other filters."""
    assert call("table/filter", FIT, FACETS, RANGES, chosen, limits, found) == fit


@pytest.mark.parametrize(
    ("chosen", "fit"),
    [
        ({}, [[0, 1, 3], {"modality": [3, 2], "task": [2, 1]}]),
        ({"modality": ["ct"]}, [[2, 3], {"modality": [3, 2], "task": [2, 0]}]),
        ({"modality": ["mri", "ct"]}, [[0, 1, 2, 3], {"modality": [3, 2], "task": [3, 1]}]),
        ({"task": ["cls"]}, [[1], {"modality": [1, 0], "task": [2, 1]}]),
    ],
)
def test_a_hidden_term_is_hidden_until_it_is_chosen(call: Call, chosen: dict[str, list[str]], fit: list[Any]) -> None:
    """If no term of a filter is chosen, rows that have only its hidden term do not match; the counts of its own terms include them."""
    assert call("table/filter", FIT, [FACETS[0] | {"hidden": "ct"}, FACETS[1]], RANGES, chosen, ANY, ALL) == fit


@pytest.mark.parametrize(
    ("chosen", "limits", "silent"),
    [
        ({}, {}, {"modality": [5, 1], "task": [5, 0], "year": [5, 1], "images": [5, 1]}),
        ({"modality": ["ct"]}, {"images": _limits(7000, None)}, {"modality": [2, 0], "task": [1, 0], "year": [1, 1], "images": [2, 1]}),
        ({}, {"images": _limits(40, 40, none=True)}, {"modality": [3, 1], "task": [3, 0], "year": [3, 0], "images": [5, 1]}),
    ],
)
def test_rows_without_a_value_are_counted_among_those_found(call: Call, chosen: dict[str, list[str]], limits: dict[str, Any], silent: dict[str, Any]) -> None:
    """For each filter, the rows that match all other filters are counted, and those of them that have no value."""
    counted = "Object.fromEntries(Object.entries(m.fitting(m.filtersOf(5, v[0], v[1]), v[2], v[3], new Uint32Array([31])).silent).map(([key, {of, none}]) => [key, [of, none]]))"
    assert call("table/filter", counted, FACETS, RANGES, chosen, limits) == silent


@pytest.mark.parametrize("size", [1, 31, 32, 33, 64, 100])
def test_sets_count_their_rows(call: Call, size: int) -> None:
    """A set of all rows has the size of the table, and a set of every second row half of it, for any size."""
    assert call("shared/row-sets", "m.count(m.all(v[0]))", size) == size
    assert call("shared/row-sets", "m.count(m.some(v[0], [...Array(v[0]).keys()].filter(row => row % 2)))", size) == size // 2
    assert call("shared/row-sets", "m.count(m.inAny(v[0], m.some(v[0], [0]), m.all(v[0])))", size) == size


# Order

COLUMNS = {
    "year": {"key": "year", "values": ["2004", "1999", "–"], "numbers": [2004, 1999, None], "at": [0, 1, 0, 2, 1]},
    "images": {
        "key": "images",
        "values": ["9 volumes", "20 images", "–", "5 images"],
        "numbers": [9, 20, None, 5],
        "groups": [1, 0, 9, 0],
        "at": [0, 1, 2, 3, 0],
    },
    "name": {"key": "name", "values": ["b", "A", "É", "", "c"], "numbers": None, "at": [0, 1, 2, 3, 4]},
}


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        ([], [0, 1, 2, 3, 4]),
        ([UP], [1, 4, 0, 2, 3]),
        ([DOWN], [0, 2, 1, 4, 3]),
        ([{"column": "name", "down": False}], [1, 0, 4, 2, 3]),
        ([{"column": "name", "down": True}], [2, 4, 0, 1, 3]),
        ([UP, {"column": "name", "down": False}], [1, 4, 0, 2, 3]),
        ([UP, {"column": "name", "down": True}], [4, 1, 2, 0, 3]),
        ([{"column": "nothing", "down": True}], [0, 1, 2, 3, 4]),
        ([{"column": "images", "down": False}], [3, 1, 0, 4, 2]),
        ([{"column": "images", "down": True}], [1, 3, 0, 4, 2]),
    ],
)
def test_rows_are_ordered_by_their_keys(call: Call, keys: list[dict[str, Any]], order: list[int]) -> None:
    """Numbers sort as numbers, units separately, and words without case and accents; equal rows keep their order, and rows without a value are last in both directions."""
    assert call("table/row-order", "m.ordered(5, v[0], key => v[1][key])", keys, COLUMNS) == order


@pytest.mark.parametrize(
    ("keys", "further", "after"),
    [
        ([], False, [UP]),
        ([UP], False, [DOWN]),
        ([DOWN], False, []),
        ([{"column": "name", "down": True}], False, [UP]),
        ([{"column": "name", "down": True}], True, [{"column": "name", "down": True}, UP]),
        ([{"column": "name", "down": True}, UP], True, [{"column": "name", "down": True}, DOWN]),
        ([{"column": "name", "down": True}, DOWN], True, [{"column": "name", "down": True}]),
        ([{"column": "name", "down": True}, {"column": "images", "down": True}], True, [{"column": "name", "down": True}, UP]),
        ([UP], True, [DOWN]),
    ],
)
def test_a_heading_cycles_through_sort_orders(call: Call, keys: list[Any], further: bool, after: list[Any]) -> None:
    """A heading pressed repeatedly sorts ascending, descending and not at all; with Shift as a second key, and the first key remains."""
    assert call("table/row-order", "m.pressed(v[0], 'year', v[1])", keys, further) == after


# CSV


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("a,b", '"a,b"'),
        ('say "x"', '"say ""x"""'),
        ("two\nlines", '"two\nlines"'),
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("＝1+1", "'＝1+1"),
        ("-", "-"),
        ("~390×320", "~390×320"),
        ("2/2", "2 and 2"),
        ("4 / 5 / 2", "4 and 5 and 2"),
        ("20 / 20 images", "20 / 20 images"),
        ("", ""),
    ],
)
def test_a_cell_survives_a_spreadsheet(call: Call, cell: str, written: str) -> None:
    """The file starts with a byte order mark; cells are quoted where necessary, a formula starts with an apostrophe, and numbers with slashes are not a date."""
    assert call("shared/csv", "m.csv(v[0])", [["x", cell]]) == f"\ufeffx,{written}\n"
    assert disarmed(undated(cell)) == next(csv.reader(io.StringIO(written)), [""])[0]


# Selections


def selection(id_: str, shares: Iterable[str], **permissions: str) -> dict[str, Any]:
    """A selected dataset that shares images with others: a key and the extent, or only a key."""
    ends = [
        {"key": key, "name": key.upper(), "label": "subset of", "what": "images", "extent": extent or "some", "doubt": ""}
        for key, _, extent in (share.partition(" ") for share in shares)
    ]
    return {"id": id_, "name": id_.upper(), "shares": ends, "permissions": permissions, "models": []}


@pytest.mark.parametrize(
    ("answers", "strictest"),
    [
        (["allowed", "allowed"], "allowed"),
        (["allowed", "unstated"], "unstated"),
        (["unstated", "not-known"], "not-known"),
        (["not-known", "forbidden"], "forbidden"),
        (["asked", "required"], "required"),
        (["asked", "unstated"], "asked"),
        (["allowed", "allowed-unverified"], "allowed-unverified"),
        (["allowed-unverified", "unstated"], "unstated-unverified"),
        (["forbidden", "allowed-unverified"], "forbidden"),
        (["forbidden", "forbidden-unverified"], "forbidden"),
        (["forbidden-unverified", "allowed"], "forbidden-unverified"),
        (["allowed-unverified", "not-known"], "not-known"),
    ],
)
def test_the_most_restrictive_answer_counts(call: Call, answers: list[str], strictest: str) -> None:
    """The strictest of several answers to a permission is returned, with the datasets that give it.

    It is verified only if all answers are, or if a verified one is the strictest of all.
    """
    sets = [selection(f"s{at}", [], use=answer) for at, answer in enumerate(answers)]
    by = [f"S{at}" for at, answer in enumerate(answers) if unmarked(answer) == unmarked(strictest)]
    assert call("table/selection", "m.strictest(v[0], v[1])", sets, list(ANSWER_LABELS)) == [{"name": "use", "answer": strictest, "by": by}]


@pytest.mark.parametrize(
    ("shares", "pairs"),
    [
        ({"a": ["b"], "b": ["a"]}, ["A and B share images"]),
        ({"a": ["x all-of-other"], "b": ["x given-to-other"]}, ["A and B share images"]),
        ({"a": ["x some"], "b": ["x all-of-other"]}, ["A and B share images"]),
        ({"a": ["x taken-from-other"], "b": ["x taken-from-other"]}, ["A and B may share images"]),
        ({"a": ["x given-to-other"], "b": ["x taken-from-other"]}, ["A and B may share images"]),
        ({"a": ["x taken-from-other", "y all-of-other"], "b": ["x some", "y some"]}, ["A and B share images"]),
        ({"a": ["x given-to-other"], "b": ["x given-to-other"]}, []),
        ({"a": ["x part-of-other"], "b": ["x part-of-other"]}, []),
        ({"a": ["x part-of-other"], "b": ["x given-to-other"]}, []),
        ({"a": ["x some"], "b": ["x some"]}, []),
        ({"a": ["x all-of-other"], "b": ["y all-of-other"]}, []),
        ({"a": ["b", "x all-of-other"], "b": ["a", "x all-of-other"]}, ["A and B share images"]),
        ({"a": ["x all-of-other"], "b": [], "c": ["x all-of-other"]}, ["A and C share images"]),
    ],
)
def test_overlaps_through_a_third_dataset_are_found(call: Call, shares: dict[str, list[str]], pairs: list[str]) -> None:
    """Two datasets overlap if one shares images with the other or has all of a third with which the other shares images, and may overlap if one was taken from a third.

    Nothing follows for two parts or sources of a third dataset. Each pair is listed once.
    """
    found = call("table/selection", "m.overlaps(v[0]).map(m.overlapText)", [selection(id_, keys) for id_, keys in shares.items()])
    assert [it["what"] for it in found] == pairs


def test_models_that_have_seen_the_data_are_warned_about(call: Call) -> None:
    """The selection names each model that was trained on a dataset, with its use of the data unless that is training on the training part, and each dataset whose terms forbid sharing trained models."""
    one, other = selection("a", []), selection("b", [])
    one["models"] = [{"model": "Model X", "use": "training on the training part"}, {"model": "Model Y", "use": "pretraining"}]
    other["permissions"] = {"trained_models": "forbidden"}
    found = call("table/selection", "m.modelWarnings(v[0])", [one, other])
    assert [it["what"] for it in found] == ["Model X was trained on A", "Model Y was trained on A", "B: trained models must not be shared"]
    assert found[0]["why"] == "a test of this model on A is not independent"
    assert found[1]["why"] == "pretraining; a test of this model on A is not independent"
    assert call("table/selection", "m.modelWarnings(v[0])", [selection("c", [])]) == []
