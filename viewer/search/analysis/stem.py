"""Words that differ only in number, tense or spelling become one term.

Only inflections are taken off, never derivations or prefixes: `resectable` and `resection`, `operative` and
`operation` stay apart, which a Porter stemmer joins (docs/decisions/011-inflections-only.md). What comes out
is a key, not a word: both sides are folded in the same way, so it need not be right, only constant.
"""

import re

_SPELLINGS = {
    "ae": (
        (r"aem", "em"),
        (r"paed", "ped"),
        (r"gynae", "gyne"),
        (r"aesth", "esth"),
        (r"^cae(?=[cs])", "ce"),
        (r"^fae(?=c)", "fe"),
        (r"^ae(?=tio)", "e"),
        (r"palae(?=o)", "pale"),
        (r"(?<=mel)aena$", "ena"),
    ),
    "oe": (
        (r"(?<=r)rhoe", "rhe"),
        (r"pnoe", "pne"),
        (r"oe(?=dem|soph|str)", "e"),
        (r"^foe(?=t)", "fe"),
        (r"^coe(?=li)", "ce"),
        (r"manoeuv", "maneuv"),
    ),
    "our": ((r"(tum|col|behavi|neighb|lab|fav|hum|vap|vig|hon|od|rum|sav|flav|harb)our", r"\1or"),),
    "tre": ((r"(?:(?<=cen)|(?<=thea)|(?<=goi)|(?<=li)|(?<=ti)|(?<=mi)|(?<=me))tre(?=s?$)", "ter"),),
    "bre": ((r"(?<=[fl]i)bre(?=s?$)", "ber"),),
    "is": ((r"is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)", "iz"),),
    "lyz": ((r"lyz(?=(?:e|ed|ing|er|ers)$)", "lys"),),
    "gue": ((r"(?<=lo)gue(?=s?$)", "g"),),
    "mme": ((r"(?<=^progra)mme(?=s?$)", "m"),),
    "sulph": ((r"^sulph", "sulf"),),
    "leuco": ((r"^leuco", "leuko"),),
    "ical": ((r"(?<=olog|raph)ical$", "ic"),),
    "ence": ((r"^(def|off|lic|pret)ence", r"\1ense"),),
    "age": ((r"^ageing$", "aging"),),
    "dietit": ((r"^dietit", "dietic"),),
    "mould": ((r"^mould", "mold"),),
    "grey": ((r"^grey$", "gray"),),
}
"""Letters that a British spelling has → what they become in America."""

_RULES = tuple(
    (letters, tuple((re.compile(pattern), american) for pattern, american in rules))
    for letters, rules in _SPELLINGS.items()
)

_IRREGULAR = {
    "women": "woman",
    "men": "man",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "used": "use",
    "died": "die",
    "dying": "die",
    "lying": "lie",
    "basis": "base",
    "bias": "bias",
    "gas": "gas",
    "lens": "lens",
    "pancreas": "pancreas",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "indices": "index",
    "indexes": "index",
    "appendices": "appendix",
    "vertebrae": "vertebra",
    "bacteria": "bacterium",
    "nuclei": "nucleus",
    "foci": "focus",
    "stimuli": "stimulus",
    "fungi": "fungus",
    "emboli": "embolus",
    "thrombi": "thrombus",
    "bronchi": "bronchus",
    "diverticula": "diverticulum",
    "ova": "ovum",
    "stomata": "stoma",
    "adenomata": "adenoma",
    "carcinomata": "carcinoma",
}
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"(bb|dd|ff|gg|mm|nn|pp|rr|tt)$")
_SHORT = re.compile(r"[^aeiouy]?[aeiouy][^aeiouywx]$")


def conflate(word: str) -> str:
    """The key of a folded word: `tumours` → `tumor`, `metastases` and `metastasis` → `metastas`."""
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return _IRREGULAR.get(word, word)
    word = _IRREGULAR.get(word, word)
    for letters, rules in _RULES:
        if letters in word:
            for pattern, american in rules:
                word = pattern.sub(american, word)
    return _without_e(_without_tense(_without_plural(word)))


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("sis") and len(word) > 5:
        return word[:-2]
    if word.endswith("s") and word[-2] not in "sui" and len(word) > 3:
        return word[:-1]
    return word


def _without_tense(word: str) -> str:
    for ending in ("ed", "ing"):
        root = word.removesuffix(ending)
        if root == word or len(root) < 3 or root[-1] == "e" or not _VOWEL.search(root):
            continue
        if len(root) == 3:
            return root + "e" if _SHORT.match(root) else word
        if len(root) > 3 and _DOUBLE.search(root):
            return root[:-1]
        return root
    return word


def _without_e(word: str) -> str:
    if len(word) > 5 and word.endswith("ll"):
        return word[:-1]
    if len(word) > 4 and word.endswith("ie"):
        return word[:-2] + "y"
    return word[:-1] if len(word) > 4 and word.endswith("e") else word
