"""The report as a web page: one file that needs nothing else, or a folder with a page a policy."""

from reviewtui.reports.webpage.writing import title_of, write, write_body, write_folder

__all__ = ["title_of", "write", "write_body", "write_folder"]
