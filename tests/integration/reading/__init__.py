"""Reading foreign lists through the child process."""
