"""Where the published JSON Schema lies in the package."""

from __future__ import annotations

from pathlib import Path

import gongkai

SCHEMA = Path(gongkai.__file__).parent / "schema" / "gazette-1.schema.json"
