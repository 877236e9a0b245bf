"""Pages of coming in: login, invitation, accounts, links to share, and how a phone gets in."""
