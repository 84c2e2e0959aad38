"""The 30 routes of administration, with the codes that other systems know them by.

Keys are public and for ever. They are the rows of the FDA SPL route list that a health blog meets:
intravenous, intramuscular, subcutaneous, nasal, oral, sublingual, buccal, transmucosal, oromucosal,
rectal, transdermal, epidural, intrathecal, intraosseous, inhalation, topical, cutaneous,
intradermal, vaginal, ophthalmic, otic, intra_articular, intra_arterial, intralesional,
intraperitoneal, intravitreal, perineural, infiltration, nasogastric and other. Intravenous bolus
and intravenous drip, which FDA lists as routes, are the route `intravenous` with a method (see
`codes.py`). `other` is FDA's OTHER; "unknown" and "not applicable" are no routes, so they have no
key. Transmucosal and oromucosal share FDA's broader TRANSMUCOSAL and have their own HL7 codes.

Sources: NCIt subset C54455 (FDA SPL routes, OID 2.16.840.1.113883.3.26.1.1) and HL7 v3
RouteOfAdministration (CC0). Intraosseous is not in the FDA subset, infiltration not in HL7: those
codes are None, never a guess. EDQM terms and SNOMED CT need licences and are left out on purpose.

Abbreviations follow ISMP's list of error-prone ones: "IN", "SC" and "SQ" are never shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from blog.vocabulary.terms import Term, by_key

NCIT_SYSTEM = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl"
HL7_V3_SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration"


@dataclass(frozen=True)
class Route(Term):
    """One route.

    `methods`: method keys that fit it, the usual one first. `hl7`: the HL7 v3 code when no method
    says it more exactly, None where HL7 has codes by method only. `hl7_by_method`: those codes.
    `aliases`: lower-case phrases that mean this route in a heading.
    """

    abbreviation: str = ""
    fda_term: str | None = None
    ncit: str | None = None
    methods: tuple[str, ...] = ()
    hl7: str | None = None
    hl7_by_method: Mapping[str, str] = field(default_factory=dict, hash=False)
    aliases: tuple[str, ...] = ()


ROUTES: dict[str, Route] = by_key(
    [
        Route(
            "intravenous",
            _("Intravenous"),
            _("Into a vein."),
            abbreviation="IV",
            fda_term="INTRAVENOUS",
            ncit="C38276",
            methods=(
                "infusion",
                "injection",
                "bolus",
                "push",
                "slow_injection",
                "rapid_push",
                "catheter_infusion",
                "continuous_infusion",
                "intermittent_infusion",
                "patient_controlled",
            ),
            # HL7's code `IV` means an infusion; without a method there is no right code.
            hl7_by_method={
                "injection": "IVINJ",
                "bolus": "IVINJBOL",
                "push": "IVPUSH",
                "slow_injection": "IVSPUSH",
                "rapid_push": "IVRPUSH",
                "infusion": "IV",
                "catheter_infusion": "IVC",
                "continuous_infusion": "IVCC",
                "intermittent_infusion": "IVCI",
                "patient_controlled": "PCA",
            },
            aliases=("intravenous", "intravenously", "into a vein", "into the vein"),
        ),
        Route(
            "intramuscular",
            _("Intramuscular"),
            _("Into a muscle."),
            abbreviation="IM",
            fda_term="INTRAMUSCULAR",
            ncit="C28161",
            methods=("injection", "deep_injection", "z_track"),
            hl7="IM",
            hl7_by_method={"deep_injection": "IMD", "z_track": "IMZ"},
            aliases=("intramuscular", "intramuscularly", "into a muscle", "into the muscle"),
        ),
        Route(
            "subcutaneous",
            _("Subcutaneous"),
            _("Under the skin."),
            fda_term="SUBCUTANEOUS",
            ncit="C38299",
            methods=("injection", "infusion"),
            hl7_by_method={"injection": "SQ", "infusion": "SQINFUS"},
            aliases=("subcutaneous", "subcutaneously", "under the skin"),
        ),
        Route(
            "nasal",
            _("Nasal"),
            _("Into the nose."),
            fda_term="NASAL",
            ncit="C38284",
            methods=("spray", "drops", "inhalation"),
            hl7_by_method={"spray": "NASAL", "drops": "NASALINSTIL", "inhalation": "NASINHL"},
            aliases=("intranasal", "intranasally", "into the nose", "nose spray", "nose drops"),
        ),
        Route(
            "oral",
            _("Oral"),
            _("By mouth, swallowed."),
            fda_term="ORAL",
            ncit="C38288",
            methods=("swallow",),
            hl7="PO",
            aliases=("by mouth",),
        ),
        Route(
            "sublingual",
            _("Sublingual"),
            _("Under the tongue."),
            fda_term="SUBLINGUAL",
            ncit="C38300",
            methods=("dissolve", "spray", "drops"),
            hl7="SL",
            aliases=("sublingual", "sublingually", "under the tongue"),
        ),
        Route(
            "buccal",
            _("Buccal"),
            _("Between the cheek and the gum."),
            fda_term="BUCCAL",
            ncit="C38193",
            methods=("dissolve", "application"),
            hl7="BUC",
            aliases=("buccal", "inside the cheek"),
        ),
        Route(
            "transmucosal",
            _("Transmucosal"),
            _("Through the moist lining of the body."),
            fda_term="TRANSMUCOSAL",
            ncit="C38283",
            methods=("application",),
            hl7="TMUCTA",
            aliases=("transmucosal",),
        ),
        Route(
            "oromucosal",
            _("Oromucosal"),
            _("Through the lining of the mouth, for example from a lozenge."),
            fda_term="TRANSMUCOSAL",
            ncit="C38283",
            methods=("dissolve", "application", "spray"),
            hl7="ORMUC",
            aliases=("oromucosal",),
        ),
        Route(
            "rectal",
            _("Rectal"),
            _("Into the rectum."),
            fda_term="RECTAL",
            ncit="C38295",
            methods=("insertion", "application"),
            hl7_by_method={"insertion": "PR", "application": "RECTAL"},
            aliases=("rectally", "into the rectum"),
        ),
        Route(
            "transdermal",
            _("Transdermal"),
            _("Through the skin into the blood."),
            fda_term="TRANSDERMAL",
            ncit="C38305",
            methods=("patch", "application"),
            hl7="TRNSDERM",
            aliases=("transdermal", "transdermally", "through the skin", "skin patch"),
        ),
        Route(
            "epidural",
            _("Epidural"),
            _("Into the space around the covering of the spinal cord."),
            fda_term="EPIDURAL",
            ncit="C38210",
            methods=("injection", "infusion"),
            hl7_by_method={"infusion": "EPI", "injection": "EPIDURINJ"},
            aliases=("epidural",),
        ),
        Route(
            "intrathecal",
            _("Intrathecal"),
            _("Into the fluid around the spinal cord."),
            fda_term="INTRATHECAL",
            ncit="C38267",
            methods=("injection", "infusion"),
            hl7_by_method={"infusion": "IT", "injection": "ITINJ"},
            aliases=("intrathecal", "intrathecally"),
        ),
        Route(
            "intraosseous",
            _("Intraosseous"),
            _("Into the marrow of a bone."),
            methods=("injection", "continuous_infusion"),
            hl7_by_method={"injection": "IOSSINJ", "continuous_infusion": "IOSSC"},
            aliases=("intraosseous", "into the bone"),
        ),
        Route(
            "inhalation",
            _("Inhalation"),
            _("Breathed into the lungs."),
            fda_term="RESPIRATORY (INHALATION)",
            ncit="C38216",
            methods=("inhalation", "nebuliser"),
            hl7="IPINHL",
            hl7_by_method={"nebuliser": "NEB"},
            aliases=("inhalation", "inhaled", "inhaler", "inhalers", "nebuliser", "nebulizer"),
        ),
        Route(
            "topical",
            _("Topical"),
            _("On the surface, to act where it is put."),
            fda_term="TOPICAL",
            ncit="C38304",
            methods=("application", "spray"),
            hl7="TOPICAL",
            aliases=("topically",),
        ),
        Route(
            "cutaneous",
            _("Cutaneous"),
            _("On the skin."),
            fda_term="CUTANEOUS",
            ncit="C38675",
            methods=("application",),
            hl7="SKIN",
            aliases=("cutaneously",),
        ),
        Route(
            "intradermal",
            _("Intradermal"),
            _("Into the skin."),
            fda_term="INTRADERMAL",
            ncit="C38238",
            methods=("injection",),
            hl7="IDINJ",
            aliases=("intradermal", "intradermally", "into the skin"),
        ),
        Route(
            "vaginal",
            _("Vaginal"),
            _("Into the vagina."),
            fda_term="VAGINAL",
            ncit="C38313",
            methods=("insertion", "insufflation", "application"),
            hl7_by_method={"insertion": "VAGINSI", "insufflation": "VAGINS"},
            aliases=("vaginally", "into the vagina"),
        ),
        Route(
            "ophthalmic",
            _("Ophthalmic"),
            _("Onto the eye."),
            fda_term="OPHTHALMIC",
            ncit="C38287",
            methods=("drops", "application"),
            # HL7's own spelling.
            hl7="OPTHALTA",
            aliases=("eye drops", "eye ointment"),
        ),
        Route(
            "otic",
            _("Otic"),
            _("Into the ear."),
            fda_term="AURICULAR (OTIC)",
            ncit="C38192",
            methods=("drops",),
            hl7="OT",
            aliases=("ear drops",),
        ),
        Route(
            "intra_articular",
            _("Intra-articular"),
            _("Into a joint."),
            fda_term="INTRA-ARTICULAR",
            ncit="C38223",
            methods=("injection",),
            hl7="IARTINJ",
            aliases=("intra-articular", "intraarticular", "into a joint", "into the joint"),
        ),
        Route(
            "intra_arterial",
            _("Intra-arterial"),
            _("Into an artery."),
            fda_term="INTRA-ARTERIAL",
            ncit="C38222",
            methods=("injection", "infusion"),
            hl7_by_method={"injection": "IAINJ", "infusion": "IA"},
            aliases=("intra-arterial", "intraarterial", "into an artery"),
        ),
        Route(
            "intralesional",
            _("Intralesional"),
            _("Into a scar, growth or other lesion."),
            fda_term="INTRALESIONAL",
            ncit="C38250",
            methods=("injection",),
            hl7="ILESINJ",
            aliases=("intralesional",),
        ),
        Route(
            "intraperitoneal",
            _("Intraperitoneal"),
            _("Into the lining of the abdomen."),
            fda_term="INTRAPERITONEAL",
            ncit="C38258",
            methods=("injection",),
            hl7="IPERINJ",
            aliases=("intraperitoneal",),
        ),
        Route(
            "intravitreal",
            _("Intravitreal"),
            _("Into the eyeball."),
            fda_term="INTRAVITREAL",
            ncit="C38280",
            methods=("injection",),
            hl7="IVITINJ",
            aliases=("intravitreal", "into the eyeball"),
        ),
        Route(
            "perineural",
            _("Perineural"),
            _("Around a nerve."),
            fda_term="PERINEURAL",
            ncit="C38293",
            methods=("injection",),
            hl7="PNINJ",
            aliases=("perineural", "around a nerve"),
        ),
        Route(
            "infiltration",
            _("Infiltration"),
            _("Into the tissue around a place, for example to numb it."),
            fda_term="INFILTRATION",
            ncit="C38215",
            methods=("injection",),
            aliases=("local infiltration", "infiltration anaesthesia", "infiltration anesthesia"),
        ),
        Route(
            "nasogastric",
            _("Nasogastric"),
            _("Through a tube from the nose to the stomach."),
            fda_term="NASOGASTRIC",
            ncit="C38285",
            methods=("instillation",),
            hl7="NGT",
            aliases=("nasogastric",),
        ),
        Route(
            "other",
            _("Another route"),
            _("A route that is not in this list: name it in the heading."),
            fda_term="OTHER",
            ncit="C38290",
        ),
    ]
)
