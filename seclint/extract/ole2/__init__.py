"""Compound files (OLE2, [MS-CFB]): streams, properties, objects inside, macros, and the rest."""
