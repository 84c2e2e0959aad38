"""Every page for readers as a picture, on a phone and a desktop, light, dark, mirrored, on paper.

`script/render` runs it. Nothing is judged but this: no template for readers is left out.
"""
