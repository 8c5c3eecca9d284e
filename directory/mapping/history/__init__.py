"""How has it changed? Sums of each month, what was asked for and not found, and the reports of whole years."""
