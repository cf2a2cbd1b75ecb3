"""RTF, token by token, without recursion."""
