"""Pages with status 200 that are missing, closed or under maintenance, as their titles and headings say in several languages; and similar pages without problems."""

from collections.abc import Mapping

from bench.http_exchange import Answer
from bench.link_case import Case
from bench.replies import page, says

_TEXT = "Use the search, or write to the library. " * 4
_GONE = {
    "gone in German": "Die angeforderte Seite wurde nicht gefunden",
    "gone in German, active": "Wir konnten die Seite leider nicht finden",
    "gone in French": "Cette page n’existe plus",
    "gone in French, introuvable": "Document introuvable",
    "gone in Spanish": "Página no encontrada",
    "gone in Spanish, active": "No se ha encontrado la página",
    "gone in Portuguese": "A página não foi encontrada",
    "gone in Italian": "La pagina non è stata trovata",
    "gone in Dutch": "Deze pagina bestaat niet meer: pagina niet gevonden",
    "gone in Japanese": "お探しのページは見つかりませんでした",
    "gone in Chinese": "抱歉，您访问的页面不存在",
    "gone in traditional Chinese": "找不到網頁",
    "gone in Korean": "페이지를 찾을 수 없습니다",
    "gone in Russian": "Страница не найдена",
    "expired share": "This link has expired",
    "expired share of a netdisk": "啊哦，你来晚了，分享的文件已经被取消了 - 链接已失效",
    "expired share in German": "Die Freigabe ist abgelaufen",
    "missing share": "Share not found",
    "withdrawn": "This dataset has been withdrawn",
    "withdrawn, as a mark": "Photographs of the retina [withdrawn]",
    "retracted": "RETRACTED: Photographs of the retina",
    "taken offline": "The database was taken offline",
    "closed": "This site is permanently closed",
    "discontinued": "Service discontinued",
    "withdrawn in German": "Dieser Datensatz wurde zurückgezogen",
    "closed in German": "Der Dienst wurde eingestellt",
    "closed in French": "Ce site est fermé",
    "withdrawn in French": "Jeu de données retiré",
    "closed in Spanish": "El sitio ha sido cerrado",
    "closed in Portuguese": "O serviço foi desativado",
    "closed in Italian": "Il sito è stato chiuso",
    "closed in Dutch": "De website is gesloten",
    "closed in Japanese": "データベースの公開を終了しました",
    "closed in Chinese": "本网站已关闭",
    "closed in Korean": "서비스가 종료되었습니다",
    "closed in Russian": "Сайт закрыт",
    "maintenance": "The archive is down for scheduled maintenance",
    "maintenance in German": "Wartungsarbeiten",
    "maintenance in French": "Site en maintenance",
    "maintenance in Spanish": "Sitio en mantenimiento",
    "maintenance in Portuguese": "Site em manutenção",
    "maintenance in Italian": "Sito in manutenzione",
    "maintenance in Dutch": "De site is in onderhoud",
    "maintenance in Japanese": "ただいまメンテナンス中です",
    "maintenance in Chinese": "系统正在维护",
    "maintenance in Korean": "시스템 점검 중입니다",
    "maintenance in Russian": "Ведутся технические работы",
}
"""First headings of pages with the name of the site as title."""
_LIKE = {
    "phase closed": "Vessel challenge: test phase closed",
    "challenge closed": "The challenge is closed; the images can be downloaded",
    "withdrawal": "Withdrawal of sedation in intensive care: chest radiographs",
    "patients withdrawn": "Radiographs of patients withdrawn from ventilation",
    "retraction": "Retraction of the eyelid: photographs",
    "retracted lungs": "Retracted tympanic membranes: otoscopy images",
    "consent": "What became of images whose consent was withdrawn later",
    "closed fractures": "Closed fractures of the wrist: radiographs",
    "closed eyes": "Eyes closed, eyes open: PET of the resting brain",
    "maintenance dialysis": "Patients under maintenance hemodialysis: ultrasound of fistulas",
    "maintenance of a dataset": "Maintenance and versions of the dataset",
    "offline": "Viewing the images offline",
    "archive": "Archive of retracted and withdrawn papers",
    "German, closed": "Geschlossene Frakturen: Röntgenbilder",
    "German, not found": "Läsionen, die der erste Leser nicht gefunden hat",
    "French, withdrawn": "Tumeurs retirées : lames d’histologie",
    "Spanish, maintenance": "Pacientes en mantenimiento con diálisis",
    "Italian, closed": "Fratture chiuse del polso",
    "Dutch, care": "Onderhoud van de dataset",
    "Russian, closed": "Закрытые переломы: рентгенограммы",
    "Japanese": "閉鎖骨折のX線画像データベース",
    "Chinese": "闭合性骨折X光数据集",
    "Korean": "폐쇄성 골절 영상 데이터셋",
}
"""Headings of pages without problems."""
_CHARSETS = {"gbk": ("数据中心", "您访问的页面不存在"), "shift_jis": ("大学", "ページが見つかりません"), "windows-1251": ("Университет", "Страница не найдена")}
_SECOND = b"<title>University</title><h1>University of Example</h1><h2>Menu</h2><h2>Page not found</h2><p>Use the search.</p>"
_NO_H1 = b"<title>University</title><div><h2>Sorry, the page you requested was not found</h2></div><p>" + _TEXT.encode() + b"</p>"
_FAQ = (
    b"<title>Vessels of the retina</title><h1>Vessels of the retina</h1><p>"
    + b"Forty colour photographs with two drawings each. " * 10
    + b"</p><h2>File not found</h2><p>Unpack first.</p><h2>Maintenance</h2><p>By the owners.</p>"
)


def _said(heading: str) -> Answer:
    return says(200, page("University of Example", _TEXT, heading=heading))


def _declared(charset: str, title: str, heading: str) -> Answer:
    """Return a page whose charset is only in a `<meta>` element."""
    text = page(title, heading=heading).decode().replace('charset="utf-8"', f'charset="{charset}"')
    return says(200, text.encode(charset), Content_Type="text/html")


def _url(part: str, number: int) -> str:
    return f"https://{part}.example/page-{number}"


ANSWERS: Mapping[str, Answer] = (
    {_url("says-gone", number): _said(heading) for number, heading in enumerate(_GONE.values())}
    | {_url("says-fine", number): _said(heading) for number, heading in enumerate(_LIKE.values())}
    | {_url("says-in", number): _declared(charset, *said) for number, (charset, said) in enumerate(_CHARSETS.items())}
    | {
        "https://says-below.example/data": says(200, _SECOND),
        "https://says-first.example/data": says(200, _NO_H1),
        "https://says-faq.example/data": says(200, _FAQ),
    }
)

CASES = (
    *(Case(name, _url("says-gone", number), "suspicious", "its heading says so") for number, name in enumerate(_GONE)),
    *(
        Case(f"gone in {charset}", _url("says-in", number), "suspicious", "its heading says so, in the charset of its `<meta>` element")
        for number, charset in enumerate(_CHARSETS)
    ),
    Case("soft 404 below the site's name", "https://says-below.example/data", "suspicious", "another heading of a short page says so"),
    Case("soft 404 without h1", "https://says-first.example/data", "suspicious", "its first heading says so, at any level"),
    *(Case(f"like: {name}", _url("says-fine", number), "ok", "its heading has a different meaning") for number, name in enumerate(_LIKE)),
    Case("like: advice", "https://says-faq.example/data", "ok", "a section of a page may be about missing files or maintenance"),
)
