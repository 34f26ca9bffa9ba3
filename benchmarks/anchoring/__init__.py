"""How well quotes are found again in edited policies, and how fast."""
