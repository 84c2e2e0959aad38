"""The words of the demo site: a fictional clinic whose facts are real and sourced.

Everything here is plain data. Names stand for rows: `{"ref": "andrade-2017"}` for a reference,
`{"treatment": "ketamine"}`, `{"image": "dunes"}`, `{"page": "contact"}`; `home.demo.loader`
puts the rows in their place. Links between pages are written `<a href="page:SLUG">`.
"""

from home.demo.content.people import PEOPLE
from home.demo.content.posts import POSTS
from home.demo.content.references import REFERENCES
from home.demo.content.shelves import CATEGORIES, DISCLAIMERS, TREATMENTS
from home.demo.content.site import HOME, INDEX, PAGES, SITE

__all__ = [
    "CATEGORIES",
    "DISCLAIMERS",
    "HOME",
    "INDEX",
    "PAGES",
    "PEOPLE",
    "POSTS",
    "REFERENCES",
    "SITE",
    "TREATMENTS",
]
