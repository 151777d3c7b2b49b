"""Phrases of pages that are missing, closed, for sale, sign-in forms or robot checks, in eleven languages."""

import re
import unicodedata

_END = r"\s*($|[\])|:.!–—-])"
"""The end of a heading or of its first part."""
_MARK = r"(^\W*|[\[(:|–—]\s*|\s-\s+)"
"""The beginning of a heading or of a further part."""
_SUBJECT = r"(page|(web ?)?site|data ?set|data ?base|collection|service|server|portal|platform|repository|archive|resource|record)"
_MISSING = (
    r"^\W*(error|http|status|fehler|erreur)?\W*(404|410)(\W+(not found|error|page|gone|fehler|-|–|\|).*|\W*)$",
    (
        r"\b(page|file|site|document|resource|dataset|url|seite|item|record|project|challenge|share|folder|link) "
        r"(you (requested|are looking for|were looking for) )?(was |is |could |can |has been |has )?(not (be )?found|deleted|removed|no longer (available|exists|online))"
    ),
    r"\b(page|file|item|record|share|folder) does ?n[o']t exist|^\W*(404\W*)?not found\b|\b404\W+not found\b|no such (page|file)",
    r"\b(link|share|folder|transfer)( link)? (has |is |was |has been )?(expired|disabled|deactivated|revoked|no longer (valid|shared))",
    # German
    (
        r"\b(seite|datei|dokument|inhalt|datensatz|eintrag|link|adresse|freigabe)\b.{0,30}\b(nicht (mehr )?(gefunden|finden|verfugbar|vorhanden|gultig)"
        r"|existiert nicht|geloscht|abgelaufen)\b|^\W*(404\W+)?nicht gefunden\b"
    ),
    # French
    (
        r"\b(page|fichier|document|ressource|contenu|lien|partage|jeu de donnees)\b.{0,30}\b(introuvable|inexistante?|non trouvee?|pas ete trouvee?"
        r"|n.existe (pas|plus)|plus (disponible|en ligne|accessible|valide)|supprimee?|expiree?)\b|\b(impossible de|pas) trouver? .{0,10}\b(page|fichier)\b"
    ),
    # Spanish, Portuguese, Italian
    (
        r"\b(pagina|archivo|documento|recurso|contenido|enlace|arquivo|conteudo|ligacao|link|file|risorsa|contenuto|collegamento)\b.{0,30}\b("
        r"no (se )?(ha )?(sido )?(encontrad[oa]|encuentra|encontro|existe|esta disponible)|nao (foi )?(encontrad[oa]|existe|esta disponivel)"
        r"|non (e )?(stat[oa] )?(trovat[oa]|disponibile|esiste)|caducad[oa]|expirad[oa]|eliminad[oa]|excluid[oa]|scadut[oa]|rimoss[oa])\b"
        r"|\bno se (ha |pudo )?encontr\w+ .{0,10}\b(pagina|archivo)\b"
    ),
    # Dutch
    r"\b(pagina|bestand|document|link)\b.{0,30}\b(niet (meer )?(gevonden|beschikbaar|geldig)|bestaat niet|verwijderd|verlopen)\b",
    # Russian
    r"\b(страница|файл|документ|ссылка)\b.{0,30}(не (найден|существует)|удал[её]н|недействительн|устарел)",
    # Japanese
    r"(ページ|ファイル|リンク).{0,10}(見つかりません|見つかりませんでした|存在しません|削除されました|有効期限が切れ)|お探しのページ",
    # Chinese
    r"(页面|網頁|网页|頁面|文件|链接|連結|分享).{0,8}(不存在|未找到|已?(过期|過期|失效|取消|删除|刪除))|找不到.{0,4}(页面|頁面|网页|網頁|文件)",
    # Korean
    r"(페이지|파일|링크).{0,10}(찾을 수 없|존재하지 않|삭제되|만료)|존재하지 않는 (페이지|파일)",
)
_CLOSED = (
    (
        rf"\b{_SUBJECT} (has|have|was|is|are)( now| been| temporarily| permanently| currently)* "
        r"(withdrawn|retracted|taken (offline|down)|closed|shut down|discontinued|retired|decommissioned|suspended|unavailable|offline|disabled)\b"
    ),
    rf"^\W*(the |this )?{_SUBJECT} (temporarily |permanently )?(withdrawn|retracted|taken (offline|down)|closed|discontinued|unavailable|offline){_END}",
    rf"{_MARK}(temporarily |permanently )?(withdrawn|retracted|taken (offline|down)|discontinued){_END}",
    rf"\b(under|undergoing|(down|closed|offline) for) ((scheduled|planned|routine|site|system) )?maintenance{_END}",
    r"^\W*((scheduled|planned|routine|site|system|server|website) )?maintenance( mode| in progress)?\s*($|\|)|\bmaintenance mode\b",
    # German
    (
        r"\b(seite|webseite|website|dienst|angebot|portal|server|datenbank|plattform|datensatz|archiv)\b.{0,30}\b"
        r"(geschlossen|eingestellt|abgeschaltet|offline|zuruckgezogen|zuruckgenommen)\b"
    ),
    rf"{_MARK}zuruckgezogen{_END}|\bwartungs(arbeiten|modus)\b|\b(wegen|in|im) wartung\b",
    # French
    r"\b(page|site|service|portail|serveur|base|plateforme|jeu de donnees)\b.{0,30}\b(fermee?|retiree?|retractee?|hors ligne|suspendue?|indisponible)\b",
    rf"{_MARK}(retiree?|retractee?){_END}|\b(en|pour) maintenance{_END}|\bmaintenance en cours\b",
    # Spanish, Portuguese, Italian
    (
        r"\b(sitio|pagina|servicio|portal|servidor|base de datos|conjunto de datos|plataforma|site|servico|base de dados|conjunto de dados"
        r"|sito|servizio|portale|piattaforma|banca dati|dataset)\b.{0,30}\b(cerrad[oa]|retirad[oa]|retractad[oa]|fuera de (servicio|linea)|suspendid[oa]"
        r"|encerrad[oa]|desativad[oa]|fora do ar|chius[oa]|ritirat[oa]|ritrattat[oa]|dismess[oa]|sospes[oa])\b"
    ),
    rf"{_MARK}(retirad[oa]|ritirat[oa]){_END}|\b(en mantenimiento|em manutencao|in manutenzione){_END}|^\W*(mantenimiento|manutencao|manutenzione){_END}",
    # Dutch
    r"\b(pagina|site|website|dienst|portaal|server|databank|dataset)\b.{0,30}\b(gesloten|ingetrokken|stopgezet|offline|buiten gebruik)\b",
    rf"{_MARK}ingetrokken{_END}|\bin onderhoud{_END}|\bonderhoudswerkzaamheden\b",
    # Russian
    r"\b(сайт|страница|сервис|портал|сервер|база данных|набор данных)\b.{0,30}(закрыт|отозван|недоступ|отключ[её]н|приостановлен)",
    rf"{_MARK}отозван\w*{_END}|\bтехнически[ех] работ|\bна обслуживании\b",
    # Japanese
    r"メンテナンス(中|のため|のお知らせ)|(公開|提供|配布|サービス|サイト)[はをの]?.{0,6}(終了|停止|閉鎖)(し|さ|の|$)|(撤回|取り下げ)(され|ました)",
    # Chinese
    r"(维护|維護)中|(系统|系統|网站|網站)(正在)?(维护|維護)|(网站|網站|页面|頁面|服务|服務|平台|数据集|數據集).{0,8}(关闭|關閉|下线|下線|停止|撤回|撤下)|已(撤回|撤下|下线|下線)",
    # Korean
    r"점검 ?중|(서비스|시스템) ?점검|(서비스|사이트|홈페이지|데이터셋).{0,10}(종료|폐쇄|중단|철회)",
)
_PARKED = (
    r"\b(this |the )?domain( name)? ([\w.-]+ )?(is|may be|might be) (for sale|parked|available for purchase|expired)\b|\bbuy this domain\b|\bdomain parking\b",
    r"\bparked (free|domain)\b",
)
_ROBOT = (
    (
        r"^\W*(just a moment|one moment,? please|checking your browser|attention required|verify(ing)? (that )?you are (a )?human|are you (a )?(human|robot)"
        r"|security check|access to this page has been denied|ddos.guard|bot verification|making sure you.re not a bot|client challenge"
        r"|(radware )?(bot manager )?captcha( page)?\s*($|\|)|human verification|robot check|pardon our interruption|request unsuccessful\. incapsula|vercel security checkpoint)"
    ),
    r"^\W*(nur einen moment|un instant|un momento|um momento|so um momento|een ogenblik|even geduld|один момент)\W*$",
    r"^\W*(请稍候|請稍候|安全验证|安全驗證|人机验证|しばらくお待ちください|잠시만 기다리십시오)\W*$",
)
_SIGN_IN = (
    r"(sign|log)[ -]?(in|on)|login|anmelden|einloggen|se connecter|connectez-vous|identifiez-vous|iniciar sesion|inicio de sesion|inicie sesion|iniciar sessao"
    r"|fazer login|accedi|effettua il login|inloggen|войти|войдите|авторизация|ログイン|サインイン|用户登录|登录|登錄|登入|로그인"
)
"""Unambiguous phrases for signing in."""
_ENTER = "anmeldung|connexion|authentification|acceso|acceder|entrar|accesso|aanmelden|вход"
"""Phrases for signing in that have other meanings too."""
_REGISTER = (
    r"register|registration|sign[ -]?up|create (an |your |a new )?account|registrieren|registrierung|inscription|creer un compte|registro|registrarse|crear (una )?cuenta"
    r"|cadastro|criar conta|registrazione|registrati|registreren|registratie|регистрация|新規登録|会員登録|注册|註冊|회원가입"
)
_PLEASE = r"^\W*(please |you (must|need to|have to) |bitte |veuillez (vous )?|por favor,? )?"


def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(phrases))


MISSING, CLOSED, PARKED, ROBOT = map(_any, (_MISSING, _CLOSED, _PARKED, _ROBOT))
"""Missing pages; closed, withdrawn or under maintenance; domains for sale; robot checks."""
SIGN_IN = re.compile(rf"{_PLEASE}({_SIGN_IN})(\s*($|[|:.!–—-])| (to|required|page|with|into|form|or)\b)")
"""Titles and headings of sign-in forms."""
GATE = re.compile(rf"{SIGN_IN.pattern}|{_PLEASE}({_ENTER}|{_REGISTER})\s*($|[|:‹›«»·–—-])|[|:‹›«»·–—-]\s*({_SIGN_IN}|{_ENTER}|{_REGISTER})\W*$")
"""Titles and headings of sign-in and registration forms, on pages with a password field."""


def folded(text: str) -> str:
    """Return a text in the spelling of the phrases: case-folded, Latin letters without accents, one kind of apostrophe and space."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if plain.isascii():
        return plain
    bases = ((letter, unicodedata.normalize("NFKD", letter)[0]) for letter in plain)
    return "".join(base if base.isascii() else letter for letter, base in bases)
