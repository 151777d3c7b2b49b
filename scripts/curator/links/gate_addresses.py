"""Addresses that are no page of data by their own name: logins, checks for robots, walls of cookies, front pages and lists."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

_LOGIN = re.compile(
    r"(^|/)(wp-)?(log[-_]?(in|on)|sign[-_]?(in|on)|sso|saml2?|oauth2?|auth|openid|accounts?/login|cas|idp|adfs|shibboleth|wayf)([/._?-]|$)", re.IGNORECASE
)
_LOGIN_HOST = re.compile(r"(log-?in|sign-?in|sso|auth|accounts?|cas|idp|adfs|shibboleth|wayf)\.", re.IGNORECASE)
_LOGIN_QUERY = frozenset({"samlrequest", "wtrealm", "redirect_uri"})
"""Parameters with which protocols for signing in begin."""
_BACK = re.compile(r"(return|redirect|back|next|continue|dest|destination|goto|target|came_from|origin|referr?er)([-_]?(to|url|uri|path|page))?", re.IGNORECASE)
"""Parameters that say where to send the visitor afterwards."""
_COOKIES = re.compile(r"(^|/)(cookies?([-_]?(absent|wall|consent|required|notice|error|check|not[-_]supported|settings))?|gdpr)([/._?-]|$)", re.IGNORECASE)
_ROBOT = re.compile(
    r"(^|/)((bot|human|robot)[-_]?(check|verification)|captcha|_incapsula_resource|cdn-cgi/challenge-platform|sorry/index)([/._?-]|$)", re.IGNORECASE
)
_ROBOT_HOST = re.compile(r"(.+\.)?(perfdrive\.com|captcha-delivery\.com)", re.IGNORECASE)
_LIST = frozenset(
    "all archive archives browse catalog catalogs catalogue categories category collections databases datasets index list listing projects search".split()  # noqa: SIM905
)
"""Words of which the last part of a path that leads to a list consists."""
_FRONT = re.compile(r"/?((index|home|default|main)(\.\w+)?|[a-z]{2}(-[a-z]{2})?)?/?", re.IGNORECASE)


def is_login(url: str) -> bool:
    """Whether an address is that of a login by its own name."""
    parts = urlsplit(url)
    return bool(_LOGIN.search(parts.path) or _LOGIN_HOST.match(parts.hostname or ""))


def sends_back(url: str, end: str) -> bool:
    """Whether a redirect leads to a page that asks for something first, and says by what comes after it that it does."""
    path, query = urlsplit(url).path.rstrip("/"), parse_qsl(urlsplit(end).query)
    if any(name.lower() in _LOGIN_QUERY for name, _ in query):
        return True
    return bool(path) and not urlsplit(end).path.rstrip("/").endswith(path) and any(_BACK.fullmatch(name) and path in unquote(value) for name, value in query)


def asks_for_a_person(url: str) -> bool:
    """Whether an address is that of a check for robots."""
    return bool(_ROBOT.search(urlsplit(url).path) or _ROBOT_HOST.fullmatch(urlsplit(url).hostname or ""))


def asks_for_cookies(url: str) -> bool:
    """Whether an address is that of a page that asks to accept cookies."""
    return bool(_COOKIES.search(urlsplit(url).path) or (urlsplit(url).hostname or "").startswith("consent."))


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page, in any language."""
    return bool(_FRONT.fullmatch(urlsplit(url).path))


def is_list(url: str, end: str) -> bool:
    """Whether an address that was that of one page leads to a list of all of them."""
    old, new = _last_words(url), _last_words(end)
    return bool(old and new) and new <= _LIST and not old & _LIST and not _stems(old) & _stems(new)


def _last_words(url: str) -> frozenset[str]:
    """The words of the last part of a path, without the file extension, in lower case."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].lower()
    return frozenset(re.findall(r"[^\W_]+", re.sub(r"\.(html?|php|aspx?|jsp)$", "", last)))


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in words)
