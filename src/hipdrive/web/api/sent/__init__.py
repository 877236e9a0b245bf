"""What may be sent: one typed request for each verb that writes; a key that is not known is refused."""
