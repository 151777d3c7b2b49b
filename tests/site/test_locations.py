"""Tests of locations that browsers cannot open: exact formats, safe commands, display, and exclusion from link checks."""

import re
import shlex
import sqlite3
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pydantic import ValidationError

from curator.links.addresses import addresses
from curator.records.catalog import Catalog
from curator.records.model import Dataset, Location
from curator.records.model.locations import LOCATION, SCHEMES, scheme_of
from curator.site.views.data_access_metadata import ftp_files
from curator.site.views.location_commands import command

COLLECTION = "0a1b2c3d-0000-1111-2222-333344445555"
HASH = "08c244595c6cc4ec403b21023cf99c2b085cbc72"
COMMANDS = {
    "s3://camelyon-dataset/CAMELYON17/": "aws s3 ls --no-sign-request s3://camelyon-dataset/CAMELYON17/",
    "s3://pier.images": "aws s3 ls --no-sign-request s3://pier.images",
    "s3://pier/first part/a.zip": "aws s3 ls --no-sign-request 's3://pier/first part/a.zip'",
    "gs://gcs-public-data--healthcare-nih-chest-xray": "gsutil ls gs://gcs-public-data--healthcare-nih-chest-xray",
    "abfss://images@pierdata.dfs.core.windows.net/all/": "azcopy list https://pierdata.blob.core.windows.net/images/all/",
    "ftp://ftp.pier.org/images/": "curl --list-only ftp://ftp.pier.org/images/",
    "ftps://ftp.pier.org:990/a.zip": "curl --remote-name ftps://ftp.pier.org:990/a.zip",
    f"globus://{COLLECTION}/images/": f"globus ls {COLLECTION}:/images/",
    f"globus://{COLLECTION}": f"globus ls {COLLECTION}:/",
    f"magnet:?xt=urn:btih:{HASH}": f"aria2c 'magnet:?xt=urn:btih:{HASH}'",
    f"magnet:?xt=urn:btih:{HASH}&dn=a%20b&tr=udp://tracker.pier.org:80": f"aria2c 'magnet:?xt=urn:btih:{HASH}&dn=a%20b&tr=udp://tracker.pier.org:80'",
    "syn26376615": "synapse get --recursive syn26376615",
    "syn26376615.3": "synapse get --version 3 syn26376615",
}
"""The command for each location."""
REFUSED = """
s3://pier/$(id) s3://pier/`id` s3://pier/a;b s3://pier/a|b s3://pier/a&b s3://pier/a'b s3://pier/a"b s3://pier/a\\b s3://pier/* s3://pier/{a,b} s3://pier/a>b s3://pier/a!b
s3://p s3://Pier s3://-pier s3:pier s3:///pier S3://pier s3://pier?x gs://pier# --help -rf file:///etc/passwd javascript:alert(1) https://example.org/ sftp://pier.org/
ftp://localhost/a ftp://127.0.0.1/a ftp://10.0.0.1/a ftp://[::1]/a ftp://2130706433/a ftp://files.local/a ftp://FILES.LOCAL/a ftp://a.internal:21/b ftp://me@pier.org/a
ftp://me:word@pier.org/a ftp://pier.org ftp://pier/a globus://pier/a globus://0a1b2c3d/a magnet:?xt=urn:btih:12 magnet:?dn=a magnet:?xt=urn:sha1:a syn12 syn syn1234x SYN123456
""".split()  # noqa: SIM905 - a table


def location(uri: str, *, pays: bool = False) -> Location:
    """A location of images."""
    return Location(to="images", uri=uri, requester_pays=pays or None)


@pytest.mark.parametrize("uri", COMMANDS)
def test_a_location_has_the_command_that_opens_it(uri: str) -> None:
    """Each kind of location has the command of its store, with the location as one shell word."""
    assert command(location(uri)) == COMMANDS[uri]


def test_every_kind_has_a_command() -> None:
    """Every kind of location has a case above."""
    assert {scheme_of(uri) for uri in COMMANDS} == set(SCHEMES)


def test_requester_pays_is_part_of_the_command() -> None:
    """A requester-pays store is accessed with the agreement to pay, never unsigned."""
    assert command(location("s3://pier/a", pays=True)) == "aws s3 ls --request-payer requester s3://pier/a"
    assert command(location("gs://pier/a", pays=True)) == "gsutil -u YOUR-PROJECT ls gs://pier/a"


@pytest.mark.parametrize("uri", [*REFUSED, "s3://pier/a\n", "s3://pier/ a", "s3://pier/a  b", "ftp://pier.org/a b", "s3://pier/größe", ""])
def test_other_formats_are_refused(uri: str) -> None:
    """A text that a shell, a browser or a private network could interpret differently is rejected."""
    with pytest.raises(ValidationError):
        location(uri)


@given(st.from_regex(LOCATION, fullmatch=True).filter(lambda uri: len(uri) <= 1000), st.booleans())
def test_no_location_escapes_from_its_command(uri: str, pays: bool) -> None:
    """Every valid location gives one command of plain words, without options or special characters of a shell."""
    said = command(location(uri, pays=pays))
    words = shlex.split(said)
    assert shlex.join(words) == said
    assert not words[-1].startswith("-")
    assert not re.search(r"""[$`"'\\;|<>*?{}!\n()]""", words[-1].removeprefix("magnet:?"))


def test_a_shell_splits_commands_into_the_same_words() -> None:
    """A shell splits the commands into the same words."""
    script = "\n".join(f"printf '%s\\n' {said}" for said in COMMANDS.values())
    printed = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True).stdout
    assert printed.splitlines() == [word for said in COMMANDS.values() for word in shlex.split(said)]


def locations(catalog: Catalog) -> list[tuple[str, Dataset, Location]]:
    """The locations of the real catalog, each with its record."""
    found = [(id_, record, it) for id_, record in catalog.records.items() for it in record.access.locations]
    assert found
    return found


def test_a_location_is_shown_with_its_command(site: Path, catalog: Catalog) -> None:
    """The page, the Markdown version and the database have each location with its command, and nothing links to it."""
    rows = sqlite3.connect(site / "data" / "catalog.sqlite").execute("SELECT dataset, uri FROM location").fetchall()
    assert sorted(rows) == sorted((id_, it.uri) for id_, _, it in locations(catalog))
    for id_, _, it in locations(catalog):
        page = html.fromstring((site / "datasets" / id_ / "index.html").read_text(encoding="utf-8"))
        [shown] = page.xpath("//ul[@class='locations']/li[code=$uri]", uri=it.uri)
        [code] = shown.xpath(".//pre/code[text()=$said]", said=command(it))
        assert shown.xpath(".//button[@data-copy=$id]", id=code.get("id"))
        assert SCHEMES[scheme_of(it.uri)].program in shown.text_content()
        assert f"`{command(it)}`" in (site / "datasets" / id_ / "index.md").read_text(encoding="utf-8")
        assert it.uri in (site / "datasets" / id_ / "record.json").read_text(encoding="utf-8")
        assert not [href for href in page.xpath("//@href") if re.fullmatch(LOCATION, href)]


def test_locations_are_not_checked(catalog: Catalog) -> None:
    """Link checks do not include locations, so none counts as unchecked."""
    assert not {it.uri for _, _, it in locations(catalog)} & set(addresses(catalog))


def test_ftp_files_are_distributions(catalog: Catalog) -> None:
    """A file on an FTP server is a schema.org distribution; a folder or a bucket is not."""
    _, record, _ = locations(catalog)[0]
    places = tuple(map(location, COMMANDS))
    made = record.model_copy(update={"access": record.access.model_copy(update={"locations": places})})
    assert [(file.url, file.media_type) for file in ftp_files(made)] == [("ftps://ftp.pier.org:990/a.zip", "application/zip")]
