"""HOW DOES A LIST OF OTHERS BECOME LISTINGS? Read, mapped, looked at beforehand, and taken in whole or not at all."""
