"""The pages of conversations, and the buttons on them."""
