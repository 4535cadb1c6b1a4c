"""One neuron: forward, its gradients, its saturation, and what learning may change."""
