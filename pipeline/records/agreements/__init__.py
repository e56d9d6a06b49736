"""The readers of agreements: subjects of documents, who signed, between whom, during which visit."""
