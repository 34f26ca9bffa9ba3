"""Checklists made from what people have: spreadsheets (CSV, XLSX) and OSCAL catalogs.

Each source becomes `Draft`s, rows that may lack an id or a title; `checklist_text` makes a
checklist file of them that `reviewtui lint` takes.
"""
