//! Facts that are odd but usable: accepted, and told about.

use crate::people::{CommuneCode, Severity};
use serde::Serialize;
use std::fmt;

macro_rules! rules {
    ($($variant:ident = $word:literal $severity:ident $vi:literal / $en:literal,)+) => {
        /// What a finding is about, by the word it carries in reports.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingRule { $(#[doc = $en] $variant,)+ }

        impl FindingRule {
            /// Every rule, in the order of the declaration.
            pub const ALL: &[FindingRule] = &[$(FindingRule::$variant,)+];

            /// The word, such as `number_sex`.
            pub fn as_str(self) -> &'static str {
                match self { $(FindingRule::$variant => $word,)+ }
            }

            /// How much it matters.
            pub fn severity(self) -> Severity {
                match self { $(FindingRule::$variant => Severity::$severity,)+ }
            }

            /// A sentence in Vietnamese.
            pub fn vietnamese(self) -> &'static str {
                match self { $(FindingRule::$variant => $vi,)+ }
            }

            /// A sentence in English.
            pub fn english(self) -> &'static str {
                match self { $(FindingRule::$variant => $en,)+ }
            }
        }
    };
}

rules! {
    UnknownFile = "unknown_file" Info
        "Tệp hoặc trang tính không mang tên một bảng nào, nên không được đọc." /
        "The file or sheet has the name of no table and was not read.",
    UnknownColumn = "unknown_column" Info
        "Cột không thuộc bảng này, nên được bỏ qua." /
        "The column does not belong to the table and was ignored.",
    DuplicateCode = "duplicate_code" Error
        "Mã đã có ở một dòng trước; dòng sau bị loại." /
        "An earlier row has the same code; the later row was rejected.",
    PartNamesBoth = "part_names_both" Warning
        "Dòng nêu cả xã và khu vực bỏ phiếu; chỉ khu vực được tính." /
        "The row names both a commune and an area; the area counts.",
    DuplicatePerson = "duplicate_person" Error
        "Số định danh đã có ở một dòng trước; dòng sau bị loại." /
        "An earlier row has the same personal number; the later row was rejected.",
    RemovedPerson = "removed_person" Info
        "Người đã bị xóa khỏi cơ sở dữ liệu; không được tính." /
        "The person is taken out of the database and not counted.",
    UnknownPerson = "unknown_person" Warning
        "Dòng nói về một người không có trong bảng persons." /
        "The row tells of a person who is not in the table persons.",
    NumberSex = "number_sex" Warning
        "Giới tính khác với chữ số thứ tư của số định danh." /
        "The sex differs from what the personal number's fourth digit tells.",
    NumberBirthYear = "number_birth_year" Warning
        "Năm sinh khác với số định danh." /
        "The birth year differs from what the personal number tells.",
    BirthDateImprobable = "birth_date_improbable" Error
        "Ngày sinh trước năm 1850 hoặc sau ngày trích xuất dữ liệu." /
        "The birth date is before 1850 or later than the day of the extract.",
    AgeOver120 = "age_over_120" Warning
        "Người còn sống trên 120 tuổi." /
        "A living person is older than 120 years.",
    TwoPermanentResidences = "two_permanent_residences" Error
        "Có hai nơi thường trú cùng còn hiệu lực; nơi đăng ký sau được tính." /
        "Two permanent residences are in force; the latest registered one counts.",
    UnknownCommune = "unknown_commune" Error
        "Mã xã không có trong danh sách xã." /
        "The commune's code is not among the communes.",
    PredecessorCommune = "predecessor_commune" Info
        "Mã xã cũ được đọc là xã mới: xã kế thừa duy nhất, hoặc xã có thôn, tổ dân phố ghi trong dòng." /
        "A former commune's code was read as its successor: the only one, or that of the row's hamlet.",
    PredecessorAmbiguous = "predecessor_ambiguous" Error
        "Mã này vừa có thể là xã cũ, vừa có thể là một hay nhiều xã mới; dòng không ghi thôn, tổ dân phố để biết là xã nào. Người này chờ xác minh: ghi mã thôn hoặc mã xã hiện nay." /
        "The code may mean several present communes, and the row names no hamlet that tells which. The person waits: add the hamlet's code, or the present commune's.",
    UnknownHamlet = "unknown_hamlet" Warning
        "Mã thôn, tổ dân phố không có trong danh sách." /
        "The hamlet's code is not among the hamlets.",
    HamletOtherCommune = "hamlet_other_commune" Warning
        "Thôn, tổ dân phố thuộc xã khác." /
        "The hamlet belongs to another commune.",
    UnknownFacility = "unknown_facility" Error
        "Mã cơ sở, đơn vị không có trong danh sách." /
        "The facility's code is not among the facilities.",
    UnknownArea = "unknown_area" Error
        "Mã khu vực bỏ phiếu không có trong danh sách." /
        "The area's code is not among the areas.",
    EndsBeforeStart = "ends_before_start" Warning
        "Ngày kết thúc trước ngày bắt đầu." /
        "It ends before it starts.",
    HouseholdWithoutHead = "household_without_head" Warning
        "Hộ không có chủ hộ." /
        "The household has no head.",
    HouseholdTwoHeads = "household_two_heads" Warning
        "Hộ có nhiều chủ hộ." /
        "The household has more than one head.",
    LetterWithoutGlyph = "letter_without_glyph" Warning
        "Chữ này không có trong phông chữ nào: trên giấy có dấu □ thay vào; hãy sửa ở nguồn." /
        "No face has this letter: on paper the sign □ stands in its place; correct it at its source.",
    InvisibleLetter = "invisible_letter" Info
        "Ô có ký tự không nhìn thấy được, dấu cách hoặc dấu nối lạ; khi đọc, ký tự đó được bỏ đi hoặc thay bằng dấu thường." /
        "The cell held characters that nobody sees, or unusual spaces or hyphens; it was read without them, or with plain ones.",
    TextTooLong = "text_too_long" Warning
        "Ô dài hơn số chữ chắc chắn in được: trên giấy phần cuối có thể thay bằng dấu …; các tệp dữ liệu giữ nguyên." /
        "The cell is longer than what paper surely holds: its end may be … there; files of data hold the whole.",
    Formula = "formula" Warning
        "Ô bắt đầu như một công thức của bảng tính; trong tệp CSV có dấu ' đứng trước." /
        "The cell begins as a formula of a spreadsheet; in CSV files an apostrophe stands before it.",
    TooManyRows = "too_many_rows" Error
        "Một người có quá nhiều dòng hoặc quá nhiều nơi; các dòng sau bị loại, người đó vẫn được tính." /
        "One person has too many rows or places; the further rows were rejected, and the person is kept.",
    UnknownShape = "unknown_shape" Warning
        "Hình trên bản đồ không mang mã của tỉnh hay xã nào trong danh sách, nên không được vẽ." /
        "An outline bears the code of no province or commune in the lists and is not drawn.",
    ShapeTwice = "shape_twice" Warning
        "Nơi này đã có hình trên bản đồ; hình sau không được vẽ." /
        "The place has an outline already; the later one is not drawn.",
    NoShape = "no_shape" Info
        "Nơi này không có hình trên bản đồ, trong khi các nơi khác có." /
        "The place has no outline for the map, while others have.",
    ShapesInDelta = "shapes_in_delta" Info
        "Bản đồ lấy từ dữ liệu gốc; hình trong dữ liệu thay đổi không được đọc." /
        "The map is that of the base; outlines in a delta are not read.",
    CellMended = "cell_mended" Info
        "Ô viết khác cách thường nhưng chỉ có một cách hiểu; đã đọc theo cách đó." /
        "The cell is written in an unusual way that can be read in one way only, and was read so.",
    NumberMended = "number_mended" Warning
        "Số trong ô thiếu các số 0 ở đầu hoặc có ký tự thừa; đã đọc theo số đầy đủ, hãy kiểm tra." /
        "The number lacked zeros in front or held marks that are none of it; it was read as the full number: check it.",
    CellEmptied = "cell_emptied" Warning
        "Không đọc được ô này; không kết luận nào cần đến nó nên ô được bỏ trống, dòng vẫn được tính." /
        "The cell cannot be read; no decision needs it, so it was emptied, and the row counts.",
    FactInDoubt = "fact_in_doubt" Error
        "Không đọc được ô này, mà kết luận có thể tùy thuộc vào nó; dòng vẫn được tính với ô bỏ trống và người đó được đánh dấu để xem lại." /
        "The cell cannot be read, and a decision may turn on it; the row counts with the cell empty, and the person is flagged.",
    RowRepeated = "row_repeated" Info
        "Dòng lặp lại y nguyên một dòng trước; hai dòng được tính là một." /
        "The row repeats an earlier one; the two count as one.",
    DaysAndMonthsSwapped = "days_and_months_swapped" Error
        "Trong cột này ngày và tháng có lẽ bị đảo: bảng tính đã đổi những ngày từ 12 trở xuống; hãy lấy lại cột từ nguồn ở dạng văn bản." /
        "Days and months of the column seem exchanged: a spreadsheet changed the days up to 12; take the column from its source again, as text.",
    DoubtfulDate = "doubtful_date" Error
        "Ngày sinh có lẽ bị đảo ngày và tháng, và việc đó quyết định người này đủ 18 tuổi hay chưa; hãy kiểm tra giấy tờ." /
        "Day and month of birth seem exchanged, and that decides whether the person is 18: look at the papers.",
    WorkbookWithoutTable = "workbook_without_table" Warning
        "Bảng tính không có trang nào mang tên một bảng, nên không được đọc: đổi tên trang tính nếu cần đọc." /
        "No sheet of the workbook has the name of a table, so none was read: rename the sheet that should be.",
    LikelyTable = "likely_table" Warning
        "Tên tệp hoặc trang tính gần giống tên một bảng nhưng không đúng, nên không được đọc: đổi thành tên bảng nếu cần đọc." /
        "The name of the file or sheet is nearly that of a table, so it was not read: give it the table's name if it should be.",
    UnreadFile = "unread_file" Warning
        "Bảng này còn một tệp khác ở dạng hoặc chỗ không được đọc; chỉ tệp kia được đọc." /
        "Another file of this table has a form or place that is not read; only the other one was.",
    WideText = "wide_text" Info
        "Tệp viết bằng UTF-16, đã được đọc như UTF-8." /
        "The file is written in UTF-16 and was read as UTF-8 is.",
    OtherSeparator = "other_separator" Info
        "Các ô cách nhau bằng dấu khác dấu phẩy; tệp đã được đọc theo dấu đó." /
        "Something else than a comma stands between the cells, and the file was read by it.",
    LoneReturns = "lone_returns" Info
        "Có dòng kết thúc bằng ký tự CR, kiểu máy Mac cũ; đã được đọc như các dòng khác." /
        "Lines end with a carriage return alone, as of an old Macintosh; they were read as others are.",
    TitleRows = "title_rows" Info
        "Các dòng phía trên dòng tiêu đề không phải dữ liệu, nên được bỏ qua." /
        "The rows above the header are no data and were passed over.",
    ShortRows = "short_rows" Info
        "Có dòng thiếu các ô cuối; các ô đó được coi là trống." /
        "Rows lack cells at their end, which were taken for empty ones.",
    CellsBeside = "cells_beside" Info
        "Có ghi chú bên phải bảng, ngoài các cột có tên; phần đó được bỏ qua, dòng vẫn được đọc." /
        "Something stands right of the named columns; it was left aside, and the row was read.",
    FormulaWithoutValue = "formula_without_value" Error
        "Ô chứa công thức chưa được tính nên không biết giá trị; dòng vẫn được tính, ô coi như trống: mở tệp bằng chương trình bảng tính, lưu lại rồi nạp lại." /
        "The cell holds a formula that was never calculated, so its value is not known; the row counts with the cell empty: open the file in a spreadsheet program, save it and load it again.",
    RareLetter = "rare_letter" Info
        "Ô có chữ hiếm gặp trong họ tên, địa chỉ viết bằng chữ quốc ngữ (như chữ Khmer, chữ Hán, dấu ʼ); chữ đó vẫn được in đủ." /
        "The cell holds a letter that texts in the Vietnamese script rarely have, such as Khmer, Chinese or ʼ; it is printed whole.",
    GarbledText = "garbled_text" Warning
        "Chữ bị lỗi bảng mã, bị mất dấu hoặc bị thay bằng chữ khác trông giống (như Ð thay cho Đ); giấy tờ in đúng như trong ô. Sau mũi tên là cách đọc có nhiều khả năng đúng: hãy đối chiếu và sửa ở nguồn." /
        "The letters come from another encoding, were lost, or are others that look alike (Ð for Đ); papers have what the cell has. Behind the arrow is the likely reading: compare it, and correct the source.",
    OutsideCommune = "outside_commune" Info
        "Xã này ở ngoài dữ liệu; tên xã lấy từ danh mục đơn vị hành chính cả nước." /
        "The commune is outside the extract; its name is that of the country's list of communes.",
    PerhapsTwice = "perhaps_twice" Error
        "Có lẽ một người mang hai số định danh: trùng số chứng minh nhân dân 9 số, hoặc trùng họ tên, ngày sinh, giới tính và nhà ở hoặc hộ. Không ai bị gộp hay bị bỏ; cần xác minh và hủy một số." /
        "Perhaps one person under two personal numbers: the old number of 9 digits is the same, or name, birth date, sex and house or household are. Nobody is merged or left out; have it verified, and one number cancelled.",
    HouseholdNumberRepeated = "household_number_repeated" Warning
        "Các hộ ở những nhà khác nhau trong thôn, tổ dân phố mang cùng một số hộ; danh sách và phiếu rà soát ghi thành từng hộ riêng. Nên cấp lại số hộ." /
        "Households in different houses of a hamlet bear one number; lists and door sheets keep them apart. Give them numbers of their own.",
    NamesInCapitals = "names_in_capitals" Info
        "Có họ tên viết toàn chữ hoa; giấy tờ in đúng như trong dữ liệu. Sau số người là vài ví dụ, kèm cách viết thường dùng: đối chiếu và sửa ở nguồn nếu cần." /
        "Names are written in capitals, and papers print them so. Behind the number of people are examples with the usual form: compare it, and correct the source where need be.",
    NamesWithSpaces = "names_with_spaces" Info
        "Có họ tên chứa nhiều dấu cách liền nhau; khi đọc và in chỉ giữ một dấu cách. Sau số người là vài ví dụ: nên sửa ở nguồn." /
        "Names hold several spaces together, of which one is read and printed. Behind the number of people are examples: they are better corrected at their source.",
    NamesInSmallLetters = "names_in_small_letters" Info
        "Có họ tên viết toàn chữ thường; giấy tờ in đúng như trong dữ liệu. Sau số người là vài ví dụ, kèm cách viết thường dùng: đối chiếu và sửa ở nguồn nếu cần." /
        "Names are written in small letters, and papers print them so. Behind the number of people are examples with the usual form: compare it, and correct the source where need be.",
}

impl FindingRule {
    /// The sentence in both languages.
    pub fn message(self) -> String {
        format!("{} / {}", self.vietnamese(), self.english())
    }
}

impl Serialize for FindingRule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A fact that is odd but usable.
#[derive(Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: FindingRule,
    /// The commune to look into it: of the row, or of the person's residence.
    pub commune_code: Option<CommuneCode>,
    /// The file or sheet, relative to the extract's folder.
    pub file: String,
    pub line: Option<u64>,
    /// The code of a unit or household, or a personal number.
    pub subject: String,
    /// What stands there.
    pub value: String,
}

impl Finding {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }

    /// The sentence in Vietnamese and English.
    pub fn message(&self) -> String {
        self.rule.message()
    }
}

/// Tells where, not whom: subjects and values stay out of logs and panics.
impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Finding({} {}:{:?})", self.rule.as_str(), self.file, self.line)
    }
}
