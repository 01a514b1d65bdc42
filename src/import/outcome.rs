//! What became of each row, and what is to be said of it.

use serde::Serialize;

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the table of this name now.
    Taken(&'static str),
    /// It tells of nobody, or cannot be used.
    Aside(Aside),
}

macro_rules! asides {
    ($($variant:ident = $vi:literal / $en:literal,)+) => {
        /// Why a row was left aside.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        pub enum Aside { $(#[doc = $en] $variant,)+ }

        impl Aside {
            pub fn vietnamese(self) -> &'static str {
                match self { $(Self::$variant => $vi,)+ }
            }

            pub fn english(self) -> &'static str {
                match self { $(Self::$variant => $en,)+ }
            }
        }
    };
}

asides! {
    Title = "Dòng tiêu đề phía trên bảng" / "A line above the table",
    Head = "Đầu đề các cột" / "The headings of the columns",
    HeadAgain = "Đầu đề các cột, nhắc lại ở đầu trang" / "The headings again, at the top of a page",
    Numbering = "Dòng đánh số các cột" / "The numbers of the columns",
    Unfilled = "Dòng chưa ghi ai, chỉ có số thứ tự" / "A row with an ordinal and nobody in it",
    Page = "Số trang" / "The number of a page",
    Section = "Dòng tên thôn, khu vực hoặc hộ" / "A line that names a hamlet, an area or a household",
    Sum = "Dòng tổng số" / "A line of sums",
    End = "Dòng lập biểu, ký tên hoặc ghi chú cuối bảng" / "A line of who made and signed it, or a note",
    Example = "Dòng ví dụ của sổ mẫu" / "The example of the template",
    Guide = "Trang hướng dẫn" / "A sheet that explains",
    SheetAside = "Trang tổng hợp hoặc không có danh sách người" / "A sheet that sums up, or holds no list of people",
    SheetChosen = "Trang được chọn để lại trong mapping.toml" / "A sheet that mapping.toml leaves aside",
    Setting = "Dòng thông tin chung, đã đọc" / "A line about the office or the election, which was read",
    Broken = "Phần nối tiếp của dòng trước (dòng bị ngắt khi chép)" / "The rest of the row before, broken when it was copied",
    Unclear = "Không rõ dòng này nói gì" / "It is not clear what this row tells",
}

/// How much something matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Somebody may be on no list, or on a wrong one, as long as it stands so.
    Mend,
    /// Somebody should look.
    Look,
    /// Good to know.
    Note,
}

impl Weight {
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Mend => "phải sửa",
            Self::Look => "nên xem lại",
            Self::Note => "để biết",
        }
    }
}

macro_rules! told {
    ($($variant:ident $weight:ident $vi:literal / $en:literal,)+) => {
        /// What may be said of a row.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum Told { $(#[doc = $en] $variant,)+ }

        impl Told {
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            pub fn weight(self) -> Weight {
                match self { $(Self::$variant => Weight::$weight,)+ }
            }

            pub fn vietnamese(self) -> &'static str {
                match self { $(Self::$variant => $vi,)+ }
            }

            pub fn english(self) -> &'static str {
                match self { $(Self::$variant => $en,)+ }
            }
        }
    };
}

told! {
    NoNumber Mend "Không có số căn cước; ghi số vào, nếu không người này phải được xét riêng" /
        "There is no personal number; write it in, or the person must be settled by hand",
    NumberDamaged Mend "Số căn cước không đủ 12 chữ số; ghi lại cho đúng" /
        "The personal number has not 12 digits; write it anew",
    NumberMended Look "Số căn cước mất số 0 ở đầu; đã thêm lại vì khớp với giới tính và năm sinh" /
        "The personal number had lost its leading zero; added, for sex and birth year agree",
    NumberSpaced Note "Số căn cước có dấu cách hoặc dấu chấm; đã bỏ các dấu đó" /
        "The personal number held spaces or points, which were taken out",
    NumberTwice Mend "Số căn cước này đã có ở một dòng trước; xem hai dòng có phải một người không" /
        "An earlier row has the same personal number; see whether they are one person",
    NoName Mend "Không có họ và tên; ghi họ và tên vào" / "There is no name; write it in",
    CapitalName Note "Họ tên viết toàn chữ hoa; được giữ nguyên" / "The name is written in capitals; it is kept so",
    SmallName Note "Họ tên viết toàn chữ thường; được giữ nguyên" / "The name is written in small letters; it is kept so",
    NoBirth Mend "Không có ngày sinh; ghi ngày sinh hoặc năm sinh vào" / "There is no birth date; write it in, or the year",
    BirthUnread Mend "Ngày sinh không đọc được; ghi lại, ví dụ 15/03/2008 hoặc 2008" /
        "The birth date cannot be read; write it such as 15/03/2008 or 2008",
    BirthYearAsDate Look "Ô ngày sinh chứa một năm gõ vào ô định dạng ngày; được đọc là năm sinh" /
        "A year was typed into a cell of dates; it is read as the year of birth",
    BirthFormed Look "Ngày sinh viết khác lệ thường; được đọc như bên cạnh" /
        "The birth date is written unusually; it is read as beside",
    BirthFromNumber Look "Năm sinh lấy theo số căn cước, vì ô ngày sinh trống" /
        "The year of birth is that of the personal number, for there is none",
    NoSex Mend "Không đánh dấu Nam hay Nữ; đánh dấu một ô" / "Neither male nor female is marked; mark one",
    BothSexes Mend "Đánh dấu cả Nam và Nữ; chỉ để một dấu" / "Both male and female are marked; leave one",
    SexUnread Mend "Giới tính không đọc được; ghi Nam hoặc Nữ" / "The sex cannot be read; write Nam or Nữ",
    SexFromNumber Look "Giới tính lấy theo số căn cước, vì ô trống" / "The sex is that of the personal number, for there is none",
    MarkUnread Look "Dấu trong ô không rõ; dùng X, hoặc để trống" / "The mark is not clear; use X, or leave it empty",
    WordUnread Look "Ô này không đọc được; đã để trống. Chọn một trong các giá trị của sổ mẫu" /
        "The cell cannot be read and is left empty; choose one of the template's values",
    DateUnread Look "Ngày này không đọc được; đã để trống. Ghi như 15/03/2025, 03/2025 hoặc 2025" /
        "The date cannot be read and is left empty; write it such as 15/03/2025, 03/2025 or 2025",
    NoPlace Mend "Không biết nơi cư trú; ghi địa chỉ, thôn hoặc tổ dân phố" /
        "It is not known where the person lives; write the address, or the hamlet",
    HamletUnknown Look "Thôn, tổ dân phố không có trong danh sách thôn" / "The hamlet is not in the list of hamlets",
    ElsewhereUnclear Mend "Địa chỉ nêu một xã khác, chưa rõ là xã nào; ghi mã xã" /
        "The address names another commune, and it is not clear which; write its code",
    TemporaryUndated Look "Chưa rõ tạm trú từ ngày nào, nên chưa rõ được bầu mấy cấp; ghi ngày đăng ký tạm trú" /
        "It is not known since when the temporary residence stands, which decides the ballots; write the date",
    TemporaryRenewed Look "Tạm trú đã quá 24 tháng mà sổ vẫn ghi; được coi là đã gia hạn đến ngày bầu cử, xem lại" /
        "The temporary residence is older than 24 months and still listed; it is taken as renewed until election day, look",
    NoteUnused Look "Ghi chú này chưa được dùng để xét; xem có cần ghi vào trang Tạm vắng, Nguyện vọng hoặc Tình trạng pháp lý" /
        "The note decides nothing; see whether it belongs into another sheet",
    MarksUnusual Look "Dấu X ở ba cột cấp bầu cử khác với nơi cư trú và thời gian tạm trú; phần mềm tính theo luật như bên cạnh" /
        "The marks of ballots are not those of the residence; the law gives those beside",
    HeadingNear Look "Đầu đề cột viết khác lệ thường; được hiểu như bên cạnh" /
        "The heading is misspelt; it is understood as beside",
    ColumnUnused Note "Cột này không dùng để lập danh sách" / "The column is of no use for the lists",
    LineBroken Look "Dòng sau có lẽ viết tiếp dòng này; xem lại. Muốn nối hai dòng, ghi join_broken_rows = true trong mapping.toml" /
        "The next row seems to continue this one; look, and say join_broken_rows = true to join them",
    LineJoined Look "Đã nối dòng sau vào dòng này" / "The next row was joined to this one",
    RowUnclear Mend "Không rõ dòng này có nói về một người không; xem lại" / "It is not clear whether this row is a person; look",
    SumDiffers Look "Tổng số ghi trong bảng khác số đếm được" / "The written sum differs from the count",
    SumUncounted Note "Công thức tổng số chưa được tính; số đếm được ở bên cạnh" /
        "The formula of the sum was never calculated; the count is beside",
    OnlyInSummary Mend "Người này chỉ có ở trang tổng hợp, không có ở trang của thôn nào; ghi vào trang của thôn" /
        "This person is on the sheet that sums up alone; write the row into the hamlet's sheet",
    PersonAside Mend "Trang này có vẻ là danh sách người nhưng được để lại" / "The sheet seems to hold people but is left aside",
    OtherName Look "Họ tên khác với trang Nhân khẩu của cùng số căn cước" /
        "The name differs from the one that the list of persons has for this number",
    CodeUnknown Mend "Số này không có trong trang tương ứng; sửa số, hoặc thêm dòng ở trang kia" /
        "The number is not in the sheet it points to; correct it, or add the row there",
    Needed Mend "Ô bắt buộc đang trống" / "A needed cell is empty",
}

/// A remark about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub told: Told,
    /// The heading of the column, where it is about one.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What it likely is, or what it was read as.
    pub likely: String,
}

impl Remark {
    pub(super) fn of(told: Told, column: &str, value: &str) -> Self {
        Self { told, column: column.into(), value: value.into(), likely: String::new() }
    }

    pub(super) fn likely(self, likely: impl Into<String>) -> Self {
        Self { likely: likely.into(), ..self }
    }
}
