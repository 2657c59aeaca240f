"""What a trainer demonstrates from a guide: decks, exercises on them, slides.

The decks are data, `corpus/<guide>/learning.yaml`; whatever is shown of the guide is a slice of its text.
"""
