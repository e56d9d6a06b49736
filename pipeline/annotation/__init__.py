"""Gold and records to the files of annotation tools, and back; and gold out of quotes written by hand."""
