"""How to prepare for a treatment day."""

from home.demo.content.shapes import DemoPost
from home.demo.content.writing import (
    bullets,
    call_to_action,
    callout,
    heading,
    image,
    paragraph,
    quote,
    rich,
    table,
)

PREPARING = DemoPost(
    slug="preparing-for-a-treatment-day",
    title="Preparing for a treatment day",
    subtitle="The week before, the day itself, the day after",
    intro=rich(
        "A treatment day is mostly resting and waiting. A little planning makes it gentler: who "
        "takes you home, what to wear, what to leave for tomorrow."
    ),
    search_description=(
        "How to prepare for a day of ketamine or esketamine treatment: medicines, food, clothes, "
        "the ride home and the day after."
    ),
    hero="sea-sunrise",
    category="your-visit",
    authors=("daniel-reyes", "ruth-ellison"),
    reviewer="maya-okafor",
    days_ago=139,
    tags=("preparing", "going home"),
    treatments=("ketamine", "esketamine"),
    disclaimer="ketamine",
    related=("your-first-visit", "when-to-call"),
    body=(
        heading("The week before"),
        paragraph(
            bullets(
                "Ask somebody to take you home. Without an escort we cannot treat you.",
                "Go through your medicines with us. Stop nothing on your own.",
                "Tell us if you have a cold, a fever or a blocked nose.",
                "Keep the next day free of big decisions.",
            )
        ),
        callout(
            "warning",
            "Do not stop a medicine on your own",
            "Some medicines matter on the day. Some are harmful to stop. Ask us or the doctor who "
            "prescribed them.",
        ),
        heading("On the day"),
        table(
            "A list for the day",
            ("What", "How"),
            ("Food and drink", "As we told you. If you have lost the note, call us."),
            ("Clothes", "Loose sleeves, warm layers, flat shoes."),
            ("Bring", "List of medicines, glasses, your escort’s number."),
            ("Leave at home", "Car keys, work, jewellery you would miss."),
            ("Tell the nurse", "How you slept, new symptoms, what you are afraid of."),
        ),
        image(
            "stone-garden",
            "Five smooth grey stones in pale sand raked into lines and rings",
            "Some people like a picture to rest their eyes on. This one hangs in room two.",
        ),
        heading("During treatment"),
        paragraph(
            "You rest. A nurse stays near you. We measure your blood pressure, watch your "
            'breathing and ask you simple questions. <a href="page:monitoring-and-safety">What we '
            "watch, and why</a>, has a page of its own.",
            "Sounds and light may feel strong. We can dim the lamp and lower the blind. You can "
            "ask for silence, or for a voice.",
        ),
        quote(
            "You do not have to enjoy it, and you do not have to be brave. You only have to tell "
            "me how it is.",
            "Daniel Reyes, RN, lead nurse at Larkfield Clinic",
        ),
        heading("Going home, and the day after"),
        paragraph(
            "For nasal esketamine you stay for at least two hours after the last spray. For other "
            "forms we tell you beforehand how long to plan for. Your escort comes in, hears how it "
            "went and takes you home.",
            "Do not drive, do not sign anything, and drink no alcohol that day. Sleep. Next day, "
            "write down two lines: what was good, what was hard. Bring them with you.",
            sources=("esketamine-label",),
        ),
        call_to_action(
            "No one to take you home?",
            "Tell us early. There is often a way, and there is always another day.",
            "Call us about the ride home",
            "contact",
        ),
    ),
)
