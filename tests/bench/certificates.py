"""Certificates of the test server, valid ones and one for each kind of error, from its own authority."""

import ssl
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import trustme

_LONG_AGO, _PAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 4, 1, tzinfo=UTC)


def contexts(addresses: Iterable[str], folder: Path) -> tuple[Path, Mapping[str, ssl.SSLContext]]:
    """Return the file with the certificate of the authority, and a TLS context for each kind of port, with certificates for the IP addresses."""
    authority, stranger = trustme.CA(), trustme.CA()
    hosts = ("localhost", *addresses)
    good = authority.issue_cert(*hosts)
    leaf, foreign = authority.create_child_ca().issue_cert(*hosts), stranger.issue_cert(*hosts)
    chains = {
        "good": (good, good.cert_chain_pems),
        "expired": (expired := authority.issue_cert(*hosts, not_before=_LONG_AGO, not_after=_PAST), expired.cert_chain_pems),
        "wrong-host": (other := authority.issue_cert("elsewhere.example"), other.cert_chain_pems),
        "chain": (leaf, leaf.cert_chain_pems[:1]),
        "stranger": (foreign, [*foreign.cert_chain_pems, stranger.cert_pem]),
    }
    file = folder / "ca.pem"
    authority.cert_pem.write_to_path(file)
    return file, {kind: _context(cert, chain, folder / f"{kind}.pem") for kind, (cert, chain) in chains.items()}


def _context(cert: trustme.LeafCert, chain: Iterable[trustme.Blob], file: Path) -> ssl.SSLContext:
    file.write_bytes(b"".join(blob.bytes() for blob in (cert.private_key_pem, *chain)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
