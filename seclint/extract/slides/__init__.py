"""PowerPoint presentations (pptx and its kin)."""
