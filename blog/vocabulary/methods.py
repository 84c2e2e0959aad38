"""How a medicine is given, apart from where: methods of administration, and sites of the body.

Route is not method (FHIR's route value set says so): "intravenous infusion" is the route
`intravenous` with the method `infusion`. Which methods fit a route is said in `routes.py`.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from blog.vocabulary.terms import Term, by_key

METHODS: dict[str, Term] = by_key(
    [
        Term("injection", _("Injection"), _("Given with a needle and syringe.")),
        Term("bolus", _("Bolus injection"), _("The whole dose injected at once.")),
        Term("push", _("Push injection"), _("Injected by hand in one steady push.")),
        Term("slow_injection", _("Slow injection"), _("Injected by hand over a minute or more.")),
        Term("rapid_push", _("Rapid push injection"), _("Injected by hand as fast as is safe.")),
        Term("deep_injection", _("Deep injection"), _("A longer needle, deep into the muscle.")),
        Term(
            "z_track",
            _("Z-track injection"),
            _("The skin is pulled aside first, so that the medicine does not leak back."),
        ),
        Term("infusion", _("Drip infusion"), _("Given slowly over a set time.")),
        Term("catheter_infusion", _("Infusion through a catheter")),
        Term("continuous_infusion", _("Continuous infusion through a catheter")),
        Term("intermittent_infusion", _("Intermittent infusion through a catheter")),
        Term(
            "patient_controlled",
            _("Patient-controlled pump"),
            _("A pump gives a set small dose when the patient presses a button."),
        ),
        Term("spray", _("Spray")),
        Term("drops", _("Drops")),
        Term("inhalation", _("Inhalation"), _("Breathed in.")),
        Term("nebuliser", _("Nebuliser"), _("Breathed in as a fine mist from a machine.")),
        Term("insufflation", _("Insufflation"), _("A powder or gas blown into the body.")),
        Term("swallow", _("Swallowed"), _("Tablet, capsule or liquid.")),
        Term("dissolve", _("Dissolved in the mouth"), _("Held in the mouth until it is gone.")),
        Term("patch", _("Patch")),
        Term("application", _("Application"), _("Cream, gel, ointment or liquid put on.")),
        Term("insertion", _("Insertion"), _("Suppository, pessary or the like.")),
        Term("instillation", _("Instillation"), _("A liquid given in, for example by a tube.")),
    ]
)

SITES: dict[str, Term] = by_key(
    [
        Term("deltoid", _("Upper arm muscle (deltoid)")),
        Term("gluteus", _("Buttock muscle (gluteus)")),
        Term("hip", _("Hip muscle (ventrogluteal)")),
        Term("thigh", _("Outer thigh")),
        Term("upper_arm", _("Upper arm, under the skin")),
        Term("abdomen", _("Abdomen, under the skin")),
        Term("forearm_vein", _("Vein in the forearm")),
        Term("elbow_vein", _("Vein in the bend of the elbow")),
        Term("hand_vein", _("Vein on the back of the hand")),
        Term("central_vein", _("Central vein, through a long line")),
        Term("nostril", _("One nostril")),
        Term("nostrils", _("Both nostrils")),
        Term("under_tongue", _("Under the tongue")),
        Term("inner_cheek", _("Inside of the cheek")),
        Term("skin", _("Skin")),
        Term("lower_back", _("Lower back")),
        Term("eye", _("Eye")),
        Term("ear", _("Ear")),
        Term("joint", _("Joint")),
        Term("other", _("Another site")),
    ]
)
