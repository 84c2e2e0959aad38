"""An app that joins the site: page types and blocks of its own, and no line of API code."""
