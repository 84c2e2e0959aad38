"""How fast the site answers, beside what a bare Django view and stock Wagtail answer.

`script/bench` runs it. It prints a table and judges nothing: times depend on the machine.
"""
