"""The report as a web page: one file that needs nothing else, or a folder with a page a policy."""

from reviewtui.reports.webpage.writing import write, write_folder

__all__ = ["write", "write_folder"]
