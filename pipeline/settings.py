"""What a run works with, in one frozen object: flags > environment (``PIPELINE_*``) > ``pipeline.toml`` > defaults."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline.errors import SettingsError

FILE = Path("pipeline.toml")


class Settings(BaseSettings):
    """The settings of a run. Every name may stand in ``pipeline.toml`` and, as ``PIPELINE_<NAME>``, in the environment."""

    model_config = SettingsConfigDict(env_prefix="PIPELINE_", frozen=True, extra="forbid", toml_file=FILE)

    folder: Path = Field(Path("data"), description="where the results go: the store, the tables, the archive")
    papers: Annotated[tuple[str, ...], NoDecode] = Field((), description="the papers to crawl, or all; none: the sample")
    provinces: Annotated[tuple[str, ...], NoDecode] = Field((), description="all papers of these provinces, old or new")
    sections: Annotated[tuple[str, ...], NoDecode] = Field((), description="only these section pages (paths: chinh-tri)")
    since: date | None = Field(None, description="nothing known to be older than this day: 2019-01-01")
    until: date | None = Field(None, description="nothing known to be younger than this day")
    jobs: int = Field(2, ge=1, le=64, description="worker processes of the analysis")
    contact: str = Field("", description="e-mail or page a paper's webmaster can write to; part of the user agent")
    pause: float = Field(2.0, ge=0, description="seconds between two requests to one host")
    sample_port: int = Field(8017, ge=1, le=65535, description="the sample newspaper's port; the same in every run")
    sample_night: int = Field(1, ge=1, le=2, description="which night of the sample newspaper is served")
    budget: int | None = Field(15_000, ge=1, description="the most requests to one host in one day, repetitions among them")
    limit: int | None = Field(None, ge=1, description="the most pages to fetch per paper in one run")

    @field_validator("papers", "provinces", "sections", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        """In the environment a list is written with commas."""
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @property
    def sample(self) -> bool:
        """Whether this run serves and reads the sample newspaper, because no paper is named."""
        return not self.papers and not self.provinces

    @property
    def store(self) -> Path:
        """The SQLite file; the sample newspaper has one of its own."""
        return self.folder / ("sample.db" if self.sample else "news.db")

    @property
    def tables(self) -> Path:
        """The folder of the Parquet tables."""
        return self.folder / ("sample-tables" if self.sample else "tables")

    @property
    def archive(self) -> Path:
        """The folder of the WARC files."""
        return self.folder / ("sample-warc" if self.sample else "warc")

    @property
    def index(self) -> Path:
        """The folder of the WARC files' indexes."""
        return self.folder / ("sample-warc-index" if self.sample else "warc-index")

    @property
    def log(self) -> Path:
        """The folder of the crawl's logs."""
        return self.folder / ("sample-log" if self.sample else "log")

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The order of the sources: flags, environment, file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load(**flags: Any) -> Settings:
    """The settings of this run; ``flags`` that are None count as not given. Raises SettingsError naming the setting."""
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as problem:
        first = problem.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise SettingsError(f"setting {name!r}: {first['msg']} (got {first['input']!r}); see the README, Settings") from problem
    except ValueError as problem:
        raise SettingsError(f"{FILE}: {problem}") from problem
