"""Pages built by hand, and a library of them, for the tests of the reading area."""

from dataclasses import replace

from viewer import paths
from viewer.desktop.look.tokens import Tokens, load_tokens
from viewer.errors import LibraryError
from viewer.library.model import Edition, Label, Mention, Page, Section, Source

CITE = '<a class="cite" href="references/palma2019">[27]</a>'
NOTE = "No clinician has checked this edition."
EDITION = Edition(
    "rectal",
    "Metastatic rectal cancer",
    "2026.11",
    "2026-11-20",
    "none",
    "CC BY 4.0",
    "Not a guideline.",
    NOTE,
    "",
)
PALMA = Source(
    "palma2019",
    27,
    "Palma DA et al. Lancet 2019.",
    "Palma DA, Olson R. SABR. Lancet 2019.",
    "Abstract checked",
    2019,
)
UCHICAGO = Source("uchicago", 11, "UChicago Medicine.", "UChicago Medicine. Treatment.", "Source not checked")


def section(anchor: str, heading: str, body: str, level: int = 2, *, text: str = "") -> Section:
    """A section as the library compiles it."""
    title = f'<h{level}><a name="{anchor}"></a>{heading}</h{level}>\n' if heading else ""
    return Section(anchor, heading, level if heading else 0, title + body, text or body)


FACTS = (
    '<table class="facts" width="100%" cellspacing="0">'
    f'<tr><td class="label">Serious harms</td><td class="value">Deaths 3 of 66 (4.5%) v 0 {CITE}</td></tr>'
    '<tr><td class="label">Result</td><td class="value">5-year survival 42.3% v 17.7%</td></tr></table>\n'
)
CARE = (
    '<table class="callout care" width="100%" cellspacing="0"><tr><td>'
    "<p><b>Read with care.</b> Only 18 of 99 had colorectal cancer.</p></td></tr></table>\n"
)
TABLE = (
    '<table class="data" cellspacing="0"><thead>'
    "<tr><th>Study</th><th>Who</th><th>n</th><th>Harm</th></tr></thead>"
    f"<tbody><tr><td>SABR-COMET</td><td>mixed</td><td>99</td><td>3 deaths {CITE}</td></tr>"
    "<tr><td>COLLISION</td><td>liver</td><td>296</td><td>fewer</td></tr></tbody></table>\n"
)


LINKS = (
    '<p>See <a href="papers/comet#harms">the trial</a> and '
    f'<a class="outside" href="https://example.org/a">this page</a>. {CITE}</p>\n'
)


def filler(words: str, paragraphs: int) -> str:
    """Paragraphs to scroll through."""
    rest = "of many, long enough to be worth a line."
    return "".join(f"<p>{words} Sentence {n} {rest}</p>\n" for n in range(paragraphs))


SBRT = Page(
    "modalities/sbrt",
    "modality",
    "Stereotactic body radiotherapy (SBRT, SABR)",
    "In people with few metastases.",
    ("Modalities", "Radiation"),
    (
        Label("Not clinically reviewed", "warn", NOTE),
        Label("mixed solid tumours", "population"),
        Label("phase 2 RCT", "plain"),
        Label("n = 99", "plain"),
    ),
    (
        section(
            "",
            "",
            '<p class="lead">Adding <a class="term" href="glossary/sbrt">SBRT</a> did not improve the liver. '
            f"It was followed by longer survival {CITE}.</p>\n{CARE}{FACTS}",
        ),
        section("harms", "Serious harms", filler("Harms to the liver.", 12)),
        section("who", "Who was studied", filler("Patients.", 12)),
        section(
            "results",
            "Results",
            LINKS + TABLE,
        ),
        section("arms", "The arms", filler("Smaller.", 3), 3),
        section("open", "Open questions", "<p>Unknown.</p>\n"),
    ),
    (UCHICAGO, PALMA),
    (
        Mention("papers/comet", "paper", "SABR-COMET: ablative radiotherapy"),
        Mention("papers/comet", "paper", "SABR-COMET: ablative radiotherapy", "harms", "Harms"),
        Mention("papers/collision", "paper", "COLLISION"),
    ),
    2020,
)
HOME = replace(
    SBRT, doc="pages/home", kind="page", title="Home", breadcrumb=(), labels=(), sections=SBRT.sections[:1]
)
REFERENCE = replace(
    SBRT,
    doc="references/palma2019",
    kind="reference",
    title="Palma 2019",
    sections=SBRT.sections[:1],
    sources=(PALMA,),
)
PAGES = {
    page.doc: page
    for page in (
        SBRT,
        HOME,
        REFERENCE,
        replace(SBRT, doc="papers/comet", kind="paper", title="SABR-COMET"),
        replace(SBRT, doc="faqs/cured", kind="faq", title="Can it be cured?"),
    )
}


def load_page(doc: str) -> Page:
    """What the library does."""
    if doc not in PAGES:
        raise LibraryError(f"The library holds no document named {doc}.")
    return PAGES[doc]


def describe(href: str) -> tuple[str, str] | None:
    """What the window says of a link."""
    if href.startswith("references/"):
        return "27  Abstract checked", PALMA.full
    if href.startswith("glossary/"):
        return "SBRT", "Few, large, precise doses."
    return (PAGES[href].title, PAGES[href].summary) if href in PAGES else None


def title_of(doc: str) -> str | None:
    """The title of a document, or nothing where there is none."""
    return PAGES[doc].title if doc in PAGES else None


def no_image(_name: str) -> bytes | None:
    """A library without images."""
    return None


def light_tokens() -> Tokens:
    """Its colours."""
    return load_tokens(paths.resources() / "themes", "light")
