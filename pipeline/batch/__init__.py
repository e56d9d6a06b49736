"""Who calls the flow, on what: command line, inputs, and the coordinator of a run."""
