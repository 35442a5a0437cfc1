"""The product's own settings, but with static files of its own, so that `./run` can go on."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403

STATIC_ROOT = Path(os.environ["STATIC_ROOT"])
