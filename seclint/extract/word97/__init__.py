"""Word 97-2003 documents and those of WPS Writer ([MS-DOC])."""
