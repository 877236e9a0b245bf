"""Documents of recordings and analysed runs."""
