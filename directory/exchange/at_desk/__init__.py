"""HOW DO EDITORS BRING AND FOLLOW LISTS? Pages at the desk, for those who oversee the house and those who edit an organisation."""
