"""Ketamine into a muscle or into a vein, side by side."""

from home.demo.content.posts.shared import (
    APPROVED_AS_ANAESTHETIC,
    BLOOD_PRESSURE_HAZARD,
    KETAMINE_EFFECTS,
    KETAMINE_RISKS,
    OFF_LABEL_FOR_DEPRESSION,
)
from home.demo.content.shapes import DemoPost
from home.demo.content.writing import (
    answer,
    bullets,
    call_to_action,
    callout,
    comparison,
    heading,
    key_points,
    known,
    not_known,
    paragraph,
    point,
    rich,
    route,
)

WATCHED = ["blood_pressure", "heart_rate", "oxygen", "breathing", "airway_equipment"]
WATCHED_NOTE = (
    "The label asks for constant watch of vital signs by an experienced physician, with airway "
    "equipment at hand."
)

INTRAMUSCULAR = route(
    "intramuscular",
    "injection",
    "ketamine",
    site="deltoid",
    summary="One injection into a large muscle. The muscle passes the medicine on to the blood. "
    "Nothing stays in your arm, but what was given cannot be taken back.",
    points=[
        point("A nurse gives the whole dose with one needle, as with many vaccines."),
        point(
            "At full anaesthetic doses (9 to 13 mg/kg) the label says that it starts to act "
            "after 3 to 4 minutes and lasts 12 to 25 minutes. Doses in mental health care are "
            "far smaller, so these times do not carry over.",
            "ketalar-label",
        ),
        point("Once given, it cannot be slowed down or stopped. It has to wear off."),
        point("It needs no drip line, which can help if your veins are hard to find."),
        point(
            "In one study of 27 people with depression, scores fell by 57 to 60 % two hours "
            "after a muscle dose and by 59 % after a vein dose. It was small, and everybody "
            "knew which treatment they got, so it cannot show that either is better.",
            "chilukuri-2014",
        ),
        point(
            "A review found it reported as safe and effective, but such use is off-label, and "
            "the studies are few.",
            "andrade-2017",
        ),
    ],
    how_given=rich(
        "You sit or lie down. A nurse cleans the skin of your upper arm and gives the injection. "
        "You then rest in a quiet room while staff watch you."
    ),
    onset=known(
        "3",
        "4",
        "min",
        "ketalar-label",
        endpoint="surgical_anaesthesia",
        dose_level="anaesthetic",
        dose_label="9 to 13 mg/kg",
    ),
    peak=not_known(endpoint="peak_concentration"),
    duration_of_effect=known(
        "12",
        "25",
        "min",
        "ketalar-label",
        endpoint="surgical_anaesthesia",
        dose_level="anaesthetic",
        dose_label="9 to 13 mg/kg",
    ),
    setting="clinic",
    monitoring=WATCHED,
    monitoring_note=WATCHED_NOTE,
    adjustable_during_session=answer("no", "Once injected, it cannot be withdrawn."),
    further_dose_possible=answer("unknown", "Ask whether your clinic ever gives a second dose."),
    may_suit=[
        point("People whose veins are hard to find."),
        point("People who find a line in the arm harder to bear than one quick needle."),
    ],
    may_not_suit=[
        point("People who want to be able to stop the dose part way."),
        point("People who bleed easily or take blood thinners: ask first."),
    ],
    contraindications=[BLOOD_PRESSURE_HAZARD],
    common_effects=[*KETAMINE_EFFECTS, point("A sore arm where the needle went in.")],
    serious_risks=KETAMINE_RISKS,
    evidence={
        "scheme": "schema_org",
        "grade": "B",
        "note": "One small open study and one small pilot trial. Our own reading.",
        "references": [{"ref": "chilukuri-2014"}, {"ref": "loo-2016"}],
    },
    regulatory_status=[APPROVED_AS_ANAESTHETIC, OFF_LABEL_FOR_DEPRESSION],
    invasiveness="needle",
)

INTRAVENOUS = route(
    "intravenous",
    "infusion",
    "ketamine",
    site="forearm_vein",
    summary="A slow drip through a thin tube in a vein. It builds up bit by bit, and staff can "
    "slow it down or stop it.",
    points=[
        point(
            "The usual form in depression care is 0.5 mg/kg over 40 minutes. Studies report "
            "sessions from 2 to 100 minutes.",
            "andrade-2017",
        ),
        point(
            "At full anaesthetic doses the label says that 2 mg/kg injected into a vein starts "
            "to act within 30 seconds and lasts 5 to 10 minutes. A slow drip is another thing: "
            "it builds up step by step.",
            "ketalar-label",
        ),
        point("Staff can slow the drip or stop it. What is already in the blood stays."),
        point(
            "It needs a line in the arm and somebody to mind it. The strong 100 mg/mL form must "
            "be diluted before it goes into a vein.",
            "ketalar-label",
        ),
        point(
            "A pilot trial in 15 people found the vein, the muscle and under the skin alike for "
            "depression. It was too small to show a difference if there is one.",
            "loo-2016",
        ),
    ],
    how_given=rich(
        "A nurse places a thin tube in a vein of your forearm. A pump gives the medicine at a "
        "set rate. When the session is over the tube comes out and you rest."
    ),
    onset=known(
        None,
        "30",
        "s",
        "ketalar-label",
        qualifier="up_to",
        endpoint="surgical_anaesthesia",
        dose_level="anaesthetic",
        dose_label="2 mg/kg",
        method="slow_injection",
    ),
    peak=known(
        "2",
        "2",
        "min",
        "nasal-levels-2022",
        qualifier="approx",
        endpoint="peak_concentration",
        dose_label="10 mg",
        method="injection",
        population="9 people",
    ),
    duration_of_effect=known(
        "5",
        "10",
        "min",
        "ketalar-label",
        endpoint="surgical_anaesthesia",
        dose_level="anaesthetic",
        dose_label="2 mg/kg",
        method="slow_injection",
    ),
    administration_time=known(
        "40",
        "40",
        "min",
        "andrade-2017",
        dose_level="sub_anaesthetic",
        dose_label="0.5 mg/kg",
        population="adults with depression",
    ),
    bioavailability=known("100", "100", "%", "zanos-2018"),
    setting="clinic",
    monitoring=WATCHED,
    monitoring_note=WATCHED_NOTE,
    adjustable_during_session=answer("yes", "The drip can be slowed down or stopped."),
    further_dose_possible=answer("unknown", "Ask how your clinic plans a course of visits."),
    may_suit=[
        point("People who want the dose to be slowed or stopped if it feels too strong."),
        point("People who need fluids or other medicines through a line in any case."),
    ],
    may_not_suit=[
        point("People whose veins are hard to find."),
        point("People who cannot bear a line in the arm."),
    ],
    contraindications=[BLOOD_PRESSURE_HAZARD],
    common_effects=[*KETAMINE_EFFECTS, point("A bruise where the line was.")],
    serious_risks=KETAMINE_RISKS,
    evidence={
        "note": "The form that is usual in depression care. The trials that compare it with "
        "other routes are small.",
        "references": [{"ref": "andrade-2017"}, {"ref": "loo-2016"}],
    },
    regulatory_status=[APPROVED_AS_ANAESTHETIC, OFF_LABEL_FOR_DEPRESSION],
    invasiveness="line",
)

MUSCLE_OR_VEIN = DemoPost(
    slug="ketamine-into-a-muscle-or-a-vein",
    title="Ketamine into a muscle or into a vein?",
    subtitle="Intramuscular and intravenous ketamine, side by side",
    intro=rich(
        "Ketamine can be injected into a muscle or dripped into a vein. Here we set both side by "
        "side: how each is given, how soon it acts, what is known and what is not. No page can "
        "tell you which is right for you. This one can help you ask."
    ),
    search_description=(
        "How intramuscular and intravenous ketamine differ: how each is given, how fast and how "
        "long it acts, what studies show, and what to ask."
    ),
    hero="moonlit-mountains",
    category="ways-to-have-treatment",
    authors=("ruth-ellison", "daniel-reyes"),
    reviewer="maya-okafor",
    days_ago=9,
    tags=("ketamine", "injections", "drips", "depression"),
    treatments=("ketamine",),
    further_reading=("rat-routes-2018",),
    related=("ketamine-under-the-skin", "monitoring-and-safety"),
    body=(
        key_points(
            point(
                "In the United States ketamine is approved as an anaesthetic. Its use for "
                "depression is off-label, by either route.",
                "ketalar-label",
                "fda-compounded-2023",
            ),
            point(
                "An injection into a muscle cannot be slowed down or stopped once it is given. A "
                "drip can."
            ),
            point(
                "Small studies have not shown that either route relieves depression sooner.",
                "chilukuri-2014",
                "loo-2016",
            ),
        ),
        paragraph(
            "First, one plain fact. In the United States ketamine is approved as an anaesthetic. "
            "It is not approved for depression or any other mental health condition. Doctors may "
            "still use it that way. This is called <b>off-label</b> use, and it means that the "
            "regulator has not weighed the benefits and the harms for that use.",
            sources=("ketalar-label", "fda-compounded-2023"),
        ),
        heading("Into a muscle (intramuscular)"),
        paragraph(
            "The medicine goes into a muscle in one go. From there it seeps into the blood within "
            "minutes."
        ),
        INTRAMUSCULAR,
        heading("Into a vein (intravenous)"),
        paragraph(
            "The medicine goes straight into the blood. In mental health care it is mostly given "
            "as a slow drip, not as a quick injection."
        ),
        INTRAVENOUS,
        heading("Is one of them faster?"),
        paragraph(
            "You may read that a muscle injection “works faster” than a drip. Look closely: this "
            "compares a quick injection with a slow drip. After ten minutes of a drip that takes "
            "40 minutes, only a quarter of the dose is in. So you may well notice the injection "
            "sooner. That comes from how it is given, not from where.",
        ),
        paragraph(
            "When both are injected at anaesthetic doses, the order is the other way round: "
            "within about half a minute into a vein, after 3 to 4 minutes into a muscle. And "
            "none of this tells you how soon depression lifts. Small studies have not shown that "
            "either route relieves depression sooner.",
            sources=("ketalar-label", "chilukuri-2014", "loo-2016"),
        ),
        callout(
            "warning",
            "Not like for like",
            "The times on this page come from anaesthetic doses, which are far larger than those "
            "used in mental health care. Do not read them as what you would feel.",
            sources=("ketalar-label",),
        ),
        heading("Which one may suit whom?"),
        paragraph(
            "A <b>muscle injection</b> may suit you if:",
            bullets(
                "your veins are hard to find",
                "you would rather have one quick needle than a line in your arm",
                "you accept that the dose cannot be stopped once it is in",
            ),
            "A <b>drip into a vein</b> may suit you if:",
            bullets(
                "you want the dose to be slowed or stopped if it feels too strong",
                "you are at ease with a line in your arm",
                "you can stay for as long as the drip and the rest take",
            ),
            "Neither may suit you if a rise in blood pressure would be dangerous for you. Tell us "
            "about your heart, your blood pressure, your breathing, all your medicines, and any "
            "time ketamine did not agree with you.",
        ),
        comparison("The two routes side by side"),
        call_to_action(
            "Talk it through with us",
            "A first talk is about your questions. Nothing is decided on the phone.",
            "Ask for a talk",
        ),
    ),
)
