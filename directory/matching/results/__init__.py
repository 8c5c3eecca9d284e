"""WHAT DOES AN ANSWER SAY? Sections, cards, reasons, and how it can be narrowed."""
