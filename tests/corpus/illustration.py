"""A small corpus written for the tests of pictures and pages: three papers, both eras, one page that means harm."""

from __future__ import annotations

from pathlib import Path

from pipeline.analysis import analyse
from pipeline.linking import link
from pipeline.model import Article, article
from pipeline.stores import SqliteStore

WATERMARK = "dữ liệu minh họa"
SCRIPT = '<script>alert("đảng")</script>'
_WORDS = ("Đảng ủy xã Bản Qua ban hành Kế hoạch số 15-KH/ĐU ngày 2/2/2024 để thực hiện Nghị quyết số 21-NQ/TW ngày 16/6/2022 của "
          "Ban Chấp hành Trung ương Đảng. Năm 2023, xã Bản Qua, huyện Bát Xát trồng 12 ha cây xanh.")


def articles() -> list[Article]:
    """Six articles; the last is hostile in every field that a page can fill."""
    return [
        _article("1", "baolaocai", "2024-04-15", "Bản Qua trồng thêm cây xanh", _WORDS),
        _article("2", "baolaocai", "2024-09-02", "Bản Qua nhìn lại nửa năm", "Đảng ủy xã Bản Qua, huyện Bát Xát sơ kết 6 tháng "
                 "thực hiện Kế hoạch số 15-KH/ĐU ngày 2/2/2024 của Đảng ủy xã Bản Qua; 30 hộ tham gia."),
        _article("3", "baoyenbai", "2024-05-20", "Trạm Tấu có thêm đường mới", "Huyện Trạm Tấu mở 4 km đường vào thôn."),
        _article("4", "baolaocai", "2026-02-03", "Chợ phiên ngày xuân", "Phường Sa Pa, tỉnh Lào Cai đón 1.200 lượt khách."),
        _article("5", "baothainguyen", "2026-03-04", "Lớp học số", "UBND tỉnh Thái Nguyên ban hành Quyết định số 112/QĐ-UBND "
                 "ngày 1/3/2026; tỉnh Thái Nguyên mở 25 lớp học số."),
        hostile(),
    ]


def hostile() -> Article:
    """An article whose page tries everything: markup, quotes, math signs, letters that turn the line round."""
    return article(
        id='6"><img src=x onerror=alert(1)>', title=f"{SCRIPT} & \"xã\" 'bản' \u202eabc", paper=f"bao\u202e{SCRIPT}",
        published="2026-03-05", url="javascript:alert(1)", section='"><img src="http://example.invalid/x.png">',
        body=[f'Ngày 5/3/2026, UBND tỉnh Lào Cai ban hành Kế hoạch số 77/KH-UBND về trồng cây {SCRIPT} $x_{{1$ cho 9 xã.'],
        watermark=WATERMARK, fetched="2026-03-06T08:00:00+07:00", read_by="generic",
    )


def build(path: Path) -> Path:
    """A store at ``path`` with these articles, analysed and linked."""
    with SqliteStore(path) as store:
        store.fact("watermark", WATERMARK)
        for one in articles():
            store.save_article(one)
            store.save_analysis(analyse(one))
        link(store)
    return path


def _article(id: str, paper: str, day: str, title: str, words: str) -> Article:
    return article(id=id, title=title, lead=words, body=[words], paper=paper, published=day, watermark=WATERMARK,
                   fetched="2026-11-24T08:00:00+07:00", read_by="hemera")
