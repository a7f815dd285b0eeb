"""Pages read in a second on one core: ``python -m tests.bench_pages``.

A page counts as 100 kB. Of the saved articles 13 to 54 % is markup and text, the rest scripts; so a made page is half scripts,
with 1,600 tags (the densest saved article has 1,200 in as many bytes). One without any script is shown too. The floor is 40.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence

from pipeline.measure.pages import real_pages
from pipeline.sources import parse

FLOOR = 40
SIZE = 100_000
ROUNDS = 5

_PARAGRAPH = ("<p>Tổ hợp tác thôn {n} thu 12 tấn quế vỏ, bán với giá 25.000 đồng một ki-lô-gam, tăng <b>8%</b> so với vụ trước; "
              "bà con dùng tiền mua thêm {n} con giống và sửa đường vào nương.</p>")
_TEASER = "<li><a href='/bai-so-{n}-post1{n:05}.html'><img data-src='a{n}.jpg'>Chuyện ở thôn số {n} mùa này</a></li>"


def made_page(scripts: float = 0.5, size: int = SIZE) -> bytes:
    """A page of the family Hemera: a share of ``scripts``, then as much article as menus and teasers."""
    silent = f"<script>{'var a = 1; ' * int(scripts * size / 11)}</script>"
    half = (size - len(silent)) // 2
    body, teasers, n = "", "", 0
    while len(body.encode()) < half:
        body, n = body + _PARAGRAPH.format(n=n), n + 1
    while len(teasers.encode()) < half:
        teasers, n = teasers + _TEASER.format(n=n), n + 1
    return (f"<html><head><title>x</title>{silent}</head><body><ul>{teasers}</ul>"
            f"<h1 class='article__title cms-title'>Vụ quế ở Văn Yên</h1>"
            f"<div class='article__sapo cms-desc'>Vụ quế năm nay được mùa, người trồng có tiền sửa nhà và cho con đi học.</div>"
            f"<div class='article__body cms-body'>{body}</div></body></html>").encode()


def pages_a_second(pages: Sequence[bytes]) -> float:
    """The median speed over the rounds, in pages of 100 kB a second of this process's time."""
    for page in pages:
        parse(page)
    speeds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for page in pages:
            parse(page)
        speeds.append(sum(map(len, pages)) / SIZE / (time.process_time() - begun))
    return statistics.median(speeds)


def main() -> int:
    """Print the speeds; returns 1 when one is below the floor."""
    speeds = {"made, half scripts": pages_a_second([made_page()])}
    if saved := [gold.page for gold in real_pages()]:
        speeds["saved pages"] = pages_a_second(saved)
    for name, speed in speeds.items():
        print(f"{name:<22}{speed:>8.1f} pages of 100 kB a second   floor {FLOOR}")
    print(f"{'made, no scripts':<22}{pages_a_second([made_page(0)]):>8.1f} pages of 100 kB a second   no floor")
    return 0 if min(speeds.values()) >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
