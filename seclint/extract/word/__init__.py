"""Word documents (docx and its kin): stories, runs, and how they look."""
