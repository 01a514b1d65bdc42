//! What stands above everything else on a page, on an area's page and on a map.

use super::html::with_frame;
use super::place::{day, pages, place, province, render_area};
use cutri::render::Language;
use cutri::render::html::{AreaRow, CommunePage};
use cutri::territory::{AreaKind, CommuneKind, OpensAt};

#[test]
fn an_area_of_an_armed_unit_has_no_page() {
    let mut place = place("11386", "Xuân Hòa", CommuneKind::Commune, &[612]);
    with_frame(Language::Vietnamese, |frame| {
        assert!(render_area(frame, &place, 0).is_some());
        place.areas[0].0.kind = AreaKind::Military;
        assert_eq!(render_area(frame, &place, 0), None);
    });
}

#[test]
fn an_area_tells_where_when_and_what_its_list_remarks_and_no_sensitive_flag() {
    let mut place = place("11386", "Xuân Hòa", CommuneKind::Commune, &[1_204]);
    place.areas[0].0.polling_place = Some("Nhà văn hóa thôn Đông".into());
    place.areas[0].0.opens_at = Some(OpensAt::Moment(day("2026-03-08").and_hms_opt(5, 0, 0).unwrap()));
    let page = with_frame(Language::Vietnamese, |frame| render_area(frame, &place, 0)).expect("public");
    for told in [
        "Nhà văn hóa thôn Đông",
        "từ 5 giờ 00 đến 19 giờ 00 ngày 08/03/2026",
        "số 2 (bầu 3 đại biểu)",
        "Phiên bản 2",
        "1a2b3c4d5e6f<",
        "<th scope=\"row\">Tạm trú</th><td class=\"number\">2</td>",
        "<th scope=\"row\">Bỏ phiếu ở nơi khác</th><td class=\"number\">1</td>",
        "<th scope=\"row\">Chưa có đủ ngày, tháng sinh</th><td class=\"number\">4</td>",
        "<a href=\"list.pdf\">Danh sách niêm yết (PDF)</a> <strong>42 trang</strong>",
        "href=\"../summary.html\"",
    ] {
        assert!(page.contains(told), "the page lacks {told}");
    }
    for untold in ["undocumented", "manual", "tạm giam", "Nguyễn Văn An", "12/2025", "năm 2021"] {
        assert!(!page.contains(untold), "the page tells {untold}");
    }
}

#[test]
fn a_commune_answers_four_questions_before_anything_else() {
    let page = &pages(Language::Vietnamese)["31/11386/summary.html"];
    let glance =
        page.split("class=\"glance\"").nth(1).and_then(|rest| rest.split("class=\"contents\"").next());
    let glance = glance.expect("the answers come before the contents");
    for told in [
        "<strong>6.579</strong> cử tri",
        "<strong>4</strong> khu vực bỏ phiếu",
        "<strong>6.029</strong> bầu HĐND cấp xã",
        "<a href=\"#missing\"><strong class=\"count warning\">73</strong>",
        "<a href=\"#readiness\"><strong class=\"count error\">1</strong>",
        "<a href=\"#findings\"><strong class=\"count error\">9</strong>",
        "<strong>05/03/2026</strong>",
        "<strong>14/03/2026, 7\u{a0}giờ\u{a0}00</strong>",
        "<a href=\"#to-post\">Danh sách niêm yết (PDF)</a> <strong>168 trang</strong>",
        "<a href=\"#to-hand-out\">Thẻ cử tri (PDF)</a> <strong>4.816 trang</strong>",
    ] {
        assert!(glance.contains(told), "the answers lack {told}");
    }
}

#[test]
fn article_33_complaints_run_from_the_day_of_posting() {
    let mut place = place("11386", "Xuân Hòa", CommuneKind::Commune, &[400]);
    place.areas[0].0.opens_at = Some(OpensAt::Moment(day("2026-03-08").and_hms_opt(5, 0, 0).unwrap()));
    let province = province();
    let areas = [AreaRow { area: &place.areas[0].0, totals: place.areas[0].1, papers: &[] }];
    let page = CommunePage {
        province: &province,
        commune: &place.commune,
        figures: &place.figures,
        areas: &areas,
        constituencies: &[],
        papers: &[],
        posted: Some(day("2026-02-01")),
    };
    let page = with_frame(Language::Vietnamese, |frame| page.render(frame)).expect("sums agree");
    assert!(page.contains("từ ngày 01/02/2026 đến ngày 03/03/2026; giải quyết trong 5 ngày"));
    let due: Vec<&str> =
        page.split("<ol>").nth(2).unwrap_or_default().split("<strong>").skip(1).take(9).collect();
    let days: Vec<&str> = due.iter().map(|line| &line[..5]).collect();
    assert_eq!(days, ["01/02", "03/03", "07/03", "08/03", "10/03", "14/03", "15/03", "15/03", "15/03"]);
    assert!(due[2].contains("KV 1: hết hạn bổ sung") && due[3].contains("KV 1: bắt đầu bỏ phiếu"), "{due:?}");
}

#[test]
fn a_map_links_every_place_and_says_so_without_colour() {
    let page = &pages(Language::Vietnamese)["31/summary.html"];
    let map = page.split("class=\"chart map\"").nth(1).and_then(|rest| rest.split("</figure>").next());
    let map = map.expect("there is a map");
    for (code, name) in
        [("11386", "Xuân Hòa: 6.579 cử tri"), ("11389", "Đông Phong: "), ("11392", "Đảo Ngọc: ")]
    {
        assert!(map.contains(&format!("<a href=\"{code}/summary.html\"")), "{code}");
        assert!(map.contains(&format!("<title>{name}")), "{name}");
    }
    assert!(map.contains("class=\"map-frame\""), "the far island stands in a frame");
    assert!(
        map.contains("Bảng dưới đây nêu cùng số liệu") && map.contains("Từ 1,0% đến dưới 2,0%: 3 nơi"),
        "{map}"
    );
    assert_eq!(map.matches("<pattern ").count(), 3);
    assert!(!pages(Language::Vietnamese)["31/11386/summary.html"].contains("chart map"));
}
