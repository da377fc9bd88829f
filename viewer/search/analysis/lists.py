"""Lists of words: plain English that is never corrected, stop words, negations, families."""

from bisect import bisect_left
from functools import cache

from viewer import paths
from viewer.search.analysis.stem import conflate


@cache
def _english() -> list[str]:
    """The words of resources/words/english.txt in order, read at the first misspelling."""
    lines = (paths.resources() / "words" / "english.txt").read_text(encoding="utf-8").splitlines()
    return sorted(line for line in lines if line and not line.startswith("#"))


@cache
def _keys() -> frozenset[str]:
    return frozenset(map(conflate, _english()))


def begins_word(surface: str) -> bool:
    """Whether a folded word is the beginning of a real one."""
    words = _english()
    place = bisect_left(words, surface)
    return place < len(words) and words[place].startswith(surface)


def is_word(surface: str) -> bool:
    """Whether a folded word is a real one, in any inflection."""
    return conflate(surface) in _keys()


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP = _set("""
    a about after all also am an and any are as at be been before being between but by can could did
    do does doing during each for from had has have having he her his how i if in into is it its may
    me might more most much must my of on or other our out over please shall she should so some such
    than that the their them then there these they this those through to under up upon us very was
    v versus vs we were what when where whether which while who whom whose why will with would you your
""")
"""Left out of a question, unless nothing else is in it or they stand in capitals (IT, OR)."""

WEAK = _set("""
    anyone anything available define definition explain find get give got help info information kind
    know known learn like look looking mean means meant need needs possible stand stands tell thing
    things use used useful want wants way work works
""")
"""Count little and are never required: `where can I find information on …`."""

NEGATIONS = _set("""
    no not none nor neither never without cannot cant wont dont doesnt didnt isnt arent wasnt werent
    hasnt havent hadnt wouldnt shouldnt couldnt lack lacks lacking absence absent
""")
"""Any of these answers any other of them; none is ever dropped from a question."""

DENIALS = _set("""
    failed fails hardly insignificant nobody nonsignificant nothing unable unaffected unaltered unchanged
    unlikely
""")
"""Answer a negation too: who writes so says that something is not so."""

UNTURNED = _set("""
    unable unclear uncommon uncover uncovered uncovers uncovering unexpected unexpectedly unexplained
    unfortunately unknown unlikely unprecedented unusual unusually
""")
"""Begin with un- and turn nothing round."""

POLAR = _set("wildtype mutant mutated negative stable proficient deficient")
"""Words that turn a finding round: never dropped from a question either."""

FAMILIES = tuple(
    tuple(line.split())
    for line in """
    treat treatment
    diagnose diagnosis diagnostic
    symptom symptomatic
    metastasis metastatic metastasise
    surgery surgical surgeon
    survive survival survivor
    recur recurrence recurrent
    relapse relapsed
    resect resection
    ablate ablation ablative
    obstruct obstruction obstructive
    perforate perforation
    irradiate irradiation
    radiate radiation
    respond response responder
    toxic toxicity
    die death mortality
    inherit inheritance hereditary
    infect infection infectious
    inflame inflammation inflammatory
    prevent prevention preventive
    transplant transplantation
    vaccinate vaccination vaccine
    operate operation operative
    pregnant pregnancy
    liver hepatic
    kidney renal
    lung pulmonary
    heart cardiac
    stomach gastric
    bleed haemorrhage
    cause causative
    therapy therapeutic
    progress progression progressive
    complicate complication
    random randomise
    palliate palliation palliative
    approve approval authorise authorisation licensed licence
    mutant mutate mutation
    deficient deficiency
    proficient proficiency
    cure curable curative
    dose dosing dosage
    frail frailty
    fertile fertility
    depress depression
    interact interaction
    nutrition nutritional
    cytoreduction cytoreductive
    newer newest latest
    eligible eligibility
    exclude exclusion
    """.strip().splitlines()
)
"""Words of one family: each also finds the others, at a lower weight."""
