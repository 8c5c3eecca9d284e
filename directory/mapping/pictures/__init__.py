"""What is drawn? Bars, small multiples, maps and lines, by the server alone, so that they can be read without colour and without a script."""
