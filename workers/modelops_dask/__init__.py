"""Simulations on a Dask cluster: the bridge on the runner's side, and what runs on the workers. Standard library and ``distributed`` only."""
