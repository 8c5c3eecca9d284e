"""Who is at the desk? People, their roles, how they come in, and the letters they get."""
