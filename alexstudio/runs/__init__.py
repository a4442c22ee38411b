"""The contract of the two processes: messages on a pipe, and the run folder."""
