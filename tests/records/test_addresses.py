"""Addresses: private hosts are recognized in every spelling, and tracking parameters and versions are removed."""

import pytest

from curator.records.address_text import shortened, tidy
from curator.records.model.private_hosts import private

PRIVATE = """
localhost localhost. LOCALHOST files.localhost printer.local wiki.internal router.home.arpa host.test host.invalid
127.0.0.1 127.0.0.1. 127.1 0x7f.1 0x7F000001 0177.0.0.1 2130706433 017700000001 %31%32%37.0.0.1 １２７.0.0.1 127。0。0。1
10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 0 224.0.0.1 240.0.0.1 255.255.255.255
::1 [::1] :: ::7f00:1 ::10.0.0.1 fe80::1 fec0::1 64:ff9b:1::a00:1 fe80::1%25eth0 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:7f00:1 64:ff9b::127.0.0.1 2002:7f00:1:: 2001:db8::1
1.2.3.4.5 256.1.1.1 1.2.3.256 08.8.8.8 example.7 1::2::3
""".split()  # noqa: SIM905 - a table
PUBLIC = """
example.org localhost.example.org internal.example.org 127.0.0.1.example.org 0x7f.example.org local.org dead.beef
8.8.8.8 0x08080808 134744072 8.8.2056 2606:4700::1111 [2606:4700::1111] ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::
""".split()  # noqa: SIM905 - likewise
TIDY = {
    "https://example.org/?id=3": "https://example.org/?id=3",
    "https://example.org/?utm_source=a": "https://example.org/",
    "https://example.org/?utm_source=a&id=3&UTM_Medium=b#top": "https://example.org/?id=3#top",
    "https://example.org/?a=1&amp;fbclid=2&b=%20&b=+": "https://example.org/?a=1&b=%20&b=+",
    "https://example.org/?%75tm_source=a": "https://example.org/",
    "https://example.org/?gclid=1#?utm_source=a": "https://example.org/#?utm_source=a",
    "https://example.org/#/page?utm_source=a": "https://example.org/#/page?utm_source=a",
    "https://example.org/utm_source=a?q=utm_source": "https://example.org/utm_source=a?q=utm_source",
    "https://arxiv.org/abs/1902.03368": "https://arxiv.org/abs/1902.03368",
    "https://arxiv.org/abs/1902.03368v2": "https://arxiv.org/abs/1902.03368",
    "http://www.arxiv.org/pdf/0706.1234v12.pdf#page=2": "http://www.arxiv.org/pdf/0706.1234.pdf#page=2",
    "https://arxiv.org/abs/hep-th/9901001v1": "https://arxiv.org/abs/hep-th/9901001",
    "https://doi.org/10.48550/arXiv.1902.03368v2": "https://doi.org/10.48550/arXiv.1902.03368",
    "https://doi.org/10.6084/m9.figshare.1234567": "https://doi.org/10.6084/m9.figshare.1234567",
    "https://doi.org/10.6084/m9.figshare.1234567.v4": "https://doi.org/10.6084/m9.figshare.1234567",
    "https://doi.org/10.6084/m9.figshare.c.1234567.v1": "https://doi.org/10.6084/m9.figshare.c.1234567",
    "https://figshare.com/articles/dataset/A_name/1234567/4": "https://figshare.com/articles/dataset/A_name/1234567",
    "https://figshare.com/articles/A_name_2019/1234567": "https://figshare.com/articles/A_name_2019/1234567",
    "https://zenodo.org/records/3431873": "https://zenodo.org/records/3431873",
    "https://doi.org/10.17632/rscbjbr9sj.3": "https://doi.org/10.17632/rscbjbr9sj.3",
}
VERSIONED = "https://arxiv.org/abs/1902.03368v2"


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_host_is_recognized_in_every_spelling(host: str) -> None:
    """Private and reserved hosts and invalid IP addresses are recognized in every spelling that browsers accept."""
    assert private(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_host_is_not_called_private(host: str) -> None:
    """Public names and IP addresses are not private, whatever words they contain."""
    assert not private(host)


@pytest.mark.parametrize("url", TIDY)
def test_an_address_is_tidied(url: str) -> None:
    """Tracking parameters and known versions are removed from an address, the rest is unchanged, and the result is tidy."""
    assert tidy(url) == TIDY[url]
    assert tidy(TIDY[url]) == TIDY[url]


def test_a_version_may_be_kept() -> None:
    """If a version is allowed, only tracking parameters are removed."""
    assert tidy(f"{VERSIONED}?utm_source=a", versioned=True) == VERSIONED


def test_a_shortener_is_known_by_its_host() -> None:
    """Shortening services are recognized by their host, in any case and with www, not by a path or a part of another host name."""
    assert [shortened(url) for url in ("https://bit.ly/x", "http://WWW.TinyURL.com/x", "https://forms.gle/x")] == [True] * 3
    assert [shortened(url) for url in ("https://example.org/bit.ly", "https://bit.ly.example.org/", "https://habit.ly/")] == [False] * 3
