"""Exit codes: the same whatever the output flags."""

PASS = 0
USAGE = 2  # wrong flags, nothing to assess, nowhere to write
INCOMPLETE = 3  # something could not be read or measured; the rest was
INTERNAL = 4  # a fault of mtqa's own
