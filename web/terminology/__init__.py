"""The guide's terms as readers meet them: look-up, cards, every use in a guide, and the check of a pasted text."""
