"""The commands of `assistant`, a module for each or for a small family; the engine is imported only when one runs."""
