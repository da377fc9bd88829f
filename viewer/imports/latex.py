"""LaTeX in a value of BibTeX → letters; what is no letter stays as it was typed."""

import re
import unicodedata

from viewer.imports.plain import lowered, raised

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_LETTERS = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "zeta": "ζ",
    "eta": "η",
    "theta": "θ",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "xi": "ξ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "phi": "φ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
    "Gamma": "Γ",
    "Delta": "Δ",
    "Sigma": "Σ",
    "Omega": "Ω",
    "Phi": "Φ",
    "textalpha": "α",
    "textbeta": "β",
    "textgamma": "γ",
    "textmu": "μ",
    "textdegree": "°",
    "degree": "°",
    "times": "×",
    "pm": "±",
    "leq": "≤",
    "le": "≤",
    "geq": "≥",
    "ge": "≥",
    "neq": "≠",
    "approx": "≈",
    "sim": "∼",
    "cdot": "·",
    "infty": "∞",
    "rightarrow": "→",
    "to": "→",
    "leftarrow": "←",
    "div": "÷",
    "ll": "≪",
    "gg": "≫",
    "circ": "°",
    "textendash": "–",
    "textemdash": "—",
    "textquoteright": "’",
    "textquoteleft": "‘",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquotesingle": "'",
    "textasciitilde": "~",
    "textbackslash": "\\",
    "textless": "<",
    "textgreater": ">",
    "textregistered": "®",
    "texttrademark": "™",
    "textcopyright": "©",
    "ldots": "…",
    "dots": "…",
    "textunderscore": "_",
    "textpm": "±",
    "texttimes": "×",
    "textbullet": "•",
    "S": "§",
    "P": "¶",
    "pounds": "£",
    "euro": "€",
    "textsuperscript": "",
    "textsubscript": "",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "par": "\n\n",
    "newline": "\n",
}
_PASSED = frozenset(
    re.split(
        r"\s",
        "emph textit textbf textrm textsc texttt textsf text mathrm mathbf mathit mathsf"
        " it bf rm em sc tt sl uppercase lowercase ensuremath mbox hbox relax noopsort"
        " nocase left right rmfamily itshape bfseries operatorname url href",
    )
)
_EATS = frozenset(
    {"ss", "o", "O", "l", "L", "ae", "AE", "oe", "OE", "aa", "AA", "i", "j", "dh", "DH", "th", "TH"}
)
"""Letters of names: as in TeX, a space behind them only ends the command."""
_SIGNS = frozenset("&%$#_{}")
_MARKS = {"\\": "\n", "-": "", "/": "", "!": "", "@": "", ",": " ", ";": " ", ":": " ", " ": " "}
"""What a backslash before a sign makes of it: a new line, nothing, or a space."""
_NAMED = re.compile(r"[A-Za-z]+")
_SHIFT = re.compile(r"([\^_])\s*(?:\{([^{}]{0,60})\}|([A-Za-z0-9+*−-]))")
_MATH = re.compile(r"(?<!\\)\$\$?([^$]{1,2000})\$\$?")


def plain_text(value: str) -> str:
    """The value with its letters: `{\\"u}` is ü, `--` a dash, `$10^{9}$` 10⁹; words keep their places."""
    if not any(sign in value for sign in "\\{}$~") and "--" not in value and "``" not in value:
        return value
    value = _MATH.sub(lambda match: _formula(match[1]), value)
    text = "".join(_letters(value))
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return unicodedata.normalize("NFC", text)


def _formula(text: str) -> str:
    """Superscripts and subscripts of a formula as the letters that stand high or low."""

    def shifted(match: re.Match[str]) -> str:
        inner, before = (
            match[2] if match[2] is not None else match[3],
            match.string[max(0, match.start() - 1)],
        )
        if "\\circ" in inner:
            return "°"
        return raised(inner) if match[1] == "^" else lowered(inner, before)

    return _SHIFT.sub(shifted, text)


def _letters(value: str) -> list[str]:
    out: list[str] = []
    place, end = 0, len(value)
    while place < end:
        letter = value[place]
        if letter == "\\":
            place = _command(value, place + 1, out)
            continue
        if letter == "~":
            out.append(" ")
        elif letter not in "{}":
            out.append(letter)
        place += 1
    return out


def _command(value: str, place: int, out: list[str]) -> int:
    """Take a command at `place`, behind its backslash; gives the place behind it."""
    if place >= len(value):
        out.append("\\")
        return place
    letter, named = value[place], _NAMED.match(value, place)
    name = named[0] if named else letter
    if name in _ACCENTS and (
        accented := _accent(value, place + len(name), _ACCENTS[name], is_word=bool(named))
    ):
        out.append(accented[0])
        return accented[1]
    if not named:
        out.append(_MARKS.get(letter, letter if letter in _SIGNS else f"\\{letter}"))
        return place + 1
    behind = named.end()
    if name in _LETTERS or name in _PASSED:
        out.append(_LETTERS.get(name, ""))
        return _behind_spaces(value, behind, eats=name in _EATS or name in _PASSED)
    out.append(f"\\{name}")  # unknown: kept as typed, for it may mean something
    return behind


def _behind_spaces(value: str, place: int, *, eats: bool = True) -> int:
    """A command eats the spaces behind it, and an empty pair of braces."""
    while eats and place < len(value) and value[place] in " \t":
        place += 1
    return place + 2 if value.startswith("{}", place) else place


def _accent(value: str, place: int, mark: str, *, is_word: bool) -> tuple[str, int] | None:
    """The letter under an accent and the place behind it: `'e`, `'{e}`, `'\\i`, `c{c}`, `v s`."""
    start = place
    while place < len(value) and value[place] == " ":
        place += 1
    braced = place < len(value) and value[place] == "{"
    if is_word and place == start and not braced:
        return None
    place += braced
    if place >= len(value):
        return None
    if value[place] == "\\":
        named = _NAMED.match(value, place + 1)
        if not named or named[0] not in _LETTERS:
            return None
        base, place = (
            {"i": "i", "j": "j"}.get(named[0], _LETTERS[named[0]]),
            _behind_spaces(value, named.end()),
        )
    elif value[place].isalpha():
        base, place = value[place], place + 1
    else:
        return None
    if braced:
        if not value.startswith("}", place):
            return (unicodedata.normalize("NFC", base + mark), place)  # `{\'ab}`: the rest follows
        place += 1
    return unicodedata.normalize("NFC", base + mark), place
