"""CI files, checked by yamllint and by the platforms' schemas, as check-jsonschema keeps them."""

from pathlib import Path

import jsonschema
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from yamllint import linter
from yamllint.config import YamlLintConfig

ROOT = Path(__file__).parents[1]
LINT = YamlLintConfig((ROOT / ".yamllint.yaml").read_text("utf-8"))


def complaints(text: str, schema: str) -> list[str]:
    """What is wrong with a file, by the schema of this name ("github-workflows", "gitlab-ci")."""
    validator = jsonschema.Draft7Validator(get_builtin_schema(f"vendor.{schema}"))
    errors = validator.iter_errors(yaml.safe_load(text))
    return [*map(str, linter.run(text, LINT)), *(error.message for error in errors)]
