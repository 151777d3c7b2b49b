"""Values of a record are computed once while everything about the record is rendered."""

from conftest import ROOT
from curator.records import settings
from curator.records.catalog import Catalog
from curator.records.per_record import once, remembering


def test_a_result_about_a_record_is_computed_once(catalog: Catalog) -> None:
    """A function of a record is called once in a catalog that remembers it, and each time in another catalog and for another record."""
    calls: list[str] = []

    @once
    def shown(id_: str, catalog: Catalog) -> str:
        calls.append(id_)
        return catalog.records[id_].name

    own, other = list(catalog.records)[:2]
    remembered = remembering(own, catalog, settings.read(ROOT))
    assert {shown(own, remembered), shown(own, remembered)} == {catalog.records[own].name}
    assert calls == [own]
    assert shown(other, remembered) == shown(other, remembered) == catalog.records[other].name
    assert [shown(own, catalog), shown(own, catalog)] == [catalog.records[own].name] * 2
    assert calls == [own, other, other, own, own]
