"""A reviewer's session: the open review, their place in it, and the policies read for it.

What the app and the linear mode both do, without a terminal: nothing here does output or knows
Textual.
"""
