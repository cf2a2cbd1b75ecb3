"""seclint: the secrecy review (信息公开保密审查) of outgoing documents, as a linter."""

__version__ = "0.1.0"
