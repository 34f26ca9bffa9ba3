"""Reports: what others accept, one writer a format."""
