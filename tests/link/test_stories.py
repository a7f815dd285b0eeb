"""Reprints are one story; templates filled anew and articles on the same subject are not."""

from pipeline.link.stories import stories

TEXT = ("Chi bộ thôn Nì Xỉ 4 vừa tổ chức lễ kết nạp 11 đảng viên mới. Các đảng viên đều là thanh niên tiêu biểu trong phong trào "
        "phát triển kinh tế, giữ gìn bản sắc văn hóa và bảo vệ biên giới của xã Pha Long. Buổi lễ diễn ra tại nhà văn hóa thôn.")
OTHER = ("Nông dân xã Pha Long đang thu hoạch 120 ha lúa mùa. Năng suất năm nay cao hơn năm trước nhờ giống mới và thời tiết "
         "thuận lợi. Hợp tác xã thu mua toàn bộ sản phẩm cho bà con.")


def _row(id: str, text: str, published: str | None) -> dict[str, str | None]:
    return {"id": id, "version": "v", "text": text, "published": published}


def _stories(*rows: dict[str, str | None]) -> dict[str, str]:
    return {one.article: one.story for one in stories(rows)}


def test_prints_of_one_text_are_the_story_of_the_first() -> None:
    edited = TEXT.replace("vừa tổ chức", "mới tổ chức") + " Tin: Hà Thu."
    assert _stories(_row("late", edited, "2022-01-17"), _row("first", TEXT, "2022-01-15"),
        _row("same", TEXT.upper(), "2022-01-16")) == {
        "first": "first", "same": "first", "late": "first"}


def test_other_articles_are_other_stories() -> None:
    assert _stories(_row("a", TEXT, "2022-01-15"), _row("b", OTHER, "2022-01-16")) == {"a": "a", "b": "b"}


def test_a_template_with_other_numbers_is_another_story() -> None:
    price = "Giá vàng ngày {} ở các cửa hàng của thành phố Lào Cai mua vào {} triệu đồng, bán ra {} triệu đồng mỗi lượng. " * 2
    assert len(set(_stories(_row("a", price.format(1, 80, 82, 1, 80, 82), "2024-05-01"),
                            _row("b", price.format(2, 85, 87, 2, 85, 87), "2024-05-02")).values())) == 2


def test_empty_and_undated_articles_are_stories_of_their_own() -> None:
    found = _stories(_row("a", "", None), _row("b", "", None), _row("c", TEXT, None), _row("d", TEXT, "2022-01-15"))
    assert found == {"a": "a", "b": "b", "c": "d", "d": "d"}


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = [_row("a", TEXT, "2022-01-15"), _row("b", TEXT + " Thêm.", "2022-01-15"), _row("c", OTHER, "2022-01-15")]
    assert stories(rows) == stories(rows[::-1])
