"""HOW DO THOSE WHO RUN THE HOUSE SEE HOW IT IS? Is it well, and in figures."""
