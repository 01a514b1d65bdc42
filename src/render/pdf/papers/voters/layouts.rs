//! What each paper of voters is called, and its columns, as data.

use super::super::super::document::VoterPaper;
use super::super::super::table::Width;
use super::super::super::units::{Hundredths, points};
use super::fields::{Field, Placed, boxes, centred, left, name};
use crate::territory::{Level, Levels};

/// A paper's name, its columns and the least height of its rows.
pub(super) struct Layout {
    pub(super) name: &'static str,
    pub(super) columns: Vec<Placed>,
    pub(super) row_height: Hundredths,
}

const NUMBER: Placed = centred(Field::Number, "STT", 30);
const BIRTH_DATE: Placed = centred(Field::BirthDate, "Ngày tháng năm sinh", 58);
const SEX: Placed = centred(Field::Sex, "Giới tính", 36);
const RESIDENCE: Placed = left(Field::Residence, "Nơi cư trú", Width::Rest);

/// How a paper is laid out where these levels are elected.
pub(super) fn of(paper: VoterPaper, levels: Levels) -> Layout {
    match paper {
        VoterPaper::Handover => {
            Layout {
                name: "DANH SÁCH GIAO NHẬN THẺ CỬ TRI", columns: handover(), row_height: points(30)
            }
        }
        VoterPaper::PollBook => Layout {
            name: "DANH SÁCH CỬ TRI DÙNG TẠI PHÒNG BỎ PHIẾU",
            columns: poll_book(levels),
            row_height: points(20),
        },
        VoterPaper::Index => {
            Layout { name: "BẢNG TRA CỨU CỬ TRI THEO VẦN", columns: index(), row_height: 0 }
        }
        VoterPaper::DoorToDoor => {
            Layout {
                name: "PHIẾU RÀ SOÁT CỬ TRI THEO HỘ", columns: door_to_door(), row_height: points(20)
            }
        }
    }
}

fn handover() -> Vec<Placed> {
    let number = centred(Field::Number, "Số thẻ", 40);
    let day = left(Field::Blank, "Ngày nhận", Width::Points(52));
    let signed = left(Field::Blank, "Cử tri ký nhận", Width::Points(92));
    let other = left(Field::Blank, "Người nhận thay (ký, ghi rõ họ tên, quan hệ)", Width::Points(110));
    let note = left(Field::Blank, "Ghi chú", Width::Points(52));
    vec![number, name(140), BIRTH_DATE, SEX, RESIDENCE, day, signed, other, note]
}

fn poll_book(levels: Levels) -> Vec<Placed> {
    const GIVEN: Option<&str> = Some("Đã phát phiếu bầu cử");
    let given = |level: Level| {
        let body = match level {
            Level::National => "ĐBQH",
            Level::Provincial => "HĐND cấp tỉnh",
            Level::Communal => "HĐND cấp xã",
        };
        boxes(Field::Ballot(level), body, 44, GIVEN)
    };
    let mut columns = vec![NUMBER, name(136), BIRTH_DATE, SEX, RESIDENCE];
    columns.extend(levels.iter().map(given));
    columns.push(boxes(Field::Tick, "Đã bỏ phiếu", 44, None));
    columns.push(left(Field::Remark, "Ghi chú", Width::Fit(96)));
    columns
}

fn index() -> Vec<Placed> {
    let number = centred(Field::Number, "Số thứ tự", 56);
    vec![name(180), BIRTH_DATE, SEX, RESIDENCE, number, left(Field::Remark, "Ghi chú", Width::Fit(120))]
}

fn door_to_door() -> Vec<Placed> {
    let mut columns = vec![NUMBER, name(170), BIRTH_DATE, SEX];
    columns.push(left(Field::Role, "Quan hệ với chủ hộ", Width::Fit(60)));
    columns
        .extend(["Đúng", "Sai", "Đã chuyển đi", "Đã mất"].map(|found| boxes(Field::Tick, found, 40, None)));
    columns.push(left(Field::Remark, "Ghi chú", Width::Rest));
    columns
}
