//! Words of constituencies, their seats and the summary tables by them.

use super::{Words, words};
use crate::render::Language;
use crate::territory::{Constituency, Level};

words! {
    constituency_unit: "Đơn vị bầu cử", "Constituency";
    constituencies: "Các đơn vị bầu cử", "Constituencies";
    by_area: "Theo khu vực bỏ phiếu", "By voting area";
    by_commune: "Theo xã, phường, đặc khu", "By commune";
    sum_of_commune: "Tổng cộng toàn xã", "The whole commune";
    sum_of_province: "Tổng cộng toàn tỉnh", "The whole province";
    official_numbers: "Số liệu chính thức, gồm cả đơn vị vũ trang nhân dân – không niêm yết, không công bố",
        "Official figures, armed units included: not to be posted or published";
    deputies: "Đại biểu được bầu", "Deputies";
    seats: "Số đại biểu", "Seats";
    voters_per_seat: "Cử tri trên một đại biểu", "Voters a seat";
    communes_short: "Số xã", "Communes";
    areas_column: "Số khu vực", "Areas";
    deviation_short: "So với bình quân", "From the mean";
    constituency_partial: "Số liệu chỉ gồm các xã được lập danh sách trong lần này; đơn vị bầu cử còn có xã khác.",
        "The figures are of the communes that were derived this time; more communes belong to the constituency.";
    amount: "Số lượng", "Count";
    areas_of_communes: "Các khu vực bỏ phiếu của từng xã", "The voting areas of each commune";
    bound_papers: "Tài liệu in gộp của đơn vị bầu cử", "Papers bound for the constituency";
    constituency_empty: "Đơn vị bầu cử không có cử tri nào", "Nobody votes in the constituency";
    constituencies_csv: "Cử tri theo đơn vị bầu cử (CSV)", "Voters by constituency (CSV)";
    constituencies_official_csv: "Cử tri theo đơn vị bầu cử, gồm đơn vị vũ trang (CSV, chính thức)",
        "Voters by constituency, with armed units (CSV, official)";
    summary_table_official_xlsx: "Biểu tổng hợp chính thức, gồm đơn vị vũ trang (Excel)",
        "Official summary table, with armed units (Excel)";
    summary_table_official_pdf: "Biểu tổng hợp chính thức, gồm đơn vị vũ trang (PDF)",
        "Official summary table, with armed units (PDF)";
    constituency_table_xlsx: "Biểu tổng hợp theo đơn vị bầu cử (Excel)", "Summary table by constituency (Excel)";
    constituency_table_pdf: "Biểu tổng hợp theo đơn vị bầu cử (PDF)", "Summary table by constituency (PDF)";
    deviation_percent: "Chênh lệch so với bình quân (%)", "Difference from the mean (%)";
}

impl Words {
    pub(in crate::render) fn constituency_of(self, level: Level) -> &'static str {
        let [national, provincial, communal] = match self.0 {
            Language::Vietnamese => [
                "Đơn vị bầu cử đại biểu Quốc hội",
                "Đơn vị bầu cử đại biểu HĐND cấp tỉnh",
                "Đơn vị bầu cử đại biểu HĐND cấp xã",
            ],
            Language::English => [
                "National Assembly constituency",
                "Provincial council constituency",
                "Communal council constituency",
            ],
        };
        match level {
            Level::National => national,
            Level::Provincial => provincial,
            Level::Communal => communal,
        }
    }

    /// The heading over the rows of a level's constituencies; of some only a part lies in the place.
    pub(in crate::render) fn by_constituency_of(self, level: Level, is_partial: bool) -> String {
        let name = self.constituency_of(level);
        let part = match is_partial {
            true => self.choose(" (phần thuộc địa bàn)", ", the part that lies here"),
            false => String::new(),
        };
        let name =
            name.strip_prefix("Đơn vị").map_or_else(|| name.to_owned(), |rest| format!("đơn vị{rest}"));
        self.choose(format!("Theo {name}{part}"), format!("By {name}{part}"))
    }

    /// The heading over a level's constituencies; of some only a part lies in the place.
    pub(in crate::render) fn constituencies_of(self, level: Level, is_partial: bool) -> String {
        let name = self.constituency_of(level);
        match is_partial {
            true => self
                .choose(format!("{name} (phần thuộc địa bàn)"), format!("{name}, the part that lies here")),
            false => self.choose(name, name.replace("constituency", "constituencies")),
        }
    }

    /// A constituency by its number, with its name where it has one that says more.
    pub(in crate::render) fn constituency_numbered(self, constituency: &Constituency) -> String {
        let Constituency { number, name, .. } = constituency;
        let numbered = self.choose(format!("đơn vị bầu cử số {number}"), format!("constituency {number}"));
        let says_more = |name: &&str| !name.is_empty() && !name.to_lowercase().starts_with("đơn vị bầu cử");
        match name.as_deref().filter(says_more) {
            Some(name) => format!("{numbered} – {name}"),
            None => numbered,
        }
    }

    /// The title of a constituency's page.
    pub(in crate::render) fn page_of_constituency(self, constituency: &Constituency, place: &str) -> String {
        let (level, number) = (self.constituency_of(constituency.level), constituency.number);
        let named = self.choose(format!("{level} số {number}"), format!("{level} {number}"));
        if place.is_empty() { named } else { format!("{named}, {place}") }
    }

    /// How far the voters a seat are from the mean of those who elect the same body.
    pub(in crate::render) fn difference_from_mean(self, difference: &str, level: Level) -> String {
        let (vietnamese, english) = match level {
            Level::National => ("bình quân bầu cử đại biểu Quốc hội", "the mean of the National Assembly"),
            Level::Provincial => ("bình quân của tỉnh", "the mean of the province"),
            Level::Communal => ("bình quân của xã", "the mean of the commune"),
        };
        self.choose(format!("{difference} so với {vietnamese}"), format!("{difference} from {english}"))
    }

    /// A constituency whose voters a seat are far from the mean.
    pub(in crate::render) fn constituency_far(self, percent: u32) -> String {
        self.choose(
            format!("Số cử tri trên một đại biểu chênh lệch quá {percent}% so với bình quân"),
            format!("Voters a seat differ from the mean by more than {percent}%"),
        )
    }

    /// The voters who have the ballot of a level.
    pub(in crate::render) fn voters_of(self, level: Level) -> String {
        format!("{} – {}", self.voters(), self.level_short(level))
    }

    /// A constituency with its number of deputies.
    pub(in crate::render) fn constituency(self, constituency: &Constituency) -> String {
        let Constituency { number, name, seats, .. } = constituency;
        let numbered = self.choose(format!("số {number}"), format!("no. {number}"));
        let name = name
            .as_deref()
            .filter(|name| !name.is_empty() && !name.to_lowercase().starts_with("đơn vị bầu cử"));
        let named = name.map_or_else(|| numbered.clone(), |name| format!("{numbered} – {name}"));
        self.choose(format!("{named} (bầu {seats} đại biểu)"), format!("{named} ({seats} deputies)"))
    }
}
