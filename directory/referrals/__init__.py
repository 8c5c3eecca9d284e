"""Pointing the way: the list of what somebody wants to remember or hand on. No name, no account, only public ids."""
