//! What a column of a list may tell, and the words by which its heading says so.

use super::fold::{end_of, folded};
use crate::people::letters_apart;

macro_rules! fields {
    ($($variant:ident = $label:literal [$($phrase:literal),* $(,)?],)+) => {
        /// What a column tells of a person.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum Field { $($variant,)+ }

        impl Field {
            /// Every field, in the order of the declaration.
            pub(super) const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Its name, as `mapping.toml` and reports write it.
            pub(super) fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// The folded phrases by which a heading names it.
            fn phrases(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($phrase),*],)+ }
            }
        }
    };
}

fields! {
    Ordinal = "Số thứ tự" ["stt", "so tt", "tt", "so thu tu"],
    Card = "Số thẻ cử tri" ["so the", "so the cu tri", "the cu tri", "so the ct"],
    Number = "Số căn cước" [
        "so can cuoc", "can cuoc", "cccd", "so cccd", "so dinh danh", "so dinh danh ca nhan", "dinh danh ca nhan",
        "can cuoc cong dan", "so can cuoc cong dan", "cmnd cccd", "cccd cmnd", "ma dinh danh", "so dinh danh ca nhan cccd",
        "so can cuoc 12 so",
    ],
    OldNumber = "Số CMND cũ" ["cmnd", "so cmnd", "cmnd cu", "so cmnd cu", "chung minh nhan dan"],
    FullName = "Họ và tên" [
        "ho va ten", "ho ten", "ho va ten cu tri", "ho ten cu tri", "ho chu dem va ten", "ho ten khai sinh", "ten cu tri",
        "ho dem va ten", "ho va ten day du", "ho ten day du", "ho va ten thanh vien",
    ],
    FrontName = "Họ và chữ đệm" ["ho va dem", "ho dem", "ho va chu dem", "ho chu dem", "ho lot", "ho va ten dem", "ho va ten lot"],
    GivenName = "Tên" ["ten"],
    Birth = "Ngày sinh" [
        "ngay thang nam sinh", "ngay sinh", "nam sinh", "sinh ngay", "ngay thang sinh", "sinh nam", "ngay thang nam",
        "ng sinh", "nsinh",
    ],
    BirthOfMale = "Ngày sinh (nam)" ["nam sinh nam", "ngay sinh nam", "ngay thang nam sinh nam"],
    BirthOfFemale = "Ngày sinh (nữ)" ["nam sinh nu", "ngay sinh nu", "ngay thang nam sinh nu"],
    Sex = "Giới tính" ["gioi tinh", "phai", "nam nu", "gioi"],
    Male = "Nam" ["nam", "gioi tinh nam"],
    Female = "Nữ" ["nu", "gioi tinh nu"],
    Ethnicity = "Dân tộc" ["dan toc", "dt"],
    Nationality = "Quốc tịch" ["quoc tich"],
    Occupation = "Nghề nghiệp" ["nghe nghiep", "nghe"],
    Life = "Tình trạng" ["tinh trang", "con song"],
    Household = "Số hộ" ["so ho", "ho so", "ma ho", "so thu tu ho", "stt ho", "so ho khau", "so ho gia dinh", "ho gia dinh so"],
    Head = "Chủ hộ" ["chu ho", "ho ten chu ho", "ho va ten chu ho", "ten chu ho"],
    Relation = "Quan hệ với chủ hộ" ["quan he voi chu ho", "quan he chu ho", "quan he", "qh voi chu ho", "qhch"],
    Hamlet = "Thôn, tổ dân phố" [
        "thon", "to dan pho", "tdp", "thon to", "thon to dan pho", "khu pho", "thon xom", "ap", "khu dan cu", "thon ban",
        "thon tdp", "to thon", "thon ap", "thon noi thuong tru", "thon to dan pho thuong tru",
    ],
    House = "Số thứ tự nhà" ["so thu tu nha", "thu tu nha", "stt nha"],
    Permanent = "Nơi thường trú" [
        "thuong tru", "noi thuong tru", "dia chi thuong tru", "hktt", "ho khau thuong tru", "noi dang ky thuong tru", "noi dktt",
    ],
    PermanentCommune = "Mã xã thường trú" ["ma xa thuong tru"],
    PermanentFrom = "Ngày đăng ký thường trú" ["ngay dang ky thuong tru", "thuong tru tu ngay", "ngay thuong tru"],
    Temporary = "Nơi tạm trú" ["tam tru", "noi tam tru", "dia chi tam tru", "noi dang ky tam tru"],
    TemporaryHamlet = "Thôn, tổ dân phố tạm trú" ["thon to dan pho tam tru", "thon tam tru", "to tam tru", "tdp tam tru"],
    TemporaryFrom = "Ngày đăng ký tạm trú" ["ngay dang ky tam tru", "tam tru tu ngay", "thoi gian bat dau tam tru", "ngay tam tru"],
    TemporaryUntil = "Tạm trú đến ngày" ["tam tru den ngay", "thoi han tam tru", "den ngay tam tru"],
    Current = "Nơi ở hiện tại" ["noi o hien tai", "noi o hien nay", "cho o hien nay", "cho o hien tai", "noi o thuc te"],
    CurrentHamlet = "Thôn, tổ dân phố nơi ở hiện tại" ["thon to dan pho noi o hien tai", "thon noi o hien tai"],
    Address = "Địa chỉ" ["dia chi", "noi o", "noi cu tru", "cho o", "so nha"],
    Area = "Khu vực bỏ phiếu" ["kvbp", "khu vuc bo phieu", "khu vuc", "kv", "kvbp so", "khu vuc bo phieu so", "kv bo phieu"],
    National = "Bầu ĐBQH" [
        "bau cu dbqh", "dbqh", "qh", "quoc hoi", "bau cu dai bieu quoc hoi", "dai bieu quoc hoi", "bau dbqh",
    ],
    Provincial = "Bầu HĐND tỉnh, thành phố" [
        "tinh thanh pho", "tinh", "tp", "thanh pho", "hdnd tinh", "cap tinh", "tinh tp", "hdnd tinh thanh pho", "hdnd cap tinh",
        "bau hdnd tinh thanh pho",
    ],
    Communal = "Bầu HĐND xã, phường, đặc khu" [
        "xa phuong dac khu", "xa", "phuong", "p", "x", "hdnd xa", "hdnd phuong", "cap xa", "xa phuong", "hdnd cap xa",
        "bau hdnd xa phuong dac khu", "xa p",
    ],
    Notes = "Ghi chú" ["ghi chu", "chu thich"],
    Unused = "Không dùng" [
        "ngay cap", "noi cap", "ngay cap cccd", "ngay cap can cuoc", "noi cap cccd", "noi cap can cuoc", "dien thoai", "so dien thoai", "sdt",
        "email", "ton giao", "trinh do", "que quan", "noi sinh", "ky nhan", "ky ten", "chu ky", "trinh do hoc van", "so dt",
    ],
}

impl Field {
    /// The field that a heading names: of the phrases in it the one that ends last, for a heading of two rows says the larger
    /// thing first; of those the longest.
    pub(super) fn named(heading: &str) -> Option<Self> {
        let heading = folded(heading);
        let all =
            Self::ALL.iter().flat_map(|field| field.phrases().iter().map(move |phrase| (*field, *phrase)));
        let found = all.filter_map(|(field, phrase)| Some((end_of(&heading, phrase)?, phrase.len(), field)));
        let (_, _, field) =
            found.max_by_key(|(end, length, field)| (*end, *length, std::cmp::Reverse(*field)))?;
        Some(match field {
            Self::Male if is_of_birth(&heading) => Self::BirthOfMale,
            Self::Female if is_of_birth(&heading) => Self::BirthOfFemale,
            field => field,
        })
    }

    /// The field that a misspelt heading likely names: one of whose phrases it is a letter or two away.
    pub(super) fn nearly_named(heading: &str) -> Option<Self> {
        let heading = folded(heading);
        let length = heading.chars().count();
        let room = if length < 10 { 1 } else { 2 };
        let all =
            Self::ALL.iter().flat_map(|field| field.phrases().iter().map(move |phrase| (*field, *phrase)));
        let near = all.filter(|(_, phrase)| phrase.len() >= 6 && phrase.len().abs_diff(length) <= room);
        let apart = near.map(|(field, phrase)| (letters_apart(&heading, phrase), field));
        apart.filter(|(apart, _)| *apart <= room).min().map(|(_, field)| field)
    }

    /// The field of this name, however it is written.
    pub(super) fn labelled(label: &str) -> Option<Self> {
        let label = folded(label);
        let is_label = |field: &&Self| folded(field.label()) == label;
        Self::ALL.iter().find(is_label).copied().or_else(|| Self::named(&label))
    }
}

/// Whether a heading speaks of births before its last word.
fn is_of_birth(heading: &str) -> bool {
    let before = heading.rsplit_once(' ').map_or("", |(before, _)| before);
    end_of(before, "sinh").is_some()
}

/// How the names of sheets begin that sum up or explain others, and hold nobody of their own.
pub(super) const SHEETS_ASIDE: [&str; 8] =
    ["tong hop", "huong dan", "bia", "thong ke", "muc luc", "tong so", "bieu tong hop", "danh muc"];

/// How lines begin that sum up.
pub(super) const SUMS: [&str; 6] = ["tong so", "tong cong", "cong", "tong", "cu tri tham gia", "trong do"];

/// How lines begin that end a list: who made it, who signs.
pub(super) const ENDS: [&str; 18] = [
    "danh sach nay",
    "nguoi lap bieu",
    "nguoi lap",
    "tm uy ban",
    "tm",
    "kt",
    "chu tich",
    "pho chu tich",
    "ky ghi ro",
    "noi nhan",
    "ghi chu",
    "truong thon",
    "to truong",
    "xac nhan",
    "can bo",
    "ngay thang",
    "luu y",
    "to bau cu",
];

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn headings_are_read_by_their_words() {
        let cases = [
            ("STT", Field::Ordinal),
            ("Họ và tên", Field::FullName),
            ("HỌ TÊN\nCỬ TRI", Field::FullName),
            ("Ngày tháng năm sinh", Field::Birth),
            ("Ngày tháng năm sinh Nam", Field::BirthOfMale),
            ("Năm sinh Nữ", Field::BirthOfFemale),
            ("Năm sinh", Field::Birth),
            ("Giới tính Nam", Field::Male),
            ("Giới tính Nữ", Field::Female),
            ("Nam/Nữ", Field::Sex),
            ("Số Căn cước", Field::Number),
            ("Số CMND/CCCD", Field::Number),
            ("Ngày cấp CCCD", Field::Unused),
            ("Nơi cư trú Thường trú", Field::Permanent),
            ("Nơi cư trú Tạm trú", Field::Temporary),
            ("Nơi cư trú Nơi ở hiện tại", Field::Current),
            ("Bầu cử ĐBQH", Field::National),
            ("Bầu cử đại biểu HĐND Tỉnh, thành phố", Field::Provincial),
            ("Bầu cử đại biểu HĐND Xã/phường, đặc khu", Field::Communal),
            ("Ghi chú", Field::Notes),
            ("Số thẻ", Field::Card),
            ("KVBP", Field::Area),
            ("Khu vực", Field::Area),
            ("Hộ số", Field::Household),
            ("Quan hệ với chủ hộ", Field::Relation),
            ("Họ tên chủ hộ", Field::Head),
            ("Thôn/Tổ dân phố", Field::Hamlet),
            ("Họ và chữ đệm", Field::FrontName),
            ("Tên", Field::GivenName),
        ];
        for (heading, field) in cases {
            assert_eq!(Field::named(heading), Some(field), "{heading}");
        }
        assert_eq!(Field::named("Nguyễn An"), None);
    }

    #[test]
    fn labels_name_their_own_field() {
        for field in Field::ALL {
            assert_eq!(Field::labelled(field.label()), Some(*field), "{}", field.label());
        }
    }
}
