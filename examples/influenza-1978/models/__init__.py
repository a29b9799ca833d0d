"""The boarding school's models in Python."""
