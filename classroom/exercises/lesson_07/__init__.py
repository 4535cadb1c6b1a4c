"""Training that gets somewhere: mini-batches, optimisers, and networks that can start."""
