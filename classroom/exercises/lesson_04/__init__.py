"""Powers, division, numbers on the left, exp and log, and tanh taken apart."""
