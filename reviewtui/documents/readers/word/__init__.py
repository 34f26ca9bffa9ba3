"""The parts of a Word file (Office Open XML, ISO/IEC 29500) that the DOCX reader needs."""
