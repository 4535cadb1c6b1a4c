"""From a neuron to a trained network, and what goes wrong on the way."""
