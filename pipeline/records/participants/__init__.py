"""Who goes where, when, how long and on what kind of visit, with the help of what was told before."""
