"""The editor's desk: lists, forms and menus of Wagtail's admin, for what the blog is made of."""
