//! Texts with numbers, names and days in them, and the words of closed sets.

use super::Words;
use crate::law::{ClockRule, Group, Reason};
use crate::render::Language;
use crate::territory::{AreaKind, Level};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

impl Words {
    pub(in crate::render) fn area_numbered(self, number: u32) -> String {
        self.choose(
            format!("Khu vực bỏ phiếu số {}", crate::render::place::numbered(number)),
            format!("Voting area {number}"),
        )
    }

    /// The People's Committee that signs: of a commune or a province.
    pub(in crate::render) fn committee(self, place: &str) -> String {
        self.choose(format!("Ủy ban nhân dân {place}"), format!("People's Committee of {place}"))
    }

    pub(in crate::render) fn page_of_place(self, place: &str) -> String {
        self.choose(format!("Tổng hợp cử tri {place}"), format!("Voters of {place}"))
    }

    pub(in crate::render) fn table_of_place(self, place: &str) -> String {
        self.choose(format!("Biểu tổng hợp cử tri {place}"), format!("Summary table of voters, {place}"))
    }

    pub(in crate::render) fn level(self, level: Level) -> &'static str {
        match level {
            Level::National => self.national(),
            Level::Provincial => self.provincial(),
            Level::Communal => self.communal(),
        }
    }

    pub(in crate::render) fn level_short(self, level: Level) -> &'static str {
        match level {
            Level::National => self.national_short(),
            Level::Provincial => self.provincial_short(),
            Level::Communal => self.communal_short(),
        }
    }

    pub(in crate::render) fn group_of_unlisted(self, group: Group) -> &'static str {
        match group {
            Group::NotEligible => self.not_eligible(),
            Group::NoList => self.no_list(),
            Group::Queue => self.queue(),
        }
    }

    pub(in crate::render) fn reason_of(self, reason: Reason) -> String {
        match reason {
            Reason::NotEligible => self.choose("Không đủ điều kiện", "Not eligible"),
            Reason::NotHere => self.choose("Đã báo không bầu cử tại đây", "Said they will not vote here"),
            Reason::Absent => {
                self.choose("Đã khai báo tạm vắng vào ngày bầu cử", "Declared absent on election day")
            }
            Reason::VotesElsewhere => self.choose(
                "Bỏ phiếu ở nơi khác theo giấy chứng nhận; tên vẫn giữ trong danh sách nơi cấp giấy",
                "Votes elsewhere by a certificate; the name stays on the list of the place that issued it",
            ),
            Reason::NoBallot => self.choose(
                "Nơi ghi tên không bầu cấp nào dành cho trường hợp này",
                "None of their ballots is elected there",
            ),
            Reason::LapsedTemporary => self.choose(
                "Đăng ký tạm trú đã hết hạn và không còn nơi cư trú nào khác",
                "The temporary residence lapsed, and no other is known",
            ),
            Reason::NoWish => self.choose(
                "Chỉ có nơi ở hiện tại, chưa ghi nhận nguyện vọng bầu cử",
                "A current place only, and no wish recorded",
            ),
            Reason::NoResidence => self.choose(
                "Không có nơi cư trú nào còn hiệu lực vào ngày bầu cử",
                "No residence of any kind holds on election day",
            ),
            Reason::NoArea => {
                self.choose("Chưa xác định được khu vực bỏ phiếu", "The voting area cannot be told")
            }
            Reason::UnknownCommune => self.choose(
                "Nơi cư trú thuộc xã không có trong dữ liệu",
                "The commune of residence is not in the data",
            ),
            Reason::PredecessorAmbiguous => self.choose(
                "Mã xã của nơi cư trú có thể là nhiều xã, chưa xác định được xã nào",
                "The code of the residence may mean several communes, and nobody can tell which",
            ),
            Reason::TooLate => self.choose(
                "Thay đổi đến sau thời hạn bổ sung danh sách",
                "The change came after additions were closed",
            ),
            Reason::InReview => {
                self.choose("Chờ cán bộ xem xét thay đổi", "The change waits for somebody to look at it")
            }
            Reason::InTransfer => {
                self.choose("Chờ nơi chuyển đi xác nhận", "Waits for the office of the former place")
            }
        }
    }

    pub(in crate::render) fn more_areas(self, more: u64) -> String {
        let number = self.0.number(more);
        self.choose(
            format!("… và {number} khu vực bỏ phiếu khác"),
            format!("… and {number} more voting areas"),
        )
    }

    pub(in crate::render) fn elderly(self, years: u32) -> String {
        self.choose(format!("Từ {years} tuổi trở lên"), format!("Aged {years} or over"))
    }

    pub(in crate::render) fn first_time_note(self, from: NaiveDate, until: NaiveDate) -> String {
        let (from, until) = (self.0.date(from), self.0.date(until));
        self.choose(
            format!("Cử tri bầu cử lần đầu: sinh từ ngày {from} đến ngày {until}."),
            format!("First-time voters were born from {from} to {until}."),
        )
    }

    pub(in crate::render) fn by(self, day: NaiveDate) -> String {
        let day = self.0.date(day);
        self.choose(format!("chậm nhất ngày {day}"), format!("by {day}"))
    }

    pub(in crate::render) fn posted(self, day: NaiveDate, latest: NaiveDate) -> String {
        let (day, latest) = (self.0.date(day), self.0.date(latest));
        self.choose(
            format!("ngày {day} (chậm nhất ngày {latest})"),
            format!("on {day} (by {latest} at the latest)"),
        )
    }

    pub(in crate::render) fn between(self, from: NaiveDate, until: NaiveDate) -> String {
        let (from, until) = (self.0.date(from), self.0.date(until));
        self.choose(format!("từ ngày {from} đến ngày {until}"), format!("from {from} to {until}"))
    }

    pub(in crate::render) fn complaints(self, from: NaiveDate, until: NaiveDate, days: u32) -> String {
        let span = self.between(from, until);
        self.choose(
            format!("{span}; giải quyết trong {days} ngày"),
            format!("{span}; settled within {days} days"),
        )
    }

    pub(in crate::render) fn until_moment(self, moment: NaiveDateTime) -> String {
        let (time, day) = (self.time(moment.time()), self.0.date(moment.date()));
        self.choose(format!("đến {time} ngày {day}"), format!("until {time} on {day}"))
    }

    pub(in crate::render) fn additions_until(self, moment: NaiveDateTime, hours: u32) -> String {
        let until = self.until_moment(moment);
        self.choose(
            format!("{until}, trước giờ bắt đầu bỏ phiếu của khu vực {hours} giờ"),
            format!("{until}, {hours} hours before voting starts in the area"),
        )
    }

    pub(in crate::render) fn voting_hours(self, opens: NaiveDateTime, closes: NaiveTime) -> String {
        let (from, until, day) = (self.time(opens.time()), self.time(closes), self.0.date(opens.date()));
        self.choose(format!("từ {from} đến {until} ngày {day}"), format!("from {from} to {until} on {day}"))
    }

    /// An hour of the day: `7 giờ 00`, or `7:00`.
    fn time(self, time: NaiveTime) -> String {
        self.choose(time.format("%-H giờ %M").to_string(), time.format("%-H:%M").to_string())
    }

    /// A version of a list; the one before posting is a draft.
    pub(in crate::render) fn version(self, version: u32) -> String {
        match version {
            0 => self.choose("dự thảo", "draft"),
            version => self.choose(format!("phiên bản {version}"), format!("version {version}")),
        }
    }

    /// A place of a map: its voters, and those who may vote and stand on no list.
    pub(in crate::render) fn map_place(self, name: &str, listed: u64, missing: u64) -> String {
        let (listed, missing) = (self.0.number(listed), self.0.number(missing));
        self.choose(
            format!("{name}: {listed} cử tri, {missing} người chưa có tên hoặc chờ xác minh"),
            format!("{name}: {listed} voters, {missing} persons on no list or in the queue"),
        )
    }

    pub(in crate::render) fn map_places(self, places: u64) -> String {
        let number = self.0.number(places);
        self.choose(format!("{number} nơi"), format!("{number} places"))
    }

    pub(in crate::render) fn map_below(self, share: &str) -> String {
        self.choose(format!("Dưới {share}"), format!("Below {share}"))
    }

    pub(in crate::render) fn map_from_below(self, from: &str, below: &str) -> String {
        self.choose(format!("Từ {from} đến dưới {below}"), format!("{from} to below {below}"))
    }

    pub(in crate::render) fn map_from(self, share: &str) -> String {
        self.choose(format!("Từ {share} trở lên"), format!("{share} or more"))
    }

    /// The voters of a ballot, after their number.
    pub(in crate::render) fn voting_for(self, level: Level) -> String {
        let short = self.level_short(level);
        self.choose(format!("bầu {short}"), format!("{} ballots", short.to_lowercase()))
    }

    /// An area where there is little room: `KV 3`, `Area 3`.
    pub(in crate::render) fn area_short(self, number: u32) -> String {
        self.choose(format!("KV {number}"), format!("Area {number}"))
    }

    /// An area in its commune, as a heading.
    pub(in crate::render) fn area_of(self, area: &str, commune: &str) -> String {
        format!("{area}, {commune}")
    }

    /// The pages of a paper.
    pub(in crate::render) fn pages(self, pages: u64) -> String {
        let number = self.0.number(pages);
        let english = if pages == 1 { "page" } else { "pages" };
        self.choose(format!("{number} trang"), format!("{number} {english}"))
    }

    pub(in crate::render) fn kind_of_area(self, kind: AreaKind) -> &'static str {
        match kind {
            AreaKind::Residential => self.kind_residential(),
            AreaKind::Military => self.kind_military(),
            AreaKind::Care => self.kind_care(),
            AreaKind::Custody => self.kind_custody(),
            AreaKind::Organisation => self.kind_organisation(),
        }
    }

    /// A moment where there is little room.
    pub(in crate::render) fn moment_short(self, moment: NaiveDateTime) -> String {
        let time = self.time(moment.time()).replace(' ', "\u{a0}");
        format!("{}, {time}", self.0.date(moment.date()))
    }

    /// A step of the clock as a heading.
    pub(in crate::render) fn step_of(self, rule: ClockRule) -> &'static str {
        match rule {
            ClockRule::C1 => self.clock_posting(),
            ClockRule::C2 => self.clock_complaints(),
            ClockRule::C3 => self.clock_suit(),
            ClockRule::C4 => self.clock_additions(),
            ClockRule::C5 => self.clock_removals(),
            ClockRule::C6 => self.clock_elsewhere(),
            ClockRule::C7 => self.clock_voting(),
        }
    }

    /// What ends at the date of a step.
    pub(in crate::render) fn step_short(self, rule: ClockRule) -> &'static str {
        let (vietnamese, english) = match rule {
            ClockRule::C1 => ("niêm yết danh sách cử tri", "lists are posted"),
            ClockRule::C2 => ("hết hạn khiếu nại về danh sách", "last day of complaints"),
            ClockRule::C3 => ("hết hạn khởi kiện ra Tòa án", "last day of suits in court"),
            ClockRule::C4 => ("hết hạn bổ sung, chuyển tên cử tri", "additions and transfers end"),
            ClockRule::C5 => ("bắt đầu bỏ phiếu; hết hạn xóa tên", "voting starts; removals end"),
            ClockRule::C6 => (
                "hết hạn cấp giấy chứng nhận bỏ phiếu nơi khác",
                "last day of certificates to vote elsewhere",
            ),
            ClockRule::C7 => ("kết thúc bỏ phiếu", "voting ends"),
        };
        match self.0 {
            Language::Vietnamese => vietnamese,
            Language::English => english,
        }
    }

    /// Who must do what in a step of the clock.
    pub(in crate::render) fn duty(self, rule: ClockRule, days: u32) -> String {
        match rule {
            ClockRule::C1 => self.choose(
                "Ủy ban nhân dân cấp xã niêm yết tại trụ sở và nơi công cộng của khu vực bỏ phiếu, thông báo rộng rãi để cử tri kiểm tra.",
                "The People's Committee of the commune posts the lists at its office and in public places of the voting area, and makes it known.",
            ),
            ClockRule::C2 => self.choose(
                format!("Cử tri khiếu nại khi thấy sai sót; Ủy ban nhân dân cấp xã ghi vào sổ, giải quyết và thông báo kết quả trong {days} ngày."),
                format!("Voters complain of mistakes; the People's Committee enters them in its register, settles them and tells the outcome within {days} days."),
            ),
            ClockRule::C3 => self.choose(
                "Người khiếu nại không đồng ý hoặc không được trả lời đúng hạn có quyền khởi kiện; Ủy ban nhân dân thi hành ngay quyết định của Tòa án.",
                "Who disagrees, or got no answer in time, may go to court; the People's Committee obeys the judgment at once.",
            ),
            ClockRule::C4 => self.choose(
                "Ủy ban nhân dân cấp xã bổ sung người được ghi tên, chuyển người đổi nơi cư trú và báo cho nơi liên quan.",
                "The People's Committee adds those who are to be listed, transfers those who moved, and tells the offices concerned.",
            ),
            ClockRule::C5 => self.choose(
                "Ủy ban nhân dân cấp xã xóa tên người mất quyền bầu cử và thu hồi thẻ cử tri.",
                "The People's Committee strikes out who lost the right to vote, and takes the card back.",
            ),
            ClockRule::C6 => self.choose(
                "Cử tri không thể bỏ phiếu tại nơi ghi tên đề nghị; Ủy ban nhân dân cấp xã cấp giấy chứng nhận và ghi vào danh sách.",
                "Voters who will be elsewhere ask; the People's Committee issues the certificate and marks the list.",
            ),
            ClockRule::C7 => self.choose(
                "Tổ bầu cử tổ chức bỏ phiếu tại phòng bỏ phiếu.",
                "The election team holds the vote at the polling place.",
            ),
        }
    }
}
