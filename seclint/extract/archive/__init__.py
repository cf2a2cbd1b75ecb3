"""Archives: zip by its own records, tar and single streams, and what libarchive reads."""
