"""What words stand there, and which phrases and names of places are they?"""
