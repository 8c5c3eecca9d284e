"""The directory of self-help in Norway: one package, one room per question."""
