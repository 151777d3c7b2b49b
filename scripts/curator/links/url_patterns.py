"""URL patterns of pages that are not the data page: logins, robot checks, cookie walls, front pages and lists."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

_LOGIN = re.compile(
    r"(^|/)(wp-)?(log[-_]?(in|on)|sign[-_]?(in|on)|sso|saml2?|oauth2?|auth|openid|accounts?/login|cas|idp|adfs|shibboleth|wayf)([/._?-]|$)", re.IGNORECASE
)
_LOGIN_HOST = re.compile(r"(log-?in|sign-?in|sso|auth|accounts?|cas|idp|adfs|shibboleth|wayf)\.", re.IGNORECASE)
_SIGN_IN_PARAMETERS = frozenset({"samlrequest", "wtrealm", "redirect_uri"})
"""Query parameters of sign-in protocols."""
_RETURN_PARAMETER = re.compile(
    r"(return|redirect|back|next|continue|dest|destination|goto|target|came_from|origin|referr?er)([-_]?(to|url|uri|path|page))?", re.IGNORECASE
)
"""Query parameters that name the page to return to."""
_COOKIES = re.compile(r"(^|/)(cookies?([-_]?(absent|wall|consent|required|notice|error|check|not[-_]supported|settings))?|gdpr)([/._?-]|$)", re.IGNORECASE)
_ROBOT = re.compile(
    r"(^|/)((bot|human|robot)[-_]?(check|verification)|captcha|_incapsula_resource|cdn-cgi/challenge-platform|sorry/index)([/._?-]|$)", re.IGNORECASE
)
_ROBOT_HOST = re.compile(r"(.+\.)?(perfdrive\.com|captcha-delivery\.com)", re.IGNORECASE)
_LIST_WORDS = frozenset(
    "all archive archives browse catalog catalogs catalogue categories category collections databases datasets index list listing projects search".split()  # noqa: SIM905
)
"""Words that make up the last path segment of a list of pages."""
_FRONT_PAGE = re.compile(r"/?((index|home|default|main)(\.\w+)?|[a-z]{2}(-[a-z]{2})?)?/?", re.IGNORECASE)


def is_login(url: str) -> bool:
    """Whether a URL is that of a login."""
    parts = urlsplit(url)
    return bool(_LOGIN.search(parts.path) or _LOGIN_HOST.match(parts.hostname or ""))


def has_return_url(url: str, end: str) -> bool:
    """Whether a redirect leads to a page that requires a step first, such as a login, and then returns to the URL."""
    path, query = urlsplit(url).path.rstrip("/"), parse_qsl(urlsplit(end).query)
    if any(name.lower() in _SIGN_IN_PARAMETERS for name, _ in query):
        return True
    return (
        bool(path)
        and not urlsplit(end).path.rstrip("/").endswith(path)
        and any(_RETURN_PARAMETER.fullmatch(name) and path in unquote(value) for name, value in query)
    )


def is_robot_check(url: str) -> bool:
    """Whether a URL is that of a robot check."""
    return bool(_ROBOT.search(urlsplit(url).path) or _ROBOT_HOST.fullmatch(urlsplit(url).hostname or ""))


def is_cookie_wall(url: str) -> bool:
    """Whether a URL is that of a page that asks to accept cookies."""
    return bool(_COOKIES.search(urlsplit(url).path) or (urlsplit(url).hostname or "").startswith("consent."))


def is_front_page(url: str) -> bool:
    """Whether a URL is that of a site's front page, in any language."""
    return bool(_FRONT_PAGE.fullmatch(urlsplit(url).path))


def redirects_to_list(url: str, end: str) -> bool:
    """Whether the URL of one page redirects to a list of pages."""
    old, new = _last_words(url), _last_words(end)
    return bool(old and new) and new <= _LIST_WORDS and not old & _LIST_WORDS and not _stems(old) & _stems(new)


def _last_words(url: str) -> frozenset[str]:
    """Return the words of the last path segment, without the file extension, in lower case."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].lower()
    return frozenset(re.findall(r"[^\W_]+", re.sub(r"\.(html?|php|aspx?|jsp)$", "", last)))


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in words)
