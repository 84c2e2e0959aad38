"""The sources of the demo posts: real works, cited by the identifiers that were checked."""

from home.demo.content.shapes import DemoReference

REFERENCES: dict[str, DemoReference] = {
    "ketalar-label": DemoReference(
        "Ketamine hydrochloride injection (Ketalar): prescribing information",
        source="US drug label, DailyMed set id beginning 46dab560, revised October 2024",
        year=2024,
    ),
    "esketamine-label": DemoReference(
        "Esketamine nasal spray: prescribing information",
        source="US drug label, set id beginning d81a6a79, revised 13 March 2026",
        year=2026,
    ),
    "esketamine-levels": DemoReference(
        "Esketamine nasal spray: plasma levels",
        authors="Johnson & Johnson",
        source="J&J Medical Connect, medical information for professionals",
    ),
    "fda-compounded-2023": DemoReference(
        "FDA warns about potential risks of compounded ketamine products",
        authors="US Food and Drug Administration",
        source="Safety alert, October 2023, as reported by Drugs.com on 11 October 2023",
        year=2023,
    ),
    "andrade-2017": DemoReference(
        "Ketamine for depression, 4: in what dose, at what rate, by what route, for how long, "
        "and at what frequency?",
        authors="Andrade C",
        source="J Clin Psychiatry 2017;78:e852",
        year=2017,
    ),
    "zanos-2018": DemoReference(
        "Ketamine and ketamine metabolite pharmacology: insights into therapeutic mechanisms",
        authors="Zanos P and others",
        source="Pharmacol Rev 2018",
        year=2018,
        doi="10.1124/pr.117.015198",
        pmcid="PMC6020109",
    ),
    "chilukuri-2014": DemoReference(
        "Acute antidepressant effects of intramuscular versus intravenous ketamine",
        authors="Chilukuri H and others",
        source="Indian J Psychol Med 2014",
        year=2014,
        pmid="24701015",
    ),
    "loo-2016": DemoReference(
        "Placebo-controlled pilot trial testing dose titration and intravenous, intramuscular "
        "and subcutaneous routes for ketamine in depression",
        authors="Loo CK and others",
        source="Acta Psychiatr Scand 2016",
        year=2016,
        doi="10.1111/acps.12572",
        pmid="27028832",
    ),
    "kads-2023": DemoReference(
        "Efficacy and safety of a 4-week course of repeated subcutaneous ketamine injections for "
        "treatment-resistant depression (KADS study)",
        authors="Loo C and others",
        source="Br J Psychiatry 2023",
        year=2023,
        pmcid="PMC10727911",
    ),
    "rolan-2014": DemoReference(
        "The absolute bioavailability of racemic ketamine from a novel sublingual formulation",
        authors="Rolan P, Lim S, Sunderland V, Liu Y, Molnar V",
        source="Br J Clin Pharmacol 2014",
        year=2014,
        pmid="24977293",
    ),
    "yanagihara-2003": DemoReference(
        "Plasma concentration profiles of ketamine and norketamine after administration of "
        "various ketamine preparations to healthy Japanese volunteers",
        authors="Yanagihara Y and others",
        source="Biopharm Drug Dispos 2003",
        year=2003,
        pmid="12516077",
    ),
    "nasal-levels-2022": DemoReference(
        "Ketamine and norketamine pharmacokinetic parameters by dose and route (table 6)",
        source="Pharmacotherapy 2022",
        year=2022,
        pmcid="PMC9118341",
    ),
    "rat-routes-2018": DemoReference(
        "The effect of route of administration on the enantioselective pharmacokinetics of "
        "ketamine and norketamine in rats",
        authors="Le Nedelec M, Glue P, Winter H, Goulton C, Medlicott NJ",
        year=2018,
        pmid="29895202",
    ),
    "nhs-content-policy": DemoReference(
        "Content policy", authors="NHS", source="nhs.uk, our policies"
    ),
    "nhs-page-dates": DemoReference(
        "Know that a page is up to date", authors="NHS", source="NHS digital service manual"
    ),
    "hse-review-date": DemoReference(
        "Review date", authors="Health Service Executive, Ireland", source="HSE service manual"
    ),
    "pif-tick": DemoReference(
        "PIF TICK: criteria for trusted health information",
        authors="Patient Information Forum",
        source="pifonline.org.uk",
    ),
}
