"""How the models that ship were made: sentences with marks and public sets in, a model out. Nothing here is needed to read articles."""
