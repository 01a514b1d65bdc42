//! What may be wrong with a territory, in words for an office.

use crate::people::CommuneCode;

/// A table of what may be wrong: the stable word of the findings, whether the law forbids it (`Error`) or it only asks for a look
/// (`Warning`), and what to do, in Vietnamese and English.
macro_rules! troubles {
    ($(#[$of:meta])* $kind:ident {
        $($(#[$doc:meta])* $variant:ident = $word:literal $severity:ident $vietnamese:literal / $english:literal,)+
    }) => {
        $(#[$of])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $kind { $($(#[$doc])* $variant,)+ }

        impl $kind {
            /// The stable word of the findings.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Whether the law forbids it, or it only asks for a look.
            pub fn severity(self) -> $crate::people::Severity {
                match self { $(Self::$variant => $crate::people::Severity::$severity,)+ }
            }

            /// What is wrong and what to do, in Vietnamese and English.
            pub fn message(self) -> &'static str {
                match self { $(Self::$variant => concat!($vietnamese, " / ", $english),)+ }
            }
        }
    };
}

pub(crate) use troubles;

troubles! {
    /// What is wrong with a part of the territory.
    TroubleKind {
        /// T1: an area in no constituency of a level elected there.
        AreaWithoutConstituency = "area_without_constituency" Error
            "Khu vực bỏ phiếu chưa thuộc đơn vị bầu cử nào của cấp này; bổ sung vào constituency_parts." /
            "The area belongs to no constituency of this level; add it to constituency_parts.",
        /// T1: an area in more than one constituency of a level.
        AreaInSeveralConstituencies = "area_in_several_constituencies" Error
            "Khu vực bỏ phiếu thuộc nhiều đơn vị bầu cử cùng cấp; chỉ giữ một." /
            "The area belongs to several constituencies of this level; keep one.",
        /// T1: an area of a commune that is not in the extract.
        AreaInUnknownCommune = "area_in_unknown_commune" Error
            "Khu vực bỏ phiếu thuộc xã không có trong communes." /
            "The area's commune is not in communes.",
        /// T1: two areas of a commune have the same number.
        AreaNumberTwice = "area_number_twice" Error
            "Hai khu vực bỏ phiếu của xã trùng số; đánh số lại." /
            "Two areas of the commune have the same number; renumber one.",
        /// Two areas of a commune have codes that are the same where upper and lower case are one.
        AreaCodesAlike = "area_codes_alike" Error
            "Hai khu vực bỏ phiếu của xã có mã chỉ khác chữ hoa, chữ thường, nên thư mục lẫn vào nhau trên Windows và USB; đặt mã khác." /
            "The codes of two areas of the commune differ in upper and lower case alone, so that Windows and sticks take their folders for one; give one another code.",
        /// An area has the number 0, the placeholder of an unfinished plan.
        AreaNumberZero = "area_number_zero" Error
            "Khu vực bỏ phiếu mang số 0; đánh số từ 1, vì số này in trên danh sách, thẻ và biên bản." /
            "The area has the number 0; number areas from 1, for lists, cards and minutes print it.",
        /// T1: a residential area without any hamlet.
        AreaWithoutParts = "area_without_parts" Warning
            "Khu vực dân cư chưa có thôn, tổ dân phố nào trong area_parts." /
            "The residential area has no hamlet in area_parts.",
        /// A hamlet that no area serves, in a commune with several residential areas: whoever lives there waits.
        HamletWithoutArea = "hamlet_without_area" Warning
            "Thôn, tổ dân phố chưa thuộc khu vực bỏ phiếu nào, nên cử tri ở đó phải chờ; bổ sung vào area_parts." /
            "The hamlet belongs to no area, so that its voters wait; add it to area_parts.",
        /// Hamlets of a commune have one name: papers cannot tell them apart.
        HamletsOfOneName = "hamlets_of_one_name" Warning
            "Các thôn, tổ dân phố của xã trùng tên, trên giấy không phân biệt được; ghi thêm vào tên, ví dụ tên xã cũ." /
            "Hamlets of the commune have one name, and papers cannot tell them apart; add something to the names, such as the former commune's.",
        /// A part names an area or hamlet that is unknown, or lies in another commune.
        PartUnknown = "area_part_unknown" Warning
            "Phần khu vực nêu khu vực hoặc thôn không có, hoặc ở xã khác." /
            "The part names an area or hamlet that is unknown or in another commune.",
        /// House ranges of two areas overlap in one hamlet, or two areas have the whole hamlet.
        RangesOverlap = "house_ranges_overlap" Warning
            "Khoảng số nhà của các khu vực chồng nhau; khu vực có số nhỏ hơn được chọn." /
            "House ranges of areas overlap; the lowest number is taken.",
        /// House ranges of a hamlet leave out houses between them.
        RangesApart = "house_ranges_apart" Warning
            "Giữa các khoảng số nhà của thôn, tổ dân phố có số nhà không thuộc khu vực nào, nên cử tri ở đó phải chờ; nối các khoảng lại." /
            "The hamlet's house ranges leave out houses between them, whose voters wait; join the ranges.",
        /// A house range that ends before it begins.
        RangeBackwards = "house_range_backwards" Warning
            "Khoảng số nhà kết thúc trước khi bắt đầu." /
            "The house range ends before it begins.",
        /// T2: more deputies than the law allows, or none.
        SeatsOutOfRange = "seats_out_of_range" Error
            "Số đại biểu ngoài giới hạn của Điều 10." /
            "The number of deputies is outside what Art. 10 allows.",
        /// T3: a National Assembly or provincial constituency that is not made of whole communes.
        NotWholeCommunes = "constituency_not_whole_communes" Error
            "Đơn vị bầu cử cấp này phải gồm trọn xã." /
            "A constituency of this level is made of whole communes.",
        /// T3: a communal constituency with areas of more than one commune, or a council where none is elected.
        CommunalAcrossCommunes = "communal_constituency_across_communes" Error
            "Đơn vị bầu cử cấp xã phải nằm trong một xã có bầu Hội đồng nhân dân." /
            "A communal constituency lies within one commune that elects a council.",
        /// A constituency part that names something unknown, or nothing.
        ConstituencyPartUnknown = "constituency_part_unknown" Warning
            "Phần đơn vị bầu cử nêu mã không có." /
            "The constituency part names a code that is unknown.",
        /// A facility in an unknown commune, or with an unknown area or one in another commune.
        FacilityPlaceUnknown = "facility_place_unknown" Warning
            "Cơ sở có xã hoặc khu vực không xác định." /
            "The facility's commune or area is unknown.",
        /// A hamlet or commune whose upper unit is not in the extract.
        UnitWithoutParent = "unit_without_parent" Warning
            "Đơn vị hành chính cấp trên không có trong dữ liệu." /
            "The upper unit is not in the extract.",
    }
}

/// A finding on the territory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trouble {
    pub kind: TroubleKind,
    pub commune_code: Option<CommuneCode>,
    /// The code of the unit.
    pub subject: String,
    /// The value that is wrong, such as a level or a number.
    pub value: String,
}
