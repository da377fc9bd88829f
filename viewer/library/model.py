"""What the library consists of: frozen dataclasses, as written by people and as compiled for readers."""

from dataclasses import dataclass

KINDS = ("guide", "modality", "faq", "paper", "trial", "reference", "page")
KIND_NAMES = {
    "guide": ("Guide", "Guide"),
    "modality": ("Modality", "Modalities"),
    "faq": ("FAQ", "FAQs"),
    "paper": ("Paper", "Papers"),
    "trial": ("Trial", "Trials"),
    "reference": ("Reference", "References"),
    "page": ("Page", "Pages"),
    "own": ("Mine", "Mine"),
}
"""Kind → its name for one and for many, as shown to readers."""
BROWSED = ("modality", "faq", "reference", "paper", "guide", "trial")
"""Kinds with a list of their own, in the order of the tabs."""
FILTERS = ("modality", "faq", "paper", "guide", "trial", "reference", "page", "own")
"""Kinds in the order in which hits are narrowed to them."""
FOLDERS = {
    "guide": "guide",
    "modalities": "modality",
    "pages": "page",
    "faqs": "faq",
    "papers": "paper",
    "trials": "trial",
}
"""Folder of a content folder → kind of the documents in it; references come from references.json."""

HOME, GLOSSARY, HELP = "pages/home", "pages/glossary", "pages/help"
CHANGES, NOT_COVERED = "pages/changes", "pages/not-covered"
"""Pages that the program itself leads to."""
PAPERS, COMPARISON, EVIDENCE_MAP = "evidence:papers", "evidence:comparison", "evidence:map"
"""What a tab can show that is no document: papers in a table, side by side, on a map."""
CARRIED = "Carried as published, not checked here"
"""The label of a page that is carried with its own source for the whole of it."""
TERM, SEARCH = "glossary/", "search:"
"""Prefixes of links to a term of the glossary and to a search."""

OWN, OWN_PREFIX = "own", "own/"
"""Kind and prefix of papers that the reader added: no library holds any."""
OWN_LABEL = "Yours, not checked"
OWN_SAID = "A paper of your own: it is not part of the library, and nobody checked it here."


@dataclass(frozen=True, slots=True)
class Passage:
    """What search finds: a section of a document; `summary` is the fixed excerpt where there is one."""

    id: str
    doc: str
    kind: str
    title: str
    heading: str
    text: str
    keywords: tuple[str, ...] = ()
    anchor: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """Which library this is, as said in library.toml and on every print."""

    id: str
    title: str
    edition: str
    compiled: str
    """ISO date."""
    clinical_review: str
    """`none`, or who reviewed it and when."""
    licence: str
    disclaimer: str
    review_note: str
    """What the chip `Not clinically reviewed` opens to."""
    first_start: str
    newest_source: int | None = None
    caution: str = "a reference, not a guideline"
    """What stands beside the title wherever there is room for a few words."""

    @property
    def issue(self) -> str:
        """What tells two editions of one month apart: number and day."""
        return f"{self.edition} of {self.compiled}"

    @property
    def is_reviewed(self) -> bool:
        """Whether a clinician has checked this edition."""
        return self.clinical_review not in ("", "none")

    @property
    def review(self) -> str:
        """Who reviewed it, or that nobody did: stands wherever the library is quoted."""
        return self.clinical_review if self.is_reviewed else "Not clinically reviewed"


@dataclass(frozen=True, slots=True)
class Label:
    """A coloured label of a page or hit; never colour alone: `text` says it all."""

    text: str
    role: str
    """`warn` (review), `population`, `qualifier` (biomarker, line) or `plain` (design, n, year, checked)."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A document in a list."""

    doc: str
    kind: str
    title: str
    summary: str
    group: str = ""
    labels: tuple[Label, ...] = ()
    year: int | None = None
    note: str = ""
    """One line for lists: `Adults with asthma · phase 2 RCT · n = 99`."""


RELATED = "related"
"""Anchor of the section that only links on."""


@dataclass(frozen=True, slots=True)
class Section:
    """A compiled section: `html` without any styling of its own, `text` as searched and copied."""

    anchor: str
    heading: str
    level: int
    """0 for what stands before the first heading, else 2 to 4."""
    html: str
    text: str
    sources: tuple[str, ...] = ()
    """Keys of the references cited in it, in order."""


@dataclass(frozen=True, slots=True)
class Source:
    """A reference as shown beside a page."""

    key: str
    number: int
    short: str
    """`Smith DA et al. Lancet 2019;393:2051–8.`"""
    full: str
    """Vancouver text."""
    checked: str
    """`Abstract checked`, `Secondary report`, `Source not checked` …"""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that cites a reference, or a page with the same source."""

    doc: str
    kind: str
    title: str
    anchor: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A compiled document, ready to show."""

    doc: str
    kind: str
    title: str
    summary: str
    breadcrumb: tuple[str, ...]
    labels: tuple[Label, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    mentions: tuple[Mention, ...]
    """For a reference: every passage that cites it. Else: other pages that cite one of its sources."""
    newest_source: int | None = None

    def section(self, anchor: str) -> Section | None:
        """The section with an anchor, where there is one."""
        return next((section for section in self.sections if section.anchor == anchor), None)

    @property
    def text(self) -> str:
        """All sections in plain text."""
        return "\n\n".join(
            f"{section.heading}\n{section.text}" if section.heading else section.text
            for section in self.sections
        )
