"""Which document is meant: what the text states, what the paper implies, and what stays open."""

from __future__ import annotations

import pytest

pytest.importorskip("pipeline.gazetteer", reason="the registry of bodies needs the gazetteer")

from pipeline.extract import plans as extract
from pipeline.language import read
from pipeline.model import plain_article
from pipeline.resolve import plans as resolve
from pipeline.text import clean


def resolved(text, *, paper="baolaocai", published="2022-01-15"):
    article = plain_article(clean(text), paper=paper, published=published)
    doc = read(article.text, article.parts)
    return list(resolve.resolve(doc, list(extract.find(doc)), article))


def test_the_seeds_plan_is_older_than_the_committee_in_office():
    (plan,) = resolved("Kế hoạch 61-KH/TU về chất lượng chi bộ thôn giai đoạn 2017 - 2020 được thực hiện.")
    assert (plan.issuer, plan.issuer_source) == ("Tỉnh ủy Lào Cai", "implied")
    assert (plan.term, plan.term_source, plan.identity_status) == ("2015-2020", "period", "identified")


def test_the_articles_own_date_never_gives_the_term():
    (plan,) = resolved("Xã thực hiện Kế hoạch 61-KH/TU.")
    assert plan.term is None
    assert plan.identity_status == "candidates"
    assert len(plan.candidates) > 1
    assert not any(name.endswith("2025-2030") for name in plan.candidates), "a document is not younger than its article"


def test_one_number_is_two_documents_of_two_terms():
    text = "Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương và Nghị quyết số 18-NQ/TW ngày 16/6/2022."
    old, new = resolved(text, published="2023-01-15")
    assert (old.term, new.term) == ("XII", "XIII")
    assert old.document_id != new.document_id


def test_all_that_sign_tw_share_one_series():
    one, two = resolved("Kết luận số 24-KL/TW của Bộ Chính trị khóa XI. Kết luận số 24-KL/TW ngày 5/6/2012.", paper=None)
    assert one.document_id == two.document_id
    assert (one.term_source, two.term_source) == ("stated", "date")


def test_a_state_number_needs_its_year():
    text = "Nghị định 46/2026/NĐ-CP; Quyết định số 12/QĐ-UBND ngày 3/1/2022 của UBND tỉnh; Quyết định số 7/QĐ-TTg."
    stated, dated, open_ = resolved(text)
    assert stated.document_id.endswith(":nghi-dinh:46:2026")
    assert dated.document_id.endswith(":quyet-dinh:12:2022")
    assert (open_.document_id, open_.identity_status) == (None, "candidates")


def test_a_merged_province_is_another_body():
    before = resolved("Kế hoạch số 17-KH/TU ngày 5/12/2021 của Tỉnh ủy Lào Cai.")[0]
    after = resolved("Kế hoạch số 17-KH/TU ngày 5/12/2025 của Tỉnh ủy Lào Cai.", published="2026-01-15")[0]
    assert before.body_id != after.body_id
    assert after.term == "2025-2030"


def test_the_paper_completes_an_issuer_without_its_province():
    (plan,) = resolved("UBND tỉnh ban hành Quyết định số 512/QĐ-UBND ngày 12/3/2021.")
    assert (plan.issuer, plan.issuer_source) == ("UBND tỉnh Lào Cai", "implied")


def test_a_short_form_points_to_its_antecedent():
    full, short = resolved("Nghị quyết số 18-NQ/TW ngày 25/10/2017 nêu rõ. Nghị quyết 18 đi vào đời sống.", paper=None)
    assert short.refers_to == full.start
    assert short.document_id == full.document_id
    assert short.code is None, "fields of the text are not borrowed"


def test_a_pointer_is_no_mention_but_points():
    text = clean("Kế hoạch số 5-KH/HU của Huyện ủy Văn Bàn đã ban hành. Theo kế hoạch này, xã trồng quế.")
    doc = read(text)
    plans = list(extract.find(doc))
    (pointer,) = resolve.pointers(doc, plans)
    assert (pointer.text, pointer.refers_to) == ("kế hoạch này", plans[0].start)


@pytest.mark.parametrize(("wording", "identity"), [
    ("Nghị quyết Trung ương 4 (khóa XII)", "trung-uong:nghi-quyet-hoi-nghi:IV:XII"),
    ("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII", "trung-uong:nghi-quyet-hoi-nghi:IV:XII"),
    ("Nghị quyết Đại hội XIII của Đảng", "trung-uong:nghi-quyet-dai-hoi:XIII"),
    ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "trung-uong:nghi-quyet-dai-hoi:XIII"),
    ("Luật Đất đai năm 2013", "quoc-hoi:luat-dat-dai-2013"),
    ("Luật Đất đai 2013", "quoc-hoi:luat-dat-dai-2013"),
])
def test_wordings_of_one_name_are_one_document(wording, identity):
    assert resolved(f"Xã học tập {wording}.")[0].document_id == identity


def test_a_law_without_its_year_stays_open():
    (plan,) = resolved("Theo Luật Đất đai, xã cấp giấy.")
    assert plan.identity_status == "candidates"


def test_a_bare_dang_uy_is_not_the_provinces():
    (plan,) = resolved("Đảng ủy đã ban hành Nghị quyết số 3-NQ/ĐU về trồng quế.")
    assert plan.body_id is None


def test_a_number_without_code_of_the_political_bureau_is_in_the_centres_series():
    (plan,) = resolved("Quy định số 98 của Bộ Chính trị khóa XII.", paper=None)
    assert plan.document_id == "trung-uong:quy-dinh:98:XII"
