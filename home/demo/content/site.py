"""The clinic's settings, its home page and its standard pages."""

from home.demo.content.shapes import DemoPage, DemoSite
from home.demo.content.writing import (
    bullets,
    call_to_action,
    callout,
    faq,
    heading,
    image,
    paragraph,
    question,
    table,
)

SITE = DemoSite(
    name="Larkfield Clinic",
    tagline="Plain answers about ketamine and esketamine care",
    logo="clinic-mark",
    phone="+1 202-555-0142",
    email="hello@example.org",
    address="12 Example Lane\nWashington, DC 20000\nUnited States",
    booking_url="https://www.example.org/booking",
    default_disclaimer="clinic-default",
    jurisdiction="US",
    comments_notice=(
        "Commenting is turned off. Please do not post health details in public: call or write "
        "to us instead."
    ),
    mistake_email="corrections@example.org",
    footer_text=(
        "Larkfield Clinic is a fictional clinic. Its people, address and phone number are made "
        "up; the medical facts and their sources are real."
    ),
    social_profiles=(
        ("facebook", "Larkfield Clinic on Facebook", "https://example.org/facebook"),
        ("instagram", "Larkfield Clinic on Instagram", "https://example.org/instagram"),
        ("x", "Larkfield Clinic on X", "https://example.org/x"),
    ),
    navigation=(
        ("blog", "Articles"),
        ("/compare/", "Compare"),
        ("about", "About us"),
        ("editorial-policy", "How we check"),
        ("contact", "Contact"),
        ("privacy", "Privacy"),
    ),
)

HOME = DemoPage(
    slug="home",
    title="Larkfield Clinic",
    intro=(
        "Clear, checked articles about ketamine and esketamine: how they are given, what is "
        "known, what is not, and what to ask before you decide."
    ),
    search_description="Plain, sourced articles about ketamine and esketamine care.",
    hero="lark-field",
)

INDEX = DemoPage(
    slug="blog",
    title="Articles",
    intro=(
        "Each article names who wrote it, who checked it and when. Figures come with their "
        "source, and where sources differ we show both."
    ),
    search_description="Articles about ways to have treatment, visits, safety and costs.",
)

PAGES: tuple[DemoPage, ...] = (
    DemoPage(
        slug="about",
        title="About us",
        intro="A small clinic that would rather explain too much than too little.",
        search_description="Who we are at Larkfield Clinic and how we work.",
        body=(
            image(
                "birch-meadow",
                "White birch trunks in a flowering meadow, with soft light behind the trees",
                "The meadow behind the clinic, as our illustrator sees it.",
            ),
            heading("Who we are"),
            paragraph(
                "Larkfield Clinic is a small, fictional outpatient clinic. A psychiatrist, a "
                "pharmacist and a team of nurses work here, with a writer who puts what they know "
                "into plain words."
            ),
            heading("What we believe"),
            paragraph(
                bullets(
                    "You should know what a treatment is, and what it is not, before you decide.",
                    "A benefit is never told without its risks.",
                    "“We do not know” is a good answer when it is true.",
                    "Nobody should feel rushed.",
                )
            ),
            call_to_action(
                "Questions before you decide?",
                "We are glad to talk, and a talk commits you to nothing.",
                "Contact us",
                "contact",
            ),
        ),
    ),
    DemoPage(
        slug="contact",
        title="Contact",
        intro="How to reach us, and whom to call when it cannot wait.",
        search_description="Phone, e-mail and address of Larkfield Clinic, and emergency numbers.",
        body=(
            callout(
                "emergency",
                "If it cannot wait",
                "Call <b>911</b> in an emergency. Call or text <b>988</b> if you think about "
                "ending your life. We cannot answer emergencies by e-mail.",
            ),
            heading("Reach us"),
            table(
                "Ways to reach Larkfield Clinic",
                ("For", "Use"),
                ("Questions and appointments", "Phone +1 202-555-0142"),
                ("Questions that can wait two working days", "E-mail hello@example.org"),
                ("A mistake in an article", "E-mail corrections@example.org"),
                ("Letters", "12 Example Lane, Washington, DC 20000"),
            ),
            paragraph(
                "Please keep health details out of e-mail. Leave your number, and a nurse will "
                "call you back."
            ),
        ),
    ),
    DemoPage(
        slug="privacy",
        title="Privacy",
        intro="What this website knows about you: as little as we can manage.",
        search_description="What this website stores about its visitors, and what it does not.",
        body=(
            heading("What we do not do"),
            paragraph(
                bullets(
                    "We set no cookies for reading our pages.",
                    "We load nothing from advertising or social networks.",
                    "Our share links are plain links: nothing is sent until you follow one.",
                )
            ),
            heading("What we keep"),
            paragraph(
                "Our web server keeps a short log of requests, so that we can find faults and stop "
                "attacks. If you write to us, we keep your message for as long as we need it to "
                "answer you."
            ),
            faq(
                "Your questions",
                question(
                    "Can I ask what you hold about me?",
                    "Yes. Write to hello@example.org and we will tell you.",
                ),
                question(
                    "Is this page a legal notice?",
                    "No. This clinic is fictional, and so is its privacy policy.",
                ),
            ),
        ),
    ),
    DemoPage(
        slug="editorial-policy",
        title="How we check our articles",
        intro="Who writes, who checks, where facts come from, and how we put mistakes right.",
        search_description="The editorial policy of Larkfield Clinic.",
        body=(
            heading("Who writes and who checks"),
            paragraph(
                "Each article has at least one author and one medical reviewer, and they are "
                "never the same person. Both are named, with their credentials."
            ),
            heading("Where facts come from"),
            paragraph(
                bullets(
                    "Drug labels, with the date of the version we read.",
                    "Studies and reviews, with an identifier so that you can find them.",
                    "Regulators and public health services.",
                ),
                "We do not use advertising or other clinics’ blogs as a source. A figure that we "
                "cannot trace is left out.",
            ),
            heading("Money"),
            paragraph(
                "No maker of a medicine pays for, sees or changes our articles before they appear. "
                "The clinic offers some of the treatments it writes about, so please read with "
                "that in mind."
            ),
            heading("Mistakes"),
            paragraph(
                "Tell us at corrections@example.org. We check, correct the article and say on the "
                "page what was wrong."
            ),
            call_to_action(
                "The longer story",
                "Our editor describes the life of an article, from question to review date.",
                "Read how an article is made",
                "how-we-check-our-articles",
            ),
        ),
    ),
)
