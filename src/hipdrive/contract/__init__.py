"""The contract: every hipdrive.x/1 document as one typed model, with the way to and from the domain."""
