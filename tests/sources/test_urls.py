"""One article has one URL, however it was linked; and nothing but the web is reached."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import FetchError
from pipeline.sources.addresses import check, is_public
from pipeline.sources.links import kind_of_address
from pipeline.sources.urls import canonical, twin


@pytest.mark.parametrize("url", [
    "https://baolaocai.vn/cho-phien-post1.html",
    "https://baolaocai.vn/cho-phien-post1.html#binh-luan",
    "https://baolaocai.vn/cho-phien-post1.html?utm_source=zalo&utm_medium=social",
    "https://baolaocai.vn:443/cho-phien-post1.html?fbclid=abc",
    "HTTPS://BaoLaoCai.vn//cho-phien-post1.html",
    "//baolaocai.vn/cho-phien-post1.html",
    "https://baolaocai.vn/amp/cho-phien-post1.html",
    "https://baolaocai.vn/cho-phien-post1.html/amp",
    "https://baolaocai.vn/cho-phien-post1.amp.html",
    " https://baolaocai.vn/cho-phien-post1.html;jsessionid=0A1B2C ",
    "https://baolaocai.vn/./cho-phien-post1.html",
    "https://baolaocai.vn/cho%2Dphien-post1.html",
    "https://baolaocai.vn/cho-phien-post1.html?sid=0123456789abcdef0123",
])
def test_spellings_of_one_article_are_one(url: str) -> None:
    assert canonical(url) == "https://baolaocai.vn/cho-phien-post1.html"


def test_a_unicode_path_is_one_composed_or_not_encoded_or_not() -> None:
    composed = canonical("https://baolaichau.vn/xã-hội/nếp-sống-mới")
    assert composed == canonical("https://baolaichau.vn/xa\u0303-ho\u0323\u0302i/ne\u0302\u0301p-so\u0302\u0301ng-mo\u031b\u0301i")
    assert composed == canonical("https://baolaichau.vn/x%C3%A3-h%E1%BB%99i/n%E1%BA%BFp-s%E1%BB%91ng-m%E1%BB%9Bi")


def test_what_matters_in_a_query_stays_in_its_order() -> None:
    assert canonical("/s/lúa?page=2&q=b&utm_id=1", "https://baoninhbinh.org.vn/") == "https://baoninhbinh.org.vn/s/l%C3%BAa?page=2&q=b"


@pytest.mark.parametrize("url", [
    "", "mailto:a@b.vn", "javascript:void(0)", "tel:113", "ftp://a.vn/x", "file:///etc/passwd", "http://", "http://[",
    "https://a.vn:99999/", "data:text/html,x", "https://a.vn/" + "x" * 3000,
])
def test_what_is_no_web_page_has_no_url(url: str) -> None:
    assert canonical(url, "https://baolaocai.vn/") is None


@settings(deadline=None)
@given(st.text(max_size=80))
def test_canonical_never_raises_and_changes_nothing_twice(text: str) -> None:
    once = canonical(text, "https://baolaocai.vn/a/")
    assert once is None or canonical(once) == once


def test_twins_in_case_and_www_are_known() -> None:
    assert twin("https://www.baocaobang.vn/Chinh-tri/") == twin("http://baocaobang.vn/chinh-tri")
    assert twin("https://a.vn/x?page=2") != twin("https://a.vn/x")


@pytest.mark.parametrize("url", [
    "http://127.0.0.1/", "http://10.1.2.3/", "http://169.254.169.254/latest", "http://[::1]/", "http://0.0.0.0/", "http://localhost/",
    "http://192.168.1.1:8080/", "http://[::ffff:127.0.0.1]/", "file:///etc/passwd", "gopher://a.vn/", "http://2130706433/",
])
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError, match=r"refused|no such host"):
        check(url)


def test_a_private_host_is_reached_only_by_name_and_port() -> None:
    check("http://127.0.0.1:8017/x", frozenset({"127.0.0.1:8017"}))
    with pytest.raises(FetchError):
        check("http://127.0.0.1:22/x", frozenset({"127.0.0.1:8017"}))


def test_public_addresses_are_known() -> None:
    assert is_public("203.162.0.11")
    assert not is_public("fe80::1%eth0")
    assert not is_public("100.64.0.1")


@pytest.mark.parametrize(("url", "kind"), [
    ("https://a.vn/cho-phien-post12345.html", "article"), ("https://a.vn/chinh-tri", None),
    ("https://a.vn/xa-hoi/x%C3%A2y-d%E1%BB%B1ng-n%E1%BA%BFp-s%E1%BB%91ng-m%E1%BB%9Bi", "article"),

    ("https://a.vn/in/12345.html", "copy"), ("https://a.vn/", None), ("https://a.vn/anh/cho-phien-12345.jpg", "file"),
])
def test_an_address_says_what_it_is(url: str, kind: str | None) -> None:
    assert kind_of_address(url) == kind
