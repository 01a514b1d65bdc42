//! The Vietnamese words that offices write for the values of the public format, as data beside those values.
//!
//! A word is known whatever its case; without its marks (`chu ho`) only where no other value of the column could be meant.

use super::nearest::nearest;
use crate::people::{letters_apart, nfc, unmarked};

/// A value of the public format and how offices write it: in lower case, composed, with its marks.
type Spellings = (&'static str, &'static [&'static str]);

const SEX: &[Spellings] = &[("nam", &["trai", "giới tính nam"]), ("nữ", &["gái", "giới tính nữ"])];

const HOUSEHOLD_ROLE: &[Spellings] = &[
    ("head", &["chủ hộ"]),
    ("spouse", &["vợ", "chồng", "vợ/chồng", "vợ chủ hộ", "chồng chủ hộ"]),
    ("child", &["con", "con đẻ", "con ruột", "con trai", "con gái", "con nuôi", "con chủ hộ"]),
    (
        "parent",
        &[
            "cha",
            "bố",
            "mẹ",
            "cha mẹ",
            "bố mẹ",
            "cha/mẹ",
            "bố/mẹ",
            "cha đẻ",
            "bố đẻ",
            "mẹ đẻ",
            "cha nuôi",
            "bố nuôi",
            "mẹ nuôi",
        ],
    ),
    (
        "sibling",
        &[
            "anh",
            "chị",
            "em",
            "anh trai",
            "chị gái",
            "em trai",
            "em gái",
            "anh ruột",
            "chị ruột",
            "em ruột",
            "anh chị em",
        ],
    ),
    ("grandchild", &["cháu", "cháu nội", "cháu ngoại", "cháu ruột"]),
    (
        "other",
        &[
            "khác",
            "ông",
            "ông nội",
            "ông ngoại",
            "bà nội",
            "bà ngoại",
            "cô",
            "dì",
            "chú",
            "bác",
            "cậu",
            "con dâu",
            "con rể",
            "anh rể",
            "chị dâu",
            "em rể",
            "em dâu",
            "cha vợ",
            "bố vợ",
            "mẹ vợ",
            "cha chồng",
            "bố chồng",
            "mẹ chồng",
            "cháu họ",
            "chắt",
            "người ở nhờ",
            "ở nhờ",
            "ở thuê",
            "người giúp việc",
        ],
    ),
];

const VITAL_STATUS: &[Spellings] = &[
    ("alive", &["còn sống", "sống", "đang sống"]),
    (
        "dead",
        &[
            "đã chết",
            "chết",
            "đã mất",
            "từ trần",
            "qua đời",
            "đã khai tử",
            "tuyên bố đã chết",
            "bị tuyên bố là đã chết",
        ],
    ),
    ("missing", &["mất tích", "bị tuyên bố mất tích", "tuyên bố mất tích"]),
    ("removed", &["đã xóa", "xóa", "đã xóa khỏi cơ sở dữ liệu", "hủy số định danh"]),
];

const RESIDENCE: &[Spellings] = &[
    ("permanent", &["thường trú", "nơi thường trú", "đăng ký thường trú", "hộ khẩu thường trú"]),
    ("temporary", &["tạm trú", "nơi tạm trú", "đăng ký tạm trú"]),
    (
        "current",
        &["nơi ở hiện tại", "hiện tại", "nơi ở hiện nay", "chỗ ở hiện tại", "chỗ ở hiện nay", "nơi đang ở"],
    ),
];

const STAY: &[Spellings] = &[
    (
        "military",
        &[
            "nghĩa vụ quân sự",
            "quân đội",
            "bộ đội",
            "quân nhân",
            "tại ngũ",
            "đơn vị vũ trang",
            "lực lượng vũ trang",
            "đơn vị vũ trang nhân dân",
            "nghĩa vụ công an",
        ],
    ),
    ("detention", &["tạm giam", "bị tạm giam", "đang bị tạm giam", "trại tạm giam"]),
    ("temporary_custody", &["tạm giữ", "bị tạm giữ", "đang bị tạm giữ", "nhà tạm giữ"]),
    (
        "compulsory_education",
        &[
            "cơ sở giáo dục bắt buộc",
            "giáo dục bắt buộc",
            "đưa vào cơ sở giáo dục bắt buộc",
            "trường giáo dưỡng",
        ],
    ),
    (
        "compulsory_rehabilitation",
        &[
            "cai nghiện",
            "cai nghiện bắt buộc",
            "cơ sở cai nghiện bắt buộc",
            "đưa vào cơ sở cai nghiện bắt buộc",
        ],
    ),
    (
        "care",
        &[
            "cơ sở chăm sóc",
            "chăm sóc",
            "dưỡng lão",
            "viện dưỡng lão",
            "trung tâm bảo trợ xã hội",
            "bảo trợ xã hội",
            "cơ sở trợ giúp xã hội",
        ],
    ),
    (
        "organisation",
        &["tổ chức", "cơ quan", "cơ quan, tổ chức", "đơn vị", "doanh nghiệp", "trường học", "ký túc xá"],
    ),
];

const STATUS: &[Spellings] = &[
    ("vote_deprived", &["tước quyền bầu cử", "bị tước quyền bầu cử", "đang bị tước quyền bầu cử"]),
    ("death_sentence", &["án tử hình", "tử hình", "bị kết án tử hình", "đang chờ thi hành án tử hình"]),
    (
        "imprisonment",
        &[
            "phạt tù",
            "án phạt tù",
            "hình phạt tù",
            "chấp hành án phạt tù",
            "chấp hành hình phạt tù",
            "đang chấp hành án phạt tù",
            "đang chấp hành hình phạt tù",
            "phạt tù không được hưởng án treo",
            "đang chấp hành hình phạt tù mà không được hưởng án treo",
        ],
    ),
    (
        "suspended_imprisonment",
        &[
            "án treo",
            "hưởng án treo",
            "được hưởng án treo",
            "phạt tù cho hưởng án treo",
            "phạt tù được hưởng án treo",
        ],
    ),
    (
        "incapacity",
        &["mất năng lực hành vi dân sự", "mất năng lực hành vi", "bị tuyên bố mất năng lực hành vi dân sự"],
    ),
    (
        "mental_illness_confirmed",
        &[
            "xác nhận bệnh tâm thần",
            "bệnh tâm thần có xác nhận",
            "có xác nhận bệnh tâm thần",
            "có xác nhận mắc bệnh tâm thần",
        ],
    ),
    (
        "sentence_postponed",
        &[
            "hoãn chấp hành án",
            "hoãn chấp hành án phạt tù",
            "hoãn chấp hành hình phạt tù",
            "được hoãn chấp hành án phạt tù",
            "tạm đình chỉ chấp hành án",
            "tạm đình chỉ chấp hành án phạt tù",
            "được tạm đình chỉ chấp hành án phạt tù",
        ],
    ),
    (
        "conditional_release",
        &[
            "tha tù trước thời hạn có điều kiện",
            "tha tù trước hạn có điều kiện",
            "được tha tù trước thời hạn có điều kiện",
        ],
    ),
    ("other", &["khác", "tình trạng khác"]),
];

const WISH: &[Spellings] = &[
    (
        "vote_at_temporary",
        &[
            "bỏ phiếu ở nơi tạm trú",
            "bỏ phiếu tại nơi tạm trú",
            "bầu cử ở nơi tạm trú",
            "bầu cử tại nơi tạm trú",
            "bầu ở nơi tạm trú",
        ],
    ),
    (
        "vote_at_current",
        &[
            "bỏ phiếu ở nơi ở hiện tại",
            "bỏ phiếu tại nơi ở hiện tại",
            "bầu cử ở nơi ở hiện tại",
            "bầu cử tại nơi ở hiện tại",
            "bầu ở nơi ở hiện tại",
        ],
    ),
    (
        "vote_at_permanent",
        &[
            "bỏ phiếu ở nơi thường trú",
            "bỏ phiếu tại nơi thường trú",
            "bầu cử ở nơi thường trú",
            "bầu cử tại nơi thường trú",
            "bầu ở nơi thường trú",
        ],
    ),
    (
        "not_here",
        &["không bầu ở đây", "không bầu cử ở đây", "không bỏ phiếu ở đây", "không bỏ phiếu tại đây"],
    ),
    (
        "vote_at_permanent_by_certificate",
        &[
            "giấy chứng nhận của chỉ huy đơn vị",
            "giấy chứng nhận bầu cử ở nơi thường trú",
            "bỏ phiếu ở nơi thường trú theo giấy chứng nhận",
            "bầu cử ở nơi thường trú theo giấy chứng nhận",
        ],
    ),
    (
        "vote_elsewhere_certificate",
        &[
            "giấy chứng nhận bỏ phiếu nơi khác",
            "giấy chứng nhận bầu cử nơi khác",
            "giấy chứng nhận đi bỏ phiếu nơi khác",
            "giấy chứng nhận tham gia bỏ phiếu nơi khác",
            "đi bầu cử nơi khác",
            "bỏ phiếu nơi khác",
        ],
    ),
];

const CHANNEL: &[Spellings] = &[
    ("in_person", &["trực tiếp", "đến trực tiếp", "gặp trực tiếp"]),
    ("phone", &["điện thoại", "qua điện thoại", "gọi điện"]),
    ("vneid", &["qua vneid", "ứng dụng vneid"]),
    ("relative", &["người thân", "người nhà", "qua người thân", "qua người nhà", "thân nhân"]),
    ("office", &["cơ quan", "qua cơ quan", "cán bộ", "ủy ban nhân dân", "ủy ban nhân dân xã"]),
];

const COMMUNE: &[Spellings] = &[("xã", &[]), ("phường", &[]), ("đặc khu", &[])];

const AREA: &[Spellings] = &[
    ("residential", &["khu dân cư", "dân cư", "nhà ở", "thôn, tổ dân phố"]),
    (
        "military",
        &["quân đội", "đơn vị vũ trang", "lực lượng vũ trang", "đơn vị vũ trang nhân dân", "doanh trại"],
    ),
    (
        "care",
        &[
            "bệnh viện",
            "nhà hộ sinh",
            "nhà an dưỡng",
            "cơ sở chăm sóc",
            "dưỡng lão",
            "cơ sở chăm sóc người khuyết tật",
            "cơ sở chăm sóc người cao tuổi",
        ],
    ),
    (
        "custody",
        &[
            "trại tạm giam",
            "tạm giam",
            "nhà tạm giữ",
            "cơ sở giam giữ",
            "nơi giam giữ",
            "cơ sở giáo dục bắt buộc",
            "cơ sở cai nghiện bắt buộc",
        ],
    ),
    ("organisation", &["tổ chức", "cơ quan", "cơ quan, tổ chức", "doanh nghiệp", "trường học"]),
];

const SMALL_REASON: &[Spellings] = &[
    ("mountain", &["miền núi", "vùng núi", "vùng cao"]),
    ("island", &["hải đảo", "đảo", "vùng đảo"]),
    (
        "dispersed",
        &[
            "dân cư không tập trung",
            "dân cư ở không tập trung",
            "nơi dân cư không tập trung",
            "dân cư phân tán",
            "phân tán",
        ],
    ),
    ("separate", &["khu vực bỏ phiếu riêng", "khu vực riêng", "riêng"]),
];

const LEVEL: &[Spellings] = &[
    ("national", &["quốc hội", "đại biểu quốc hội"]),
    (
        "provincial",
        &[
            "cấp tỉnh",
            "tỉnh",
            "hội đồng nhân dân tỉnh",
            "hội đồng nhân dân cấp tỉnh",
            "hđnd tỉnh",
            "hđnd cấp tỉnh",
        ],
    ),
    (
        "communal",
        &["cấp xã", "xã", "hội đồng nhân dân xã", "hội đồng nhân dân cấp xã", "hđnd xã", "hđnd cấp xã"],
    ),
];

const SIGNER_ROLE: &[Spellings] =
    &[("chairman", &["chủ tịch"]), ("deputy", &["phó chủ tịch", "kt. chủ tịch"])];

const TRUTH: &[Spellings] =
    &[("true", &["đúng", "có", "x", "1", "yes", "y"]), ("false", &["sai", "không", "0", "no", "n"])];

/// Every enumeration of the schema that has Vietnamese words.
const ENUMERATIONS: &[&[Spellings]] = &[
    SEX,
    HOUSEHOLD_ROLE,
    VITAL_STATUS,
    RESIDENCE,
    STAY,
    STATUS,
    WISH,
    CHANNEL,
    COMMUNE,
    AREA,
    SMALL_REASON,
    LEVEL,
    SIGNER_ROLE,
    TRUTH,
];

/// The value of the public format that a text means in a column that takes `values`; `None` if there is none, or more than
/// one could be meant.
pub(super) fn meant(values: &'static [&'static str], text: &str) -> Option<&'static str> {
    let text = plain(text);
    let known = spellings(values);
    if let Some((value, _)) = known.iter().find(|(_, spelling)| *spelling == text) {
        return Some(value);
    }
    let unmarked_text = unmarked(&text);
    let mut alike = known.iter().filter(|(_, spelling)| unmarked(spelling) == unmarked_text);
    let (value, _) = alike.next()?;
    // Marks that say something else are not passed over: only a text without any may be short of some.
    (unmarked_text == text && alike.all(|(other, _)| other == value)).then_some(*value)
}

/// The value that a misspelt word likely means: one letter in four may be another.
pub(super) fn likely(values: &'static [&'static str], text: &str) -> Option<&'static str> {
    let text = plain(text);
    let known = spellings(values);
    let near = nearest(&text, known.iter().map(|(_, spelling)| *spelling));
    let is_near = letters_apart(&text, near) * 4 <= near.chars().count() && near.chars().count() >= 3;
    known.iter().find(|(_, spelling)| is_near && *spelling == near).map(|(value, _)| *value)
}

/// Every way to write the values: each as itself, then in Vietnamese.
fn spellings(values: &'static [&'static str]) -> Vec<(&'static str, &'static str)> {
    let of_column = |entry: &&[Spellings]| entry.iter().all(|(value, _)| values.contains(value));
    let of_value = |value: &'static str| {
        let entry = ENUMERATIONS.iter().find(|entry| of_column(entry)).copied().unwrap_or_default();
        let spelt = entry.iter().filter(move |(known, _)| *known == value).flat_map(|(_, spelt)| *spelt);
        std::iter::once((value, value)).chain(spelt.map(move |spelling| (value, *spelling)))
    };
    values.iter().flat_map(|value| of_value(value)).collect()
}

/// A text in lower case, composed, with single spaces and without a full stop at its end.
fn plain(text: &str) -> String {
    nfc(text).to_lowercase().trim_end_matches(['.', ',']).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::schema::{Kind, TABLES};

    /// The enumerations of the schema.
    fn enumerations() -> impl Iterator<Item = &'static [&'static str]> {
        TABLES.iter().flat_map(|table| table.columns).filter_map(|column| match column.kind {
            Kind::One(values) => Some(values),
            Kind::Boolean => Some(&["true", "false"]),
            _ => None,
        })
    }

    #[test]
    fn every_value_of_every_enumeration_has_vietnamese_words_of_its_own() {
        for values in enumerations() {
            let spelt = spellings(values);
            for value in values {
                // English words for the sexes and marks for booleans aside, each value can be written in Vietnamese.
                let is_vietnamese = |word: &str| ["nam", "xã", "phường", "đặc khu"].contains(&word);
                let words =
                    spelt.iter().filter(|(of, word)| of == value && (word != value || is_vietnamese(word)));
                let is_english = ["male", "female", "m", "f", "vneid"].contains(value);
                assert!(is_english || words.count() > 0, "{value} of {values:?} has no Vietnamese word");
            }
            for (value, spelling) in &spelt {
                assert_eq!(plain(spelling), *spelling, "spelt as it is compared");
                assert_eq!(
                    meant(values, spelling),
                    Some(*value),
                    "{spelling} has two meanings in {values:?}"
                );
                assert_eq!(meant(values, &format!(" {} ", spelling.to_uppercase())), Some(*value));
            }
        }
    }

    #[test]
    fn a_word_without_its_marks_is_known_where_nothing_else_could_be_meant() {
        let role = enumerations().find(|values| values.contains(&"spouse")).unwrap();
        let cases = [
            ("chu ho", Some("head")),
            ("Vo", Some("spouse")),
            ("CHỒNG.", Some("spouse")),
            // With other marks it is another word.
            ("chủ hố", None),
            ("vỡ", None),
            ("người lạ", None),
        ];
        for (text, value) in cases {
            assert_eq!(meant(role, text), value, "{text}");
        }
        assert_eq!(likely(role, "chủ hố"), Some("head"));
        assert_eq!(likely(role, "người lạ"), None);
    }
}
