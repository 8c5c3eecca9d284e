"""What was meant by a word that nobody writes?"""
