"""An engine of one's own, rule by rule, and how to tell a wrong one."""
