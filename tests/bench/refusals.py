"""Responses that reject automated requests, and those that say that the page is gone."""

from collections.abc import Mapping

from bench.http_exchange import Answer
from bench.link_case import Case
from bench.replies import fine, missing, page, says

_CHALLENGE = page("Just a moment...", "Checking your browser before accessing the site.", "Enable JavaScript and cookies to continue.")
_REFUSING = {
    401: "asks for a name and password",
    403: "forbids",
    405: "allows no GET",
    418: "is a teapot",
    429: "asks for fewer requests",
    999: "rejects automated requests",
}

ANSWERS: Mapping[str, Answer] = (
    {f"https://answers-{status}.example/page": says(status, page("Access denied")) for status in _REFUSING}
    | {f"https://answers-{status}.example/": fine for status in _REFUSING}
    | {
        "https://wait-long.example/page": says(429, Retry_After="86400"),
        "https://challenge-header.example/page": says(202, b"", x_amzn_waf_action="challenge"),
        "https://challenge-body.example/page": says(202, _CHALLENGE),
        "https://challenge-403.example/page": says(403, _CHALLENGE, cf_mitigated="challenge"),
        "https://challenge-200.example/*": says(200, _CHALLENGE, cf_mitigated="challenge"),
        "https://missing.example/page": missing,
        "https://missing.example/": fine,
        "https://bare-missing.example/page": says(404),
        "https://gone-for-good.example/page": says(410),
        "https://revived.example/page": fine,
        "https://falling.example/page": fine,
        "https://down.example/page": fine,
    }
)

CASES = (
    *(Case(f"{status}", f"https://answers-{status}.example/page", "blocked", f"it {what}: unknown, never dead") for status, what in _REFUSING.items()),
    Case("429 for a day", "https://wait-long.example/page", "blocked", "the wait is too long"),
    Case("challenge in a header", "https://challenge-header.example/page", "blocked", "202 with a challenge says nothing about the page"),
    Case("challenge in the body", "https://challenge-body.example/page", "blocked", "202 with a challenge says nothing about the page"),
    Case("challenge with 403", "https://challenge-403.example/page", "blocked", "a challenge says nothing about the page"),
    Case("challenge with 200", "https://challenge-200.example/page", "blocked", "a challenge says nothing about the page, whatever its status"),
    Case("404", "https://missing.example/page", "failing", "404 or 410 on one day; dead on the second", second="dead"),
    Case("404 without a body", "https://bare-missing.example/page", "failing", "404 or 410 on one day; dead on the second", second="dead"),
    Case("410", "https://gone-for-good.example/page", "failing", "404 or 410 on one day; dead on the second", second="dead"),
    Case("DNS gone", "https://gone.example/page", "failing", "its host has no IP address, on one day; dead on the second", second="dead"),
    Case("DNS gone, homepage", "http://never-was.test/", "failing", "its host has no IP address", role="homepage", second="dead"),
    Case("revived", "https://revived.example/page", "failing", "404 on one day, and the page on the next", second="ok", down=frozenset({1})),
    Case("fallen", "https://falling.example/page", "ok", "the page on one day, and 404 on the next", second="failing", down=frozenset({2})),
    Case("down on both days", "https://down.example/page", "failing", "404 on both days", second="dead", down=frozenset({1, 2})),
)
