"""WHICH LISTINGS FIT, AND IN WHAT ORDER? Steps, distances, ranking, and what is remembered between requests."""
