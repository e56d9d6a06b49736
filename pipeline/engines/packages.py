"""The packages that engines need, and the models that ship."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import ModelError

MODELS = Path(__file__).parent.parent / "models"
SHIPPED = "shipped"
AGAIN = "install elchi again, or set the engine to rules"


def need(package: str) -> None:
    """ModelError where a package is not installed."""
    if find_spec(package) is None:
        message = f"the engine {package} is chosen in the settings, but the package {package} is not installed"
        raise ModelError("engine-missing", message, f"pip install 'elchi[{package}]', or set the engine to rules")


def hint_for(source: str, more: str) -> str:
    """What to do about a model that cannot be used: one that ships is installed again, another one is replaced."""
    return AGAIN if source == SHIPPED else more
