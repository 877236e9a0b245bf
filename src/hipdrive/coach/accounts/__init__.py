"""Who may come in: accounts and their passwords, logins, whom somebody may see, and links that show something to whoever has them."""
