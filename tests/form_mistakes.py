"""Mistakes in drafts of the form for new records."""

from typing import Any

from fill_record_form import BASE, SUMMARY, Draft, changed


def _population(**fields: Any) -> Draft:
    """Return a draft with a population."""
    return changed(population=fields, vouch__population={"source": ["owner"]})


def _imaging(**fields: Any) -> Draft:
    """Return a draft with imaging parameters."""
    return changed(imaging=fields, vouch__imaging={"source": ["owner"]})


def _labelling(**fields: Any) -> Draft:
    """Return a draft with a labeling method."""
    return changed(labelling=[fields], vouch__labelling={"source": ["owner"]})


def _count(**fields: Any) -> Draft:
    """Return a draft with a count of images in another form, and no split."""
    return changed(counts=[{"key": "image", "*": fields}], splits=None, vouch__splits=None)


def _route(**fields: Any) -> Draft:
    """Return a draft with further fields of its access route."""
    return changed(access__routes=[BASE["access"]["routes"][0] | fields])


MISTAKES: dict[str, Draft] = {
    "missing-fields": changed(name=None, modality=None, access=None),
    "missing-in-an-item": changed(splits=[{"train": "30", "test": "10"}]),
    "near-term": changed(modality=["fundus photographs"]),
    "alias-of-a-term": changed(tasks=["Semantic Segmentation"]),
    "dissimilar-term": changed(body_part=["heel"], vouch__body_part={"source": ["owner"]}),
    "term-of-a-long-vocabulary": changed(modality=["water colour"]),
    "term-of-a-short-vocabulary": changed(dimensions=["flat"]),
    "unknown-unit": changed(counts=[{"key": "imags", "*": {"number": "40"}}]),
    "url-with-a-space": changed(access__homepage="https://example.org/a b"),
    "url-without-scheme": changed(access__homepage="www.example.org"),
    "url-with-a-user": changed(access__homepage="https://me@example.org/"),
    "url-with-a-bad-port": changed(access__homepage="https://example.org:port/"),
    "reserved-domain": changed(access__homepage="https://pier.example/data/"),
    "internal-host": changed(access__homepage="http://files.harbour.INTERNAL:8080/"),
    "localhost": changed(access__homepage="http://localhost:8000/data"),
    "private-ipv4": changed(access__homepage="https://192.168.0.7/data/"),
    "ipv4-for-examples": changed(access__homepage="https://198.51.100.7/"),
    "ipv6-of-localhost": changed(access__homepage="http://[::1]:80/"),
    "ipv6-for-examples": changed(access__homepage="https://[2001:db8::7]/"),
    "public-ipv6": changed(access__homepage="https://[2606:4700::1111]/"),
    "location-as-a-url": changed(access__homepage="s3://pier-images/all/"),
    "location-with-a-command": changed(access__locations=[{"to": "images", "uri": "s3://pier-images/$(id)"}]),
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
    "year-in-words": changed(year="last year"),
    "number-with-separators": changed(counts=[{"key": "image", "*": {"number": "40,000"}}]),
    "number-with-points": changed(counts=[{"key": "image", "*": {"number": "1.000"}}]),
    "number-with-spaces": changed(counts=[{"key": "image", "*": {"number": "1 000 000"}}]),
    "number-in-powers-of-ten": changed(counts=[{"key": "image", "*": {"number": "1e3"}}]),
    "side-with-points": changed(frame_size=[{"width": {"0": "1.024"}, "height": {"0": "1,024"}}], vouch__frame_size={"source": ["owner"]}),
    "negative-number": changed(counts=[{"key": "image", "*": {"number": "-40"}}]),
    "fraction-of-an-image": changed(counts=[{"key": "image", "*": {"number": "40.5"}}]),
    "no-number": changed(counts=[{"key": "image", "*": {"number": ""}}]),
    "zero-gigabytes": changed(download_size=[{"what": "all", "gigabytes": {"0": "0"}}], vouch__download_size={"source": ["owner"]}),
    "minimum-above-maximum": changed(download_size=[{"what": "all", "gigabytes": {"0": "2.5", "1": "1"}}], vouch__download_size={"source": ["owner"]}),
    "side-minimum-above-maximum": changed(frame_size=[{"width": {"0": "20", "1": "10"}, "height": {"0": "5"}}], vouch__frame_size={"source": ["owner"]}),
    "side-in-words": changed(frame_size=[{"width": {"0": "wide"}, "height": {"0": "5", "1": "high"}}], vouch__frame_size={"source": ["owner"]}),
    "one-label": changed(classes=[{"task": "segmentation", "labels": [{"name": "pier"}]}], vouch__classes={"source": ["owner"]}),
    "country-name": changed(acquisition={"countries": ["Portugal"]}, vouch__acquisition={"source": ["owner"]}),
    "source-with-capitals": changed(sources=[{"key": "Owner", "*": {"url": "https://pier.example.org/"}}]),
    "source-without-url": changed(sources=[{"key": "owner", "*": {"what": "owners' page"}}]),
    "id-with-capitals": changed(id="Pier-Two"),
    "reserved-id": changed(id="frame"),
    "short-summary": changed(summary="Forty photographs of a harbour."),
    "long-summary": changed(summary=f"{SUMMARY} {SUMMARY}"),
    "no-evidence": changed(vouch__year=None, vouch__licence=None),
    "no-evidence-for-one-of-two": changed(
        vouch__licence=None, licence=[{"covers": "images", "id": "CC-BY-4.0", "source": ["owner"]}, {"covers": "labels", "id": "CC0-1.0"}]
    ),
    "unused-source": changed(sources=[*BASE["sources"], {"key": "list", "*": {"url": "https://pier.example.org/list/"}}]),
    "misspelled-source": changed(vouch__year={"source": ["ownr"]}),
    "unknown-source": changed(vouch__year={"source": ["somebody"]}),
    "printed-collection-as-source": changed(vouch__year={"source": ["collection"]}),
    "source-and-reason": changed(vouch__year={"source": ["owner"], "unverified": "seen in lists only"}),
    "unknown-path": changed(notes=[{"key": "yeer", "*": "A note."}]),
    "custom-license-without-permissions": changed(licence=[{"covers": "all", "id": "LicenseRef-Pier", "commercial_use": "forbidden"}]),
    "permission-with-standard-license": changed(licence=[{"covers": "all", "id": "CC-BY-4.0", "commercial_use": "allowed"}]),
    "license-in-lower-case": changed(licence=[{"covers": "all", "id": "cc-by-4.0"}]),
    "unknown-license": changed(licence=[{"covers": "all", "id": "free for all"}]),
    "license-with-spaces": changed(licence=[{"covers": "all", "id": "cc BY  4.0"}]),
    "unknown-work": changed(citations={"paper": ["nobody2020nothing"]}),
    "misspelled-work": changed(citations={"paper": ["staal2004ridg"]}),
    "doi-as-a-work": changed(citations={"paper": ["10.5281/zenodo.12345"]}),
    "contributors": changed(
        contributors=[
            {"name": "A", "orcid": "0000-0002-1825-0098"},
            {"name": "B", "orcid": "https://orcid.org/0000000218250097"},
            {"name": "C", "orcid": "0000", "github": "https://github.com/octocat/"},
            {"github": "-" * 40},
        ]
    ),
    "age-range-descending": _population(age={"given": "summary", "range": {"0": "90", "1": "25.5"}}),
    "age-range-with-one-end": _population(age={"given": "summary", "range": {"1": "90"}}),
    "age-out-of-range": _population(age={"given": "summary", "range": {"0": "0", "1": "140"}, "mean": "-1"}),
    "age-in-words": _population(age={"given": "summary", "range": {"0": "young", "1": "90"}, "median": "middle"}),
    "level-of-detail-missing": _population(age={"mean": "54.1"}),
    "percentage-out-of-range": _population(sex={"given": "summary", "female_percent": "154", "female": "12.5"}),
    "group-without-a-number": _population(ethnicity={"given": "summary", "groups": [{"key": "Asian", "*": ""}, {"key": "White", "*": "few"}]}),
    "field-strength-of-zero": _imaging(field_strength_t=["0", "1.5"], bit_depth=["8.5"]),
    "spacing-descending": _imaging(pixel_spacing_mm={"0": "2", "1": "0.5"}, slice_thickness_mm={"0": "thin"}),
    "unknown-sequence": _imaging(sequences=["water"], contrast=["portal venos"]),
    "rounded-zero": _count(how="about", number="0"),
    "lower-bound-in-words": _count(how="at_least", number="many"),
    "range-of-a-count-with-one-end": _count(how="between", between={"0": "30"}),
    "range-of-a-count-descending": _count(how="between", between={"0": "50", "1": "40"}),
    "day-of-a-count": _count(number="40", on="May 2021"),
    "day-without-a-number": _count(on="2021-05-01"),
    "site-without-numbers": changed(splits=[BASE["splits"][0] | {"by_site": [{"key": "Pier", "*": {}}]}]),
    "list-without-a-url": changed(splits=[BASE["splits"][0] | {"members": [{"part": "test", "sha256": "AB"}]}]),
    "doi-in-upper-case": changed(citations={"concept_doi": "10.5281/ZENODO.1"}),
    "doi-as-a-url": changed(releases=[{"name": "v1", "doi": "https://doi.org/10.5281/zenodo.1"}], vouch__releases={"source": ["owner"]}),
    "unknown-condition": changed(licence=[{"covers": "all", "id": "CC-BY-4.0", "conditions": ["no-swimming"]}]),
    "unknown-labeling-method": _labelling(of="maps of piers", by="guessing", readers="0"),
    "labels-missing": _labelling(by="manual"),
    "unknown-work-of-labels": _labelling(of="maps of piers", by="manual", citations=["nobody2020nothing", "staal2004ridg"]),
    "trained-model-without-use": changed(seen_by=[{"model": "HarbourNet"}], vouch__seen_by={"source": ["owner"]}),
    "waiting-time-without-a-date": _route(waiting=[{"days": {"0": "3", "1": "16"}}]),
    "waiting-time-with-an-unknown-source": _route(waiting=[{"days": {"0": "16"}, "reported": "2026-05-01", "source": ["somebody"]}]),
    "unknown-eligibility": _route(eligibility=["sailor"]),
    "not-reported-and-reported": changed(
        annotation="Drawn by two people.", vouch__annotation={"source": ["owner"]}, not_reported=[{"key": "annotation", "*": ["owner"]}]
    ),
    "field-that-cannot-be-listed-as-not-reported": changed(not_reported=[{"key": "counts", "*": ["owner"]}, {"key": "population.agee", "*": ["owner"]}]),
    "not-reported-by-an-unknown-source": changed(not_reported=[{"key": "annotation", "*": ["somebody"]}, {"key": "labelling", "*": []}]),
}
"""Drafts with mistakes that the form reports."""

CHECKED_LATER: dict[str, Draft] = {
    "url-without-https": changed(access__homepage="http://pier.example.org/data/"),
    "url-of-another-record": changed(access__homepage="https://drive.grand-challenge.org/"),
    "public-ipv4-without-https": changed(access__homepage="http://8.8.8.8/"),
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
    "sites-larger-than-the-split": changed(splits=[BASE["splits"][0] | {"by_site": [{"key": "Pier", "*": {"train": "31"}}]}]),
    "split-larger-than-its-part": changed(splits=[BASE["splits"][0], {"name": "two halves", "unit": "image", "of_part": "train", "train": "16", "test": "15"}]),
    "split-of-an-uncounted-part": changed(splits=[BASE["splits"][0], {"name": "two halves", "unit": "image", "of_part": "validation", "train": "16"}]),
    "generator-trained-on-nothing": changed(
        synthetic={"images": "all", "trained_on": [{"to": "drve"}, {"url": "https://pier.example.org/"}]}, vouch__synthetic={"source": ["owner"]}
    ),
    "source-read-after-the-check": changed(sources=[{"key": "owner", "*": {"url": "https://pier.example.org/", "seen": "2026-12-01"}}]),
    "withdrawn-without-reason": changed(status="withdrawn"),
    "reason-without-withdrawal": changed(withdrawn={"date": "2026-01-01", "reason": "Taken back."}),
    "status-that-does-not-fit": changed(access__routes=[{"to": "everything", "steps": ["account", "application"]}]),
    "work-cited-twice": changed(citations={"paper": ["staal2004ridge"], "further": ["staal2004ridge"]}),
    "relation-to-nothing": changed(relations=[{"kind": "alternative", "source": ["owner"]}]),
    "relation-to-a-misspelled-record": changed(relations=[{"kind": "alternative", "to": "drve", "source": ["owner"]}]),
    "name-of-another": changed(name="Drive", aliases=["STARE"]),
    "former-id-of-another": changed(formerly=["drive", "pier-two"]),
    "correction-of-a-cell": changed(corrections=[{"cell": "images", "kind": "wrong", "why": "One letter is lost.", "source": ["owner"]}]),
    "correction-of-two-places": changed(corrections=[{"cell": "images", "text": "1.6", "kind": "wrong", "why": "One letter is lost.", "source": ["owner"]}]),
    "correction-of-no-section": changed(corrections=[{"text": "9.9", "kind": "wrong", "why": "One letter is lost.", "source": ["owner"]}]),
}
"""Drafts with mistakes that only `curator check` reports: sums, status, relations, and conflicts with other records or the printed collection."""
