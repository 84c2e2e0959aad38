"""An app with mistakes: what its page types show has no type, or a name that is taken."""
