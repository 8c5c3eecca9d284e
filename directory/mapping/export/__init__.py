"""What can be taken away? Every table and picture as a file, under CC BY 4.0."""
