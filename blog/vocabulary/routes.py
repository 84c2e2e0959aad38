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

from blog.vocabulary.common_routes import COMMON_ROUTES
from blog.vocabulary.further_routes import FURTHER_ROUTES
from blog.vocabulary.route import Route
from blog.vocabulary.terms import by_key

NCIT_SYSTEM = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl"
HL7_V3_SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration"

ROUTES: dict[str, Route] = by_key([*COMMON_ROUTES, *FURTHER_ROUTES])
