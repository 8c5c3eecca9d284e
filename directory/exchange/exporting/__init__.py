"""WHAT DO WE GIVE AWAY, AND IN WHICH FORM? What everybody may see, and nothing else."""
