"""HOW DOES WHAT WE KNOW COME IN FROM ELSEWHERE, AND GO OUT AGAIN? Every format of the field, one module each."""
