"""What was told before: drafts of records, the traveller, stay, event and groups in the mind of the reader, and what "that trip" means."""
