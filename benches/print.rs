//! Pages and cards a second on one core, by the CPU time the kernel counts: `cargo bench --bench print`.

use chrono::NaiveDate;
use cutri::people::Sex;
use cutri::render::pdf::{Card, CardDocument, ListCopy, ListDocument, ListRow, Printer, Signature};
use cutri::roll::{Count, Status, Totals};
use cutri::territory::Levels;
use std::borrow::Cow;
use std::io;

const VOTERS: u32 = 1000;
const ROUNDS: u32 = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let printer = Printer::new()?;
    let (list, cards) = (list(), cards());
    let mut bytes = Vec::new();
    let pages = printer.print(&list, &mut bytes)?;
    println!("list: {VOTERS} voters, {pages} pages, {} bytes", bytes.len());
    let seconds = cpu_seconds(|| printer.print(&list, io::sink()).map(drop))?;
    println!("list: {:.0} pages/s", f64::from(pages * ROUNDS) / seconds);
    let seconds = cpu_seconds(|| printer.print(&cards, io::sink()).map(drop))?;
    println!("cards: {:.0} cards/s", f64::from(VOTERS * ROUNDS) / seconds);
    Ok(())
}

/// The CPU seconds of some rounds.
fn cpu_seconds<E: std::error::Error + 'static>(
    mut round: impl FnMut() -> Result<(), E>,
) -> Result<f64, Box<dyn std::error::Error>> {
    let now = || -> Result<f64, Box<dyn std::error::Error>> {
        let text = std::fs::read_to_string("/proc/self/schedstat")?;
        Ok(text.split(' ').next().ok_or("schedstat is empty")?.parse::<f64>()? / 1e9)
    };
    let start = now()?;
    for _ in 0..ROUNDS {
        round()?;
    }
    Ok(now()? - start)
}

fn row(number: u32) -> ListRow<'static> {
    let family = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh"][number as usize % 5];
    let given = ["An", "Bình", "Quỳnh", "Hiếu", "Phượng", "Nghĩa", "Trường"][number as usize % 7];
    ListRow {
        number,
        full_name: format!("{family} Thị {given}").into(),
        birth_date: format!("{:02}/{:02}/{}", number % 28 + 1, number % 12 + 1, 1950 + number % 57).into(),
        sex: Sex::Female,
        personal_id: format!("0372{:08}", number * 7919 % 100_000_000).into(),
        ethnicity: "Kinh".into(),
        occupation: "Nông dân".into(),
        permanent_residence: format!("Số {number}, thôn Thượng, xã Xuân Hòa, tỉnh Ninh Bình").into(),
        temporary_residence: Cow::Borrowed(""),
        ballots: Levels::ALL,
        remark: Cow::Borrowed(""),
        status: Status::Listed,
    }
}

fn list() -> ListDocument<'static> {
    let all = Count { total: u64::from(VOTERS), male: 0, female: u64::from(VOTERS) };
    ListDocument {
        copy: ListCopy::Official,
        title: "Danh sách cử tri".into(),
        date: date(),
        committee: vec!["ỦY BAN NHÂN DÂN".into(), "XÃ XUÂN HÒA".into()],
        election: vec!["BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI".into(), "Nhiệm kỳ 2026 – 2031".into()],
        area: "Khu vực bỏ phiếu số 01 – xã Xuân Hòa, tỉnh Ninh Bình".into(),
        version: "phiên bản 1 – 1a2b3c4d5e6f".into(),
        qr: "cutri;2026;37001-01;v1;1a2b3c4d5e6f".into(),
        levels: Levels::ALL,
        rows: (1..=VOTERS).map(row).collect(),
        totals: Totals { voters: all, national: all, provincial: all, communal: all, ..Totals::default() },
        signature: signature(),
    }
}

fn cards() -> CardDocument<'static> {
    let card = |row: ListRow<'static>| Card {
        number: row.number,
        full_name: row.full_name,
        birth_date: row.birth_date,
        sex: row.sex,
        residence: row.permanent_residence,
        qr: format!("CUTRI;2026;37001-01;{};K7Q2", row.number).into(),
    };
    CardDocument {
        title: "Thẻ cử tri".into(),
        date: date(),
        committee: vec!["ỦY BAN NHÂN DÂN".into(), "XÃ XUÂN HÒA".into()],
        election: vec!["BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI".into(), "Nhiệm kỳ 2026 – 2031".into()],
        area_number: "01".into(),
        commune: "xã Xuân Hòa".into(),
        province: "tỉnh Ninh Bình".into(),
        signature: signature(),
        cards: (1..=VOTERS).map(row).map(card).collect(),
    }
}

fn signature() -> Signature<'static> {
    Signature {
        place_and_date: "Xuân Hòa, ngày 03 tháng 02 năm 2026".into(),
        lines: vec!["TM. ỦY BAN NHÂN DÂN".into(), "CHỦ TỊCH".into()],
        name: None,
    }
}

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 3).unwrap_or_default()
}
