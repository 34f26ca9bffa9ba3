"""The parts of an OpenDocument text (ISO/IEC 26300) that the ODT reader needs."""
