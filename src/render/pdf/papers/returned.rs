//! The list of cards to take back (*danh sách thẻ cử tri thu hồi*).

use super::super::document::{ReturnDocument, ReturnedCard};
use super::super::face::Style;
use super::super::sheet::Align;
use super::super::table::{Column, Paper, Row, Width};
use super::super::units::points;
use super::super::words::{in_figures, in_words};
use crate::people::Sex;
use crate::render::forms::DateAt;
use std::borrow::Cow;

const COLUMNS: [Column; 7] = [
    Column::new("STT", Width::Points(27), Align::Centre),
    Column::new("Số thẻ cử tri", Width::Points(50), Align::Centre),
    Column::of_names("Họ và tên", Width::Points(150)),
    Column::new("Ngày tháng năm sinh", Width::Points(60), Align::Centre),
    Column::new("Giới tính", Width::Points(36), Align::Centre),
    Column::new("Nơi cư trú", Width::Rest, Align::Left),
    Column::new("Người giao thẻ ký, ghi rõ họ tên", Width::Points(150), Align::Left),
];
/// Room for a signature by hand.
const ROW: i64 = points(24);

/// The list as a paper with a table.
pub(in crate::render::pdf) fn paper<'d>(document: &'d ReturnDocument<'_>) -> Paper<'d> {
    let election = document.election.iter().map(|line| (Style::Bold, line.as_ref()));
    let count = u64::try_from(document.cards.len()).unwrap_or(u64::MAX);
    Paper {
        form: "",
        committee: &document.committee,
        name: "DANH SÁCH THẺ CỬ TRI THU HỒI",
        titles: election.chain([(Style::Regular, document.area.as_ref())]).collect(),
        qr: &document.qr,
        running: format!("Tài liệu nội bộ – {} – {}", document.area, document.version),
        columns: COLUMNS.to_vec(),
        rows: (1u32..).zip(&document.cards).map(|(at, card)| row(at, card)).collect(),
        text: None,
        row_height: ROW,
        total: None,
        page_total: None,
        sums: vec![
            format!("Tổng số thẻ phải thu hồi: {} thẻ ({} thẻ).", in_figures(count), in_words(count)).into(),
        ],
        date_at: DateAt::Signature,
        signature: &document.signature,
    }
}

fn row<'d>(at: u32, card: &'d ReturnedCard<'_>) -> Row<'d> {
    let sex = match card.sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    };
    let text = |text: &'d Cow<'_, str>| Cow::Borrowed(text.as_ref());
    let cells = vec![
        at.to_string().into(),
        card.number.to_string().into(),
        text(&card.full_name),
        text(&card.birth_date),
        sex.into(),
        text(&card.residence),
        "".into(),
    ];
    Row::new(card.number, cells)
}
