"""The SEIR model in Python."""
