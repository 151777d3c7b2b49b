"""Logins, registrations, cookie walls, robot checks and lists in place of the page; and pages that resemble them."""

from collections.abc import Mapping

from bench.http_exchange import Answer
from bench.link_case import Case
from bench.replies import PLAIN, fine, leads, page, says
from curator.records.link_history import State

_FIELDS = '<form method="post">{} <input name="user"> <input type="password" name="password"> <button>{}</button></form>'
_FORM = _FIELDS.format("Name, password", "Go")
_PROSE = "Forty colour photographs of the retina, each with the vessels drawn by two observers, as TIFF and GIF. Cite the paper."
_ANYTHING = page("Example archive", _FORM)
"""A form without a heading that states its purpose."""


def _form(title: str, heading: str = "", text: str = "") -> Answer:
    return says(200, page(title, text, _FORM, heading=heading))


def _to(host: str, path: str, there: Answer, status: int = 302) -> dict[str, Answer]:
    """Return the responses of a page that redirects to another path or another host of its site."""
    end = path if path.startswith("https:") else f"https://{host}.example{path}"
    return {f"https://{host}.example/set/data": leads(status, end), end.partition("?")[0]: there}


_SIGN_IN = {
    "german": ("Anmelden | Universität Beispiel", "Anmelden"),
    "french": ("Portail de l'hôpital", "Se connecter"),
    "spanish": ("Iniciar sesión - Universidad", "Iniciar sesión"),
    "portuguese": ("Banco de imagens", "Entrar"),
    "italian": ("Accedi al portale", "Accedi"),
    "dutch": ("Inloggen", "Inloggen"),
    "japanese": ("ログイン | 画像データベース", "ログイン"),
    "chinese": ("用户登录", "用户登录"),
    "korean": ("로그인", "로그인"),
    "russian": ("Вход в систему", "Вход"),
}
_REAL = says(200, page("Vessels of the retina", _PROSE, _FORM))
_CROWD = ("vessels", "lungs", "hearts")
"""Old pages of a host that all redirect to one page."""
_MENU = f'<nav><a href="/login">Login</a> <a href="/register">Register</a> {_FORM}</nav>'
ANSWERS: Mapping[str, Answer] = (
    _to("wp", "/wp-login.php?redirect_to=https%3A%2F%2Fwp.example%2Fset%2Fdata&reauth=1", _form("Example ‹ Log In"))
    | _to("aspnet", "/Users/LogOn.aspx?ReturnUrl=%2fset%2fdata", says(200, _ANYTHING))
    | _to("return-url", "/Home/Welcome.aspx?ReturnUrl=%2fset%2fdata", says(200, page("Welcome", "Choose your institution.")))
    | _to("adfs-user", "https://fs.adfs-user.example/adfs/ls/?wa=wsignin1.0&wtrealm=urn%3Adata", says(200, _ANYTHING))
    | _to("to-register", "/users/new", _form("Example archive", "Create an account"))
    | _to("oauth-user", "/connect/step?client_id=7&redirect_uri=https%3A%2F%2Foauth-user.example%2Fback", says(200, page("Choose how to go on")))
    | _to("cookie-absent", "/action/cookieAbsent", says(200, page("Cookies", "This site needs cookies.")))
    | _to("cookie-wall", "/cookie-wall/?to=1", says(200, page("Your privacy", "Accept all, or choose.")))
    | _to("radware", "https://validate.perfdrive.com/captcha?ssa=1", says(200, page("Radware Bot Manager Captcha")))
    | _to("to-list", "/browse-collections/", says(200, page("Collections", *[f"Collection {number}" for number in range(9)])), 301)
    | _to("to-projects", "/projects", fine)
    | {"https://all-to-one.example/*": leads(301, "https://news.all-to-one.example/2020/portal"), "https://news.all-to-one.example/2020/portal": fine}
    | {f"https://crowd.example/{name}": leads(301, "https://crowd.example/news/portal") for name in _CROWD}
    | {"https://crowd.example/news/portal": fine}
    | {f"https://pair.example/{name}": leads(301, "https://pair.example/sets/retinas") for name in _CROWD[:2]}
    | {"https://pair.example/sets/retinas": fine}
    | _to("to-registration", "/topics/registration/", says(200, page("Registration", "Pairs of CT volumes of the lung to register.", _PROSE)), 301)
    | _to("to-collection", "/collections/data-of-retinas", fine, 301)
    | _to("to-datasets", "/dataset/data", fine, 301)
    | _to("to-viewer", "/viewer?file=/set/data", fine)
    | _to("to-language", "/en/set/data?next=/set/data", fine)
    | {
        "https://form-in-place.example/data": _form("Example archive", "Sign in"),
        "https://form-alone.example/data": says(200, _ANYTHING),
        "https://sso-in-place.example/data": says(200, page("Log in to continue", "Go on with the account of your institution.")),
        "https://register-in-place.example/data": _form("Registration", text="Fill in the form to see the data."),
        "https://incapsula.example/*": says(200, b'<html><head><script src="/_Incapsula_Resource?SWJIYLWA=1"></script></head><body></body></html>'),
        "https://pardon.example/data": says(200, page("Pardon Our Interruption", "As you were browsing something made us think you were a bot.")),
        "https://menu-login.example/data": says(200, page("Vessels of the retina", _MENU, _PROSE)),
        "https://corner-login.example/data": _REAL,
        "https://short-login.example/data": says(200, PLAIN.replace(b"<body>", f"<body><header>{_FORM}</header>".encode())),
        "https://about-logins.example/data": says(200, page("Login times of radiologists: a dataset", _PROSE)),
        "https://access-in-spanish.example/data": says(200, page("Acceso a los datos", "Descargue las imágenes.")),
        "https://its-own-login.example/login": _form("Sign in"),
        "https://cookie-notice.example/data": says(200, page("Vessels of the retina", "We use cookies.", _PROSE)),
        "https://shielded.example/data": says(200, PLAIN.replace(b"</head>", b'<script src="/_Incapsula_Resource?SWJ=1"></script></head>')),
    }
    | {f"https://sign-in-{name}.example/data": _form(*said) for name, said in _SIGN_IN.items()}
)


def _case(name: str, host: str, expected: State, why: str, path: str = "/set/data") -> Case:
    return Case(name, f"https://{host}.example{path}", expected, why)


def _moved(name: str, old: str, to: str, why: str) -> Case:
    host = "/".join(old.split("/")[:3])
    return Case(name, old, "moved", why, to=host + to)


_LOGIN = "a login is not the page"
_MENTIONS = "a page that mentions or contains a login is a page"
_SHIELD = "a robot check says nothing about the page"
_COOKIES = "only browsers get past it, so the page is unknown"
_TO_LIST = "a list of pages is not the page"
CASES = (
    _case("WordPress login", "wp", "suspicious", _LOGIN),
    _case("ASP.NET login", "aspnet", "suspicious", _LOGIN),
    _case("return address", "return-url", "suspicious", "a return URL shows that a step is required first"),
    _case("ADFS login", "adfs-user", "suspicious", _LOGIN),
    _case("OAuth", "oauth-user", "suspicious", _LOGIN),
    _case("to a registration", "to-register", "suspicious", "a registration is not the page"),
    _case("login in place", "form-in-place", "suspicious", _LOGIN, "/data"),
    _case("nameless login in place", "form-alone", "suspicious", "a form with a password and nothing else is a login", "/data"),
    _case("login without a password", "sso-in-place", "suspicious", _LOGIN, "/data"),
    _case("registration in place", "register-in-place", "suspicious", "a registration is not the page", "/data"),
    *(_case(f"login in {name.title()}", f"sign-in-{name}", "suspicious", _LOGIN, "/data") for name in _SIGN_IN),
    _case("cookies absent", "cookie-absent", "blocked", _COOKIES),
    _case("cookie wall", "cookie-wall", "blocked", _COOKIES),
    _case("Radware", "radware", "blocked", _SHIELD),
    _case("Incapsula", "incapsula", "blocked", _SHIELD, "/data"),
    _case("interruption", "pardon", "blocked", _SHIELD, "/data"),
    _case("to a list", "to-list", "suspicious", _TO_LIST),
    _case("temporarily to a list", "to-projects", "suspicious", _TO_LIST),
    _case("all to one page", "all-to-one", "suspicious", "an invented URL redirects there too"),
    *(_case(f"{name} among many", "crowd", "suspicious", "a page to which all old pages redirect replaces none of them", f"/{name}") for name in _CROWD),
    *(_moved(f"{name} of two", f"https://pair.example/{name}", "/sets/retinas", "two old pages may have been merged") for name in _CROWD[:2]),
    _moved("to a page on registration", "https://to-registration.example/set/data", "/topics/registration/", "image registration is not a sign-up"),
    _moved("within a list", "https://to-collection.example/set/data", "/collections/data-of-retinas", "a page below a list is a page"),
    _moved("to a similar name", "https://to-datasets.example/set/data", "/dataset/data", "the new URL contains the name of the page"),
    _case("to a viewer", "to-viewer", "ok", "the parameter names the displayed file, not a return URL"),
    _case("to a language", "to-language", "ok", "the same page, with a return URL"),
    _case("login in the menu", "menu-login", "ok", _MENTIONS, "/data"),
    _case("login in a corner", "corner-login", "ok", _MENTIONS, "/data"),
    _case("login on a short page", "short-login", "ok", _MENTIONS, "/data"),
    _case("about logins", "about-logins", "ok", _MENTIONS, "/data"),
    _case("access in Spanish", "access-in-spanish", "ok", "access to the data is not a login", "/data"),
    _case("the URL of a login", "its-own-login", "ok", "a URL that names a login may lead to one", "/login"),
    _case("cookie notice", "cookie-notice", "ok", "a cookie notice does not hide the page", "/data"),
    _case("page with a robot check", "shielded", "ok", "the robot check let the request through", "/data"),
)
