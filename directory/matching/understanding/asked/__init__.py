"""What is wished for, and where?"""
