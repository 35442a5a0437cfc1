"""What turns a result into a paper that a committee can decide on."""
