"""WHAT IS OFFERED? Groups, courses, meeting places and services."""
