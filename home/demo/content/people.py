"""The fictional people of the fictional Larkfield Clinic."""

from home.demo.content.shapes import DemoPerson

PEOPLE: dict[str, DemoPerson] = {
    "maya-okafor": DemoPerson(
        name="Maya Okafor",
        credentials="MD",
        role="Psychiatrist and medical director",
        biography=(
            "<p>Maya leads the medical team at Larkfield Clinic and checks the facts in most of "
            "our articles. She likes questions that start with “What happens if”. Maya is a "
            "fictional person, like everyone at this clinic.</p>"
        ),
        photo="maya-okafor",
        links=(("Profile", "https://example.org/people/maya-okafor"),),
    ),
    "hannah-lindqvist": DemoPerson(
        name="Hannah Lindqvist",
        credentials="PharmD",
        role="Clinical pharmacist",
        biography=(
            "<p>Hannah explains how medicines get into the body and what they meet there. She "
            "reads drug labels to the last line, so that you do not have to. Hannah is a "
            "fictional person.</p>"
        ),
        photo="hannah-lindqvist",
    ),
    "daniel-reyes": DemoPerson(
        name="Daniel Reyes",
        credentials="RN",
        role="Lead nurse, treatment rooms",
        biography=(
            "<p>Daniel runs the treatment rooms and stays with people through their visit. He "
            "writes about the parts of the day that leaflets leave out. Daniel is a fictional "
            "person.</p>"
        ),
        photo="daniel-reyes",
    ),
    "ruth-ellison": DemoPerson(
        name="Ruth Ellison",
        credentials="MA",
        role="Health writer and editor",
        biography=(
            "<p>Ruth turns what the team knows into plain words, and asks them to prove it. She "
            "keeps the list of sources and the review dates. Ruth is a fictional person.</p>"
        ),
        photo="ruth-ellison",
        links=(("How we write", "https://example.org/people/ruth-ellison"),),
    ),
}
