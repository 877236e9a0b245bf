"""How phones in the same network reach this machine: its address, the certificate it vouches with, and the page that tells how."""
