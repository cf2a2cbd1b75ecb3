"""Mail: messages as they are sent (eml, mbox, mhtml), and as Outlook keeps them (msg, TNEF)."""
