"""Misbehaving newspapers are read to the end with manners, killed in between, and a night later for what changed.

The small version of ``make soak`` (``tests/soak.py``), with the real process, store, archive and log.
"""

from __future__ import annotations

import pytest

from tests.soak import first_night, newspapers, second_night

pytestmark = pytest.mark.slow


def test_everything_is_stored_once_whatever_the_hosts_do_and_whenever_it_is_killed() -> None:
    with newspapers(articles=270, hosts=3) as papers:
        ended, broken = first_night(papers, kills=2)
        assert broken == []
        assert ended.code == 1  # some addresses can never be read, and each was named
        assert ended.memory < 150
        night = second_night(papers)
        assert night.broken == []
