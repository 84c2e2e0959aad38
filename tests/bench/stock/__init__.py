"""A stock Wagtail project that shows the same posts, to measure our pages against.

Stock means what Wagtail's documentation teaches and `wagtail start` makes: its middleware and
context processors, `wagtail.urls`, a page model with fields and a StreamField, a template for each
block, `{% include_block %}`, `{% picture %}` and `|richtext`. No page cache, as ours has none.

The posts are those of the site, moved to the stock model in a copy of its database: the same
tree, texts, facts, comparison, sources, disclaimer and related posts, the same pictures in the same
sizes and formats, in plainer markup. Where Wagtail has no way of its own (figures in words, routes
side by side), the project uses our functions. Sizes of pictures are found in the memory of each
process, which is Wagtail's way where no cache is set up; ours asks the database.

What only our pages have is not there: links asked whether they are public, structured data,
timelines, marks that lead back, contents, meta data for networks, the clinic's contact.
"""
