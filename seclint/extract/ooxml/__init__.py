"""What packages of office programs share: the zip, its parts as trees, relations, the sweep."""
