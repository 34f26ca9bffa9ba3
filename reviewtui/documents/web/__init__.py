"""Web pages: which bytes are which characters, what a visitor reads, what of it is the document.

`decode_html` gives the source, `parse` its visible lines, `mark_navigation` those that are
menus, banners and footers, `write` the text and its pieces.
"""
