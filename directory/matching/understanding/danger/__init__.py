"""Is somebody in danger?"""
