//! What may be wrong with a territory, in words for an office.

use crate::people::CommuneCode;

/// What is wrong with a part of the territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TroubleKind {
    /// T1: an area in no constituency of a level elected there.
    AreaWithoutConstituency,
    /// T1: an area in more than one constituency of a level.
    AreaInSeveralConstituencies,
    /// T1: an area of a commune that is not in the extract.
    AreaInUnknownCommune,
    /// T1: two areas of a commune have the same number.
    AreaNumberTwice,
    /// Two areas of a commune have codes that are the same where upper and lower case are one.
    AreaCodesAlike,
    /// An area has the number 0, the placeholder of an unfinished plan.
    AreaNumberZero,
    /// T1: a residential area without any hamlet.
    AreaWithoutParts,
    /// A hamlet that no area serves, in a commune with several residential areas: whoever lives there waits.
    HamletWithoutArea,
    /// Hamlets of a commune have one name: papers cannot tell them apart.
    HamletsOfOneName,
    /// A part names an area or hamlet that is unknown, or lies in another commune.
    PartUnknown,
    /// House ranges of two areas overlap in one hamlet, or two areas have the whole hamlet.
    RangesOverlap,
    /// House ranges of a hamlet leave out houses between them.
    RangesApart,
    /// A house range that ends before it begins.
    RangeBackwards,
    /// T2: more deputies than the law allows, or none.
    SeatsOutOfRange,
    /// T3: a National Assembly or provincial constituency that is not made of whole communes.
    NotWholeCommunes,
    /// T3: a communal constituency with areas of more than one commune, or a council where none is elected.
    CommunalAcrossCommunes,
    /// A constituency part that names something unknown, or nothing.
    ConstituencyPartUnknown,
    /// A facility in an unknown commune, or with an unknown area or one in another commune.
    FacilityPlaceUnknown,
    /// A hamlet or commune whose upper unit is not in the extract.
    UnitWithoutParent,
}

impl TroubleKind {
    /// The stable word of the findings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AreaWithoutConstituency => "area_without_constituency",
            Self::AreaInSeveralConstituencies => "area_in_several_constituencies",
            Self::AreaInUnknownCommune => "area_in_unknown_commune",
            Self::AreaNumberTwice => "area_number_twice",
            Self::AreaCodesAlike => "area_codes_alike",
            Self::AreaNumberZero => "area_number_zero",
            Self::AreaWithoutParts => "area_without_parts",
            Self::HamletWithoutArea => "hamlet_without_area",
            Self::HamletsOfOneName => "hamlets_of_one_name",
            Self::PartUnknown => "area_part_unknown",
            Self::RangesOverlap => "house_ranges_overlap",
            Self::RangesApart => "house_ranges_apart",
            Self::RangeBackwards => "house_range_backwards",
            Self::SeatsOutOfRange => "seats_out_of_range",
            Self::NotWholeCommunes => "constituency_not_whole_communes",
            Self::CommunalAcrossCommunes => "communal_constituency_across_communes",
            Self::ConstituencyPartUnknown => "constituency_part_unknown",
            Self::FacilityPlaceUnknown => "facility_place_unknown",
            Self::UnitWithoutParent => "unit_without_parent",
        }
    }

    /// Whether the law forbids it, or it only asks for a look.
    pub fn is_error(self) -> bool {
        match self {
            Self::AreaWithoutConstituency
            | Self::AreaInSeveralConstituencies
            | Self::AreaInUnknownCommune
            | Self::AreaNumberTwice
            | Self::AreaCodesAlike
            | Self::AreaNumberZero
            | Self::SeatsOutOfRange
            | Self::NotWholeCommunes
            | Self::CommunalAcrossCommunes => true,
            Self::AreaWithoutParts
            | Self::HamletWithoutArea
            | Self::HamletsOfOneName
            | Self::PartUnknown
            | Self::RangesOverlap
            | Self::RangesApart
            | Self::RangeBackwards
            | Self::ConstituencyPartUnknown
            | Self::FacilityPlaceUnknown
            | Self::UnitWithoutParent => false,
        }
    }

    /// What is wrong and what to do, in Vietnamese and English.
    pub fn message(self) -> &'static str {
        match self {
            Self::AreaWithoutConstituency => {
                "Khu vực bỏ phiếu chưa thuộc đơn vị bầu cử nào của cấp này; bổ sung vào constituency_parts. / The area belongs to no constituency of this level; add it to constituency_parts."
            }
            Self::AreaInSeveralConstituencies => {
                "Khu vực bỏ phiếu thuộc nhiều đơn vị bầu cử cùng cấp; chỉ giữ một. / The area belongs to several constituencies of this level; keep one."
            }
            Self::AreaInUnknownCommune => {
                "Khu vực bỏ phiếu thuộc xã không có trong communes. / The area's commune is not in communes."
            }
            Self::AreaNumberTwice => {
                "Hai khu vực bỏ phiếu của xã trùng số; đánh số lại. / Two areas of the commune have the same number; renumber one."
            }
            Self::AreaCodesAlike => {
                "Hai khu vực bỏ phiếu của xã có mã chỉ khác chữ hoa, chữ thường, nên thư mục lẫn vào nhau trên Windows và USB; đặt mã khác. / The codes of two areas of the commune differ in upper and lower case alone, so that Windows and sticks take their folders for one; give one another code."
            }
            Self::AreaNumberZero => {
                "Khu vực bỏ phiếu mang số 0; đánh số từ 1, vì số này in trên danh sách, thẻ và biên bản. / The area has the number 0; number areas from 1, for lists, cards and minutes print it."
            }
            Self::AreaWithoutParts => {
                "Khu vực dân cư chưa có thôn, tổ dân phố nào trong area_parts. / The residential area has no hamlet in area_parts."
            }
            Self::HamletWithoutArea => {
                "Thôn, tổ dân phố chưa thuộc khu vực bỏ phiếu nào, nên cử tri ở đó phải chờ; bổ sung vào area_parts. / The hamlet belongs to no area, so that its voters wait; add it to area_parts."
            }
            Self::HamletsOfOneName => {
                "Các thôn, tổ dân phố của xã trùng tên, trên giấy không phân biệt được; ghi thêm vào tên, ví dụ tên xã cũ. / Hamlets of the commune have one name, and papers cannot tell them apart; add something to the names, such as the former commune's."
            }
            Self::PartUnknown => {
                "Phần khu vực nêu khu vực hoặc thôn không có, hoặc ở xã khác. / The part names an area or hamlet that is unknown or in another commune."
            }
            Self::RangesOverlap => {
                "Khoảng số nhà của các khu vực chồng nhau; khu vực có số nhỏ hơn được chọn. / House ranges of areas overlap; the lowest number is taken."
            }
            Self::RangesApart => {
                "Giữa các khoảng số nhà của thôn, tổ dân phố có số nhà không thuộc khu vực nào, nên cử tri ở đó phải chờ; nối các khoảng lại. / The hamlet's house ranges leave out houses between them, whose voters wait; join the ranges."
            }
            Self::RangeBackwards => {
                "Khoảng số nhà kết thúc trước khi bắt đầu. / The house range ends before it begins."
            }
            Self::SeatsOutOfRange => {
                "Số đại biểu ngoài giới hạn của Điều 10. / The number of deputies is outside what Art. 10 allows."
            }
            Self::NotWholeCommunes => {
                "Đơn vị bầu cử cấp này phải gồm trọn xã. / A constituency of this level is made of whole communes."
            }
            Self::CommunalAcrossCommunes => {
                "Đơn vị bầu cử cấp xã phải nằm trong một xã có bầu Hội đồng nhân dân. / A communal constituency lies within one commune that elects a council."
            }
            Self::ConstituencyPartUnknown => {
                "Phần đơn vị bầu cử nêu mã không có. / The constituency part names a code that is unknown."
            }
            Self::FacilityPlaceUnknown => {
                "Cơ sở có xã hoặc khu vực không xác định. / The facility's commune or area is unknown."
            }
            Self::UnitWithoutParent => {
                "Đơn vị hành chính cấp trên không có trong dữ liệu. / The upper unit is not in the extract."
            }
        }
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
