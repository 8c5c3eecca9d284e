"""Who does what in each clause, and whose is the trouble?"""
