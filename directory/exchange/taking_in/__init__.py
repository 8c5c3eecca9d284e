"""WHAT CHANGES WHEN A LIST IS TAKEN IN? Looked at beforehand, field by field, and then done in one transaction."""
