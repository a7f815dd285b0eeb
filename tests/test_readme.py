"""What the README shows is what happens."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n\$ (.+)\n((?:.*\n)*?)```", README)


def test_the_python_examples_give_what_they_say() -> None:
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False).failed == 0


@pytest.mark.parametrize(("command", "shown"), CONSOLE)
def test_the_console_examples_give_what_they_say(command: str, shown: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
    )
    pattern = ".*".join(re.escape(piece) for piece in shown.strip().split("…"))
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(pattern, done.stdout.strip(), re.DOTALL), done.stdout


def test_every_path_the_readme_names_is_there() -> None:
    for link in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / link).exists(), link


def test_the_settings_of_the_readme_are_those_of_the_code() -> None:
    from pipeline.settings import Settings

    table = README[README.index("| setting |") : README.index("Flags go before")]
    first = "".join(re.findall(r"^\|([^|]+)\|", table, re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", first)) == set(Settings.model_fields)
