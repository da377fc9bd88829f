"""What the tests of search build their small libraries from."""

from viewer.library.model import Passage
from viewer.library.vocabulary import Abbreviation, Drug, Lay, Sense, Spelling, Term, Vocabulary
from viewer.search import Answer

VOCABULARY = Vocabulary(
    abbreviations=(
        Abbreviation("TNT", (Sense(("total neoadjuvant therapy",)),)),
        Abbreviation("SBRT", (Sense(("stereotactic body radiotherapy",)),), ("SABR",)),
        Abbreviation(
            "CRS",
            (
                Sense(("cytoreductive surgery",), ("HIPEC", "peritoneal")),
                Sense(("cytokine release syndrome",), ("fever", "cytokine")),
            ),
            ambiguous=True,
        ),
    ),
    drugs=(
        Drug("trastuzumab", ("Herceptin",)),
        Drug("trastuzumab deruxtecan", ("Enhertu", "T-DXd")),
        Drug("cetuximab", ("Erbitux",)),
        Drug("irinotecan", ("Campto",)),
        Drug("encorafenib", ("Braftovi",)),
    ),
    spellings=(Spelling(("radiotherapy",), ("radiation therapy",)),),
    lay=(
        Lay((Term("hot chemo"),), (Term("HIPEC"),)),
        Lay((Term("comes back"),), (Term("recurrence"),)),
        Lay((Term("advanced", ambiguous=True),), (Term("metastatic"),)),
    ),
    never=(
        ("trastuzumab", "trastuzumab deruxtecan"),
        ("trastuzumab", "trastuzumab emtansine"),
        ("irinotecan", "liposomal irinotecan"),
        ("resectable", "unresectable"),
        ("recurrence", "recurrence-free"),
        ("cytoreductive surgery", "cytokine release syndrome"),
        ("CAIRO4", "CAIRO5"),
        ("PUMP", "PUMP-IT"),
        ("encorafenib", "regorafenib"),
    ),
    other_drugs=(
        "kadcyla",
        "trastuzumab emtansine",
        "regorafenib",
        "pertuzumab",
        "cemiplimab",
        "nimotuzumab",
    ),
)


def passage(name: str, text: str = "", **fields: object) -> Passage:
    """A passage with only what matters."""
    known: dict[str, object] = {"doc": name, "kind": "page", "title": "", "heading": "", "text": text}
    return Passage(name, **(known | fields))  # type: ignore[arg-type]


def ids(answer: Answer) -> list[str]:
    """Ids of the hits, in order."""
    return [hit.id for hit in answer.hits]


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    """The marked words."""
    return [text[start:end] for start, end in spans]
