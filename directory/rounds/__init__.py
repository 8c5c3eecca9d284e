"""How is it with all of it, once a year? A round of the same questions to everybody who answers for something."""
