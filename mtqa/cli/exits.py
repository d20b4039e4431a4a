"""Exit codes: the same whatever the output flags."""

PASS = 0
FAILED = 1  # a document does not pass the gate that was asked for
USAGE = 2  # wrong flags, nothing to assess, nowhere to write
INCOMPLETE = 3  # something could not be read or measured; the rest was
INTERNAL = 4  # a fault of mtqa's own
