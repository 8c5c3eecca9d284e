"""WHO MAY RUN GROUPS HERE, AND WHO HAS CLOSED DOWN? The open registers of Brønnøysund: no listings, but a list of whom to ask."""
