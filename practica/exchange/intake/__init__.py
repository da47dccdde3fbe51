"""From what a folder asks for to what is here: the difference, and the taking in of it through the features' actions."""
