"""One training by several processes: who they are, which pictures each takes, and what they add up."""
