"""The REST API: every verb at its address, documents of the contract out, small typed requests in."""
