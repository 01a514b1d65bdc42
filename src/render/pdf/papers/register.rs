//! The register of complaints (*sổ theo dõi khiếu nại về danh sách cử tri*, Art. 33).

use super::super::document::{RegisterDocument, RegisterRow};
use super::super::face::Style;
use super::super::sheet::Align;
use super::super::table::{Column, Paper, Row, Width};
use super::super::words::{in_figures, in_words};
use crate::render::forms::DateAt;
use std::borrow::Cow;

const COLUMNS: [Column; 11] = [
    Column::new("STT", Width::Points(27), Align::Centre),
    Column::new("Số hồ sơ", Width::Points(74), Align::Left),
    Column::new("Ngày nhận", Width::Points(53), Align::Centre),
    Column::new("Khu vực bỏ phiếu", Width::Points(58), Align::Left),
    Column::of_names("Người khiếu nại", Width::Points(92)),
    Column::new("Số căn cước người được nêu", Width::Points(66), Align::Centre),
    Column::new("Nội dung", Width::Points(60), Align::Left),
    Column::new("Trình bày", Width::Rest, Align::Left),
    Column::new("Hạn giải quyết", Width::Points(53), Align::Centre),
    Column::new("Tình trạng, kết quả", Width::Points(62), Align::Left),
    Column::new("Quyết định", Width::Rest, Align::Left),
];

/// The register as a paper with a table.
pub(in crate::render::pdf) fn paper<'d>(document: &'d RegisterDocument<'_>) -> Paper<'d> {
    let election = document.election.iter().map(|line| (Style::Bold, line.as_ref()));
    let count = u64::try_from(document.rows.len()).unwrap_or(u64::MAX);
    Paper {
        form: "",
        committee: &document.committee,
        name: "SỔ THEO DÕI KHIẾU NẠI VỀ DANH SÁCH CỬ TRI",
        titles: election.chain([(Style::Regular, document.place.as_ref())]).collect(),
        qr: "",
        running: format!("Sổ theo dõi khiếu nại – {}", document.place),
        columns: COLUMNS.to_vec(),
        rows: (1u32..).zip(&document.rows).map(|(at, row)| line(at, row)).collect(),
        text: None,
        row_height: 0,
        total: None,
        page_total: None,
        sums: vec![format!("Tổng số khiếu nại: {} ({}).", in_figures(count), in_words(count)).into()],
        date_at: DateAt::Signature,
        signature: &document.signature,
    }
}

fn line<'d>(at: u32, row: &'d RegisterRow<'_>) -> Row<'d> {
    let texts: [&'d Cow<'_, str>; 10] = [
        &row.complaint_id,
        &row.opened,
        &row.area,
        &row.complainant,
        &row.personal_id,
        &row.subject,
        &row.statement,
        &row.due,
        &row.state,
        &row.decision,
    ];
    let texts = texts.map(|text| Cow::Borrowed(text.as_ref()));
    Row::new(at, [Cow::Owned(at.to_string())].into_iter().chain(texts).collect())
}
