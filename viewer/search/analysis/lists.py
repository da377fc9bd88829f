"""Plain and clinical words that look like others: unknown to a library they are still no typing errors.

`injection` is one letter from `infection`, `rejection` from `resection`. Such a word is never corrected by
itself; something that looks like it may be suggested. Add any that is met; inflections need no entry.
"""

from bisect import bisect_left
from functools import cache

from viewer.search.analysis.stem import conflate

_WORDS = """
    abate abdomen abort abortion about abrasion abrasive absence absorb abstention abuse acid acidosis acrid
    adequate adhesion adhesive adjunct adjust adjutant administration admission admit adrenal adult advance
    adversely aeration affect affection afferent affinity agent aggravate aggregate aggregation aggression
    agile agitated albumin alcohol alert alkaline allegation allergic allergy alleviate allocation allograft
    alopecia alter amenable amino amount anaemia anaesthetic anal analgesic analog analyse anastomosis
    aneurysm angina angiography ankle anorexia antacid antenatal anterior antibiotic anticoagulant
    anticoagulation antidote antigen antihistamine antiseptic anus anxiety aorta apnoea appeal appendix
    applied apply approximate aptly arid arrest arrhythmia arterial arteriole artery arthritis ascetic
    aseptic asphyxia aspirate aspiration assess assessor associative asthma asymptotic asynchronous atrial
    atrophy attach attack attempt attend attention attenuation audible audit aural autologous autopsy
    avascular average averse avid avoidable axilla axillary banned based basic basin basis batch bedside
    beneath benefit better biased bile biopsied bitter bladder bland bleak bleb bleep blend blind blister
    bloating block blockade blocked bloom bolus bone boost booth border bought bout bowed bowel brace
    bradycardia braid brain bran brave breach bread breadth breast breath breathy breed bride bridle broken
    bronchial brood bruise buccal build built bulk bulky burst butter cachexic calcium calculation calf
    callus camphor campus cancel canister canker cannula capon capsule caption carbon carbs carcinoid cardiac
    caregiver carer caries carrier cartilage carve catheter cation caudal causation causative cause causes
    caution cautious cease cecum cellulitis center centred cereal cerebral certainly cervical cervix
    cessation chance charge chart chase cheat checkup cheek chest chill choke cholera chord chronic
    circulation cirrhosis clamp clarification claudication clause clean clinch clinic clip clock clone close
    closer closure cloth clove coagulation coarse coast coating coeliac coil coincidence colic colitis
    collapse collection colloid collusion colonial colonoscopy colorectal coma combat comfort comorbid
    comorbidity compact comparator compartment compensate compete compliance complied compression concave
    concede concentrate concept conception concern concession concise concordance condition conditional
    conduction conference confess confidential confine confirm confluence conform conformation confusion
    congenital congestion conjugate consent conserve consider consist consolation consolidate constantly
    constipate constrict constriction consult consultant contagion contagious contaminate contend content
    contest context contiguous continence continuously contour contraceptive contract contraction
    contraindicate contrast controller conventional convert convulse convulsion cope copied copies core
    cornea coronary corpus corrective correlation corruption cortex cost couch cough counted counter counties
    court cover cramp cranial create creatinine creation crept cress crest crisis critical critically cross
    crust cuff culture curd curie curious currant curse curve cushion cyst cystic cystitis damage dearth
    decay decide decline decode decompress decongest decrease defect defend deficit defined defines
    definitive dehydrated dehydration delirium deliver delivery dementia dental deny depletion deposit
    depressive depth dermal descend descriptive desensitise design desire destruction detach detail detect
    deter deterioration determine detoxification develop device devise diabetes diabetic diagnose dialysis
    diaphragm diarrhetic diastolic differ diffuse digestible digital digression dilatation dilate dilation
    diluent dilute dimension dingy diploma directed disability discharge discomfort discontinue disease
    dislocate disorder dispensary dispense disperse displace display disrupt dissect dissection dissension
    dissolve distal distend distension distention distinctly disturb ditch diuresis diuretic diver divert
    diverticulitis divided dizzy donate donation donor dormant dorsal dosage double dowel drain drainage
    dread dressing dried drier drink drip drive driver drone droop drop drowsy drug dry duct dull duodenal
    duodenum duration dysfunction dyspepsia dysphagia dysphasia dysplasia dysuria eased eaten eater eclipse
    ectopic eczema educate effectively effusion elastic elbow elderly elective electrolyte elevate elicit
    elimination elongate emanate embolus embryo emergence emesis emission emotion emphasis empirical employ
    emulate enable enact endemic endocrine endorse endoscope endoscopic endothelial endure enema engraft
    enlarge enteral enteric enteritis entry enzyme epidermal epidural epigastric epilepsy episode epithelial
    equate erase erosion erythema escalate essentially ester ether ethical evacuation evaluate evaluation
    evasion evict exacerbate exact exceed except exceptional excerpt excess excise excision excite exclusion
    excretion execution exemption exercise exert exhaust expect expectant expedience expel expend expense
    experience experiment expert expiration expire explode exploration explore export expose exposure
    expression extant extend extension external extinction extort extract extraction extreme extrication
    exude facet fasting feast femur fetal fever fiber fibre fibrosis filler fistula fixed flair flare fleet
    flood flour focal follower forge format fount fraction fracture freed frequently frost functional fundal
    gender genera genetics genus gland glucose grace graft grape grate groin gross grout growth guidance
    hairy halve harden hardly harmful hasten header healing heater heave hereby hernia hernial hospice
    hospitalise hovel hover hydrate hypertension hypotension hypoxia ideal identified identify ileal iliac
    immediately impair implant implantation incisional inclusion incompletely incontinent indent index
    indicate indication indirectly induce infarct infarction infectious infiltration inflection informative
    inguinal inhibition initiate injection injury innervation insertion inspection inspiration instillation
    insulin intake integration intend intense interactive interim interject internal interval intervention
    intestine intolerance intravenously intro intubation invasion invent inversion investigate iron
    irrigation isolation jaundice joint kinase knee lactate lance laparoscope larger latent lateral latex
    leakage lease legion lesser lesson leukaemia level liberal ligate ligation limb line liner linger lining
    linked lipid listen lithotripsy livid lobe local locum loin loosen louse lover loyal lumbar lumpy lunch
    lung lymphoma malnutrition manage manager manly manual margin market massage master medal medial median
    medical meet menial menopausal mental metabolic microscopic mighty migration minor mixer mobile modal
    model moist molar monitor monthly morbid motel mouth move mucosa mutilation mutter myeloma naked nasal
    nauseate neatly negate neural neuron neutral nodal node nodule normally notional numb nurse nutrition
    nutritional obese object obstetric occlusion occult operational opiate optional oral orbital organ
    original otter outlet ovarian overt oxygen packing pager palace pallor palpable palpation palpitation
    paper paracetamol parallel parse partial participate patch patent path pathologically patience pause
    peace peak pelves pelvic percentile perception percolation percussion perfusion perianal perineal
    peripheral permanence persist perspective pharmacy phase phrase pierce pivot placebo plain plan plant
    plaque plasma plate player pleural plump poison polyp portal portion posit position positively post
    postal posterior postpone pouch powder practise precious predict predictive preference pregnant premise
    preparation prescribe preservation pressure pretence prevalent prevention price prick pride primacy
    principal printer probable probe procedural procession produce production proficiency prognostic project
    prolapse prone proposal proposition prospect prostrate protect protective protein protest prothrombin
    proven provision proximal pruritus psych pulse puncture purge purpose quiet quilt quit quota radially
    radiant radius random range rank rapid rare rash rate ratio ration react reaction reader recant reception
    recital recognise recommence reconstruct recorded recover recovery rectify rectum rectus refer refiner
    reflection reflux refuse regain regal regime register regret regulation rejection relapse relation
    relatively release relent relief relieve relive reluctant remainder remedy reminder remission remote
    renal render rental repair repeat repeated repent repetitive reported reporter reputation rescan rescue
    researcher resent reserve reset residual resort respectable respiration responsive restart restore
    resurgence resuscitate retain retch retention retirement retract revere reversal reverse review reviewer
    revised risky route routine rupture safer salvage sample sampler satisfy saturation scald scale scalp
    scaly scan scar scarce scent schedule scope score scorer screen secondarily secrete secretion section
    sedate sedation seed seize seizure selectively semen sensation sensor sepsis septic serous serum serve
    settle sever severe severely shaft shake share sharp shelf shift shoot short shot shower shunt sibling
    side sigmoid similar simple simulation sinus site skill skin slipper slow small smart smear smell smoke
    snare snore social solid solve sore spacial spade sparse specialist speck speech speed spend spent spike
    spill spinal spine spinet spiny spiral spit spleen splint spore sport spray spread spring stable staff
    stage stagnant staid stain stake stale stand standby staple starch stare start starter starve stasis
    state statin station steady steep stent step sterile steroid stiff stimulate sting stint stitch stomach
    stoop stop stopper store storm story strain strand strength strep stress stricture stroke strong studio
    stuff stump stunt sturdy style subset suction sudden suffer suggest suitable suite supine supplied
    supplier supply support suppress surface surge surgically surplus survey survivor suspend suspension
    suture swell swelling swift switch symptom syringe systemic table tablet tamponade target tear technician
    technique telephone temper temporary tender tendon tension tenuous term tester testis tetanus thank thick
    thigh thin thirst thorax thorough threat throat thrombus thyroid tier timer tingle tissue title titre
    toilet token tolerate tonal tone tonic tonsil topical total touch tough toxin trace track traction trail
    train transfer transfuse transient transit transition transmit trauma tread treat tremor trend triad
    triage trial trigger triple triplet trocar tropical trot trough tube tuber tubule tumid ulcer ulnar
    undergo understand underweight undetermined undo unequal unilateral union unipolar unrepeatable unsafe
    unstable until urea uric urinary urine urology uterine vaccine vagal vagina vague valve vapour variant
    varices varied vascular vein venous ventilate ventral ventricle verify verse version vest viable vial
    vice viral virus visceral viscous visible visit vital vitamin voice void volume vomit wader wafer waist
    waive waiver walk ward wash waste watch water weak wean wear weekly weigh weight wheat wheeze whole widen
    wiper withdraw withdrawal withdrawn worse worsen worst wound wrist writer
"""


@cache
def _keys() -> frozenset[str]:
    return frozenset(map(conflate, _WORDS.split()))


@cache
def _sorted() -> list[str]:
    return sorted(_WORDS.split())


def begins_word(surface: str) -> bool:
    """Whether a folded word is the beginning of a real one."""
    place = bisect_left(_sorted(), surface)
    return place < len(_sorted()) and _sorted()[place].startswith(surface)


def is_word(surface: str) -> bool:
    """Whether a folded word is a real one, in any inflection."""
    return conflate(surface) in _keys()
