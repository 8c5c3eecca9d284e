"""WHAT CAN A MACHINE ASK? The interface, and its description."""
