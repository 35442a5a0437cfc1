"""The product's own settings for production, with static files of its own.

Behind a proxy that speaks https, as it is deployed: the clients say what that proxy would.
"""

import os
from pathlib import Path

from config.settings import *  # noqa: F403

STATIC_ROOT = Path(os.environ["STATIC_ROOT"])
