"""Work across files: engines for a whole run, and workers that share them."""
