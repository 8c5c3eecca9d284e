"""WHAT MAY ANYBODY SEE AND TELL? The pages of listings and organisations, and the open forms."""
