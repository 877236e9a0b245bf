"""Parts that figures are made of: colours, letters, axes, words that keep out of each other's way; all as SVG that follows its page."""
