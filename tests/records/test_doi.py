"""DOIs: recognized in text and URLs, and written in canonical form."""

import pytest

from curator.records.doi import canonical_doi, doi_in, doi_of_url, doi_url

DOI = "10.5281/zenodo.3431873"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        (DOI, DOI),
        ("10.5281/ZENODO.3431873", DOI),
        (f"https://doi.org/{DOI}", DOI),
        (f"doi:{DOI}", DOI),
        ("10.1000/X Y", ""),
        ("10.1234/a%20b", ""),
        (f"{DOI}?download=1", ""),
        ("doi:none", ""),
        ("", ""),
    ],
)
def test_a_whole_text_is_a_doi_or_not(text: str, doi: str) -> None:
    """A DOI with or without a prefix is converted to canonical form; a text with anything after the DOI is not."""
    assert canonical_doi(text) == doi


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        (f"https://doi.org/{DOI}", DOI),
        (f"http://dx.doi.org/{DOI.upper()}/", DOI),
        ("https://www.doi.org/10.5555%2Fharbour", "10.5555/harbour"),
        ("https://doi.org/", ""),
        (f"https://example.org/{DOI}", ""),
        ("https://[broken", ""),
    ],
)
def test_only_urls_of_the_resolver_are_dois(url: str, doi: str) -> None:
    """A URL of the DOI resolver leads to a DOI, however it is spelled; a DOI in the URL of a publisher does not count."""
    assert doi_of_url(url) == doi


def test_a_doi_is_found_in_a_text() -> None:
    """The first DOI in a text is found without the punctuation around it, and its URL leads back to it."""
    assert doi_in(f"see (https://doi.org/{DOI}), and 10.5555/x") == DOI
    assert doi_in("no DOI here") == ""
    assert doi_of_url(doi_url(DOI)) == DOI
