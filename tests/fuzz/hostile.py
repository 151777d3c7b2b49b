"""Difficult values: other scripts, payloads for other formats, extreme sizes, and words that YAML does not read as text."""

from random import Random

LETTERS = (
    "Nguyễn Văn An",
    "Łódź Żółć",
    "Ğİşçöü",
    "Šťastný",
    "Αθήνα",
    "Москва",
    "ירושלים",
    "القاهرة",
    "दिल्ली",
    "กรุงเทพ",
    "北京大学",
    "東京都",
    "서울",
    "ℵ½²³ ﬁ ẞ",
    "e\u0301 a\u0308 \u0131\u0307",
    "LIDC\u2011IDRI",
    "10\u202f000 \u00d7 5\u00a0%",
    "𝒜 🩻 👩\u200d⚕️",
    "\u2066left\u2069 \u200bzero \ufeffmark",
    "\ufffe\uffff",
    "a\u0000b\u007f\u0085c",
    "\u2028\u2029",
)
PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><!-- slot:head -->",
    "RECORD-TITLE SITE-ADDRESS datasets/frame/",
    "{{ 7 * 7 }}{% if %}",
    "[x](javascript:alert(1))",
    "`code` **bold** | cell | [[link]]",
    "=HYPERLINK(1)",
    "＝1+1",
    "'; DROP TABLE datasets; --",
    "\\input{/etc/hostname} ^^5c $x$ % & # _ ~",
    "{\\'\\i} {\\i} \\url{x} \\",
    "}}}{{{",
    "@string{a = b} # c",
    "### Heading\n\n```\nfence",
    "&amp; &lt; ]]> \\u0041 %00",
    "http://127.0.0.1/ https://user:pw@host/ //x",
    "https://exa\u043cple.org:99999/a b?utm_source=x#y",
    "file:///etc/passwd",
    "10.1000/ABC(1)<2>",
    "con",
    "../../etc",
    "a" * 3_000,
    "word " * 1_000,
)
ODD = (
    "null", "~", "yes", "no", "on", "true", "-", "?", "N/A", "[]", "{}", '""', "''", "[[]]", "{a: {b: {c: d}}}", "[x]", "[1, a, null, {}]",
    "0", "-1", "1.5", ".5", "1e400", "-0", "1,024", "1_000", "0x1F", "0o17", "1:30", "9" * 19, "9" * 400, "9" * 5_000, ".inf", ".nan",
    "2024-02-30", "2024-13-01", "0000-00-00", "2024-01-01T00:00:00Z", "1 - 2", "{about: 5}", "{train: 1, test: 2}", "[5, 2]", "[1, 2, 3]",
    "!!python/object:os.system x", "!x y", "&a b", "*a", "<<: *a", "@x", "%x", "|", ">-", "# c", "[" * 40, "{" * 40, "[" * 4_000, "- " * 200, "\t", "---", "...",
)  # fmt: skip
"""Values that YAML does not read as text, or that break its syntax."""


def text(random: Random) -> str:
    """Return a text that a field must accept or refuse."""
    return random.choice(random.choice((LETTERS, PAYLOADS)))


def value(random: Random) -> str:
    """Return any value, as written in a file without quotes."""
    return random.choice(random.choice((LETTERS, PAYLOADS, ODD, ODD)))
