"""Words and HTML that nobody wrote for a reader."""

from random import Random

WORDS = (
    "liver",
    "5-FU",
    "n = 99",
    "p < 0.05",
    "a & b",
    "42.3%",
    "x" * 300,
    "a." * 200,
    "\u05d0\u05d1",
    "a\u05d0" * 400,
    "\u202e",
    "\u202ba\u202a" * 100,
    "e" + "\u0301" * 500,
    "\ufdd0",
    "\ufdd1",
    "\ufffc",
    "\u2028",
    "\u2029",
    "\x00",
    "\x0b",
    "\U0001f9ec" * 50,
    "\u0e01\u0e33" * 100,
    "\u4e00" * 300,
    "\u0430a\u03b1" * 300,
    "&nbsp;",
    "&#0;",
    "&#55296;",
    "&#x110000;",
    "&lt;img&gt;",
    "&" * 50,
    "<" * 50,
    "\t\n " * 50,
    "=" * 500,
    "\u00ad" * 300,
    "\u200b" * 300,
    "",
)
VALUES = (
    "/etc/hostname",
    "file:///etc/hostname",
    "images/a.png",
    "images/../../a.png",
    "//host/share/a.png",
    "data:,x",
    "javascript:x",
    "part:9",
    "table:9",
    "label:0",
    "https://example.org",
    "100%",
    "999999999",
    "-1",
    "a b",
    "x" * 3000,
    "url(/etc/hostname)",
    "background: url(/etc/hostname)",
    "data",
    "callout care",
    "",
    "&quot;",
    "#",
    "glossary/x",
)
ATTRIBUTES = [
    "class",
    "style",
    "href",
    "name",
    "src",
    "background",
    "width",
    "colspan",
    "rowspan",
    "border",
    "align",
    "start",
    "id",
    "dir",
    "title",
    "cellspacing",
    "alt",
    "onclick",
    "type",
    "valign",
    "bgcolor",
    "height",
]
TAGS = [
    "p",
    "b",
    "i",
    "a",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "pre",
    "code",
    "br",
    "hr",
    "img",
    "blockquote",
    "sup",
    "sub",
    "div",
    "span",
    "style",
    "script",
    "body",
    "head",
    "html",
    "link",
    "meta",
    "title",
    "svg",
    "image",
    "object",
    "center",
    "dl",
    "dt",
    "dd",
    "font",
    "big",
    "small",
    "tt",
    "u",
]
NESTS = (
    "<table><tr><td>",
    "<ul><li>",
    "<ol><li>",
    "<blockquote>",
    "<b>",
    "<p>",
    '<a href="x">',
    "<div>",
    "<sup>",
    "<table><tr><td>a</td><td>",
    "<td>",
    "<tr>",
    "<li>",
)
SIZES = (1, 2, 3, 5, 20, 100, 1_000, 10_000)


def words(random: Random, most: int = 6) -> str:
    """A few words, some of them endless."""
    return " ".join(random.choice(WORDS) for _ in range(random.randrange(most)))


def tag(random: Random, name: str) -> str:
    """An opening tag with attributes of every kind."""
    quote = random.choice(('"', '"', '"', "'", ""))
    inside = "".join(
        f" {random.choice(ATTRIBUTES)}={quote}{random.choice(VALUES)}{quote}"
        for _ in range(random.choice((0, 0, 1, 3)))
    )
    return f"<{name}{inside}{random.choice(('>', '>', '>', ' />', ''))}"


def html(random: Random) -> str:
    """Some HTML: well made, broken, deep, broad or long."""
    return random.choice((_soup, _deep, _broad, _long, _rows, _proper))(random)


def _soup(random: Random) -> str:
    parts = []
    for _ in range(random.choice((10, 100, 600))):
        name = random.choice(TAGS)
        parts += [
            tag(random, name),
            words(random, 3),
            f"</{random.choice((name, name, random.choice(TAGS)))}>",
        ]
    return "".join(parts)


def _deep(random: Random) -> str:
    nest = random.choice(NESTS) + random.choice(("", words(random, 2)))
    depth = min(random.choice((4, 16, 64, 1_000, 20_000)), 1_000_000 // len(nest))
    return nest * depth + words(random) + random.choice(("", "</table>", "</li></ul>" * depth))


def _broad(random: Random) -> str:
    name = random.choice(TAGS)
    part = tag(random, name) + random.choice(("x", "", words(random, 2))) + f"</{name}>"
    return part * min(random.choice(SIZES), 600_000 // len(part))


def _long(random: Random) -> str:
    part = random.choice(WORDS) or "a"
    text = part * min(random.choice(SIZES) * 10, 400_000 // len(part))
    name = random.choice(("p", "pre", "h2", "li", "code", "b"))
    return f"<{name}>{text}</{name}>"


def _rows(random: Random) -> str:
    columns, rows = random.choice(((2, 5_000), (300, 30), (5_000, 2), (1, 20_000), (40, 200)))
    cell = f"<td>{random.choice(('', 'x', '<p>x</p>', '<ul><li>x</li></ul>'))}</td>"
    return f'<table class="data" cellspacing="0">{f"<tr>{cell * columns}</tr>" * rows}</table>'


def _proper(random: Random) -> str:
    text = "".join(
        f"<p>{escaped}</p>\n" for escaped in (words(random, 8) for _ in range(random.choice((1, 20, 300))))
    )
    return f'<h2><a name="x"></a>{random.choice(WORDS)[:50]}</h2>\n{text}'
