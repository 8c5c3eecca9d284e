"""Who answers? One module for each engine; each gives the same answers to the same questions, or is not measured."""
