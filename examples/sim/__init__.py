"""Simulations of the examples."""
