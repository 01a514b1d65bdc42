//! The words of drop-down lists, and how else people write them.

use crate::import::fold::folded;
use crate::people::nfc;

/// A value of a column: as the template offers it, as the extract has it, and other ways of saying it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    pub shown: &'static str,
    pub word: &'static str,
    pub also: &'static [&'static str],
}

const fn value(shown: &'static str, word: &'static str, also: &'static [&'static str]) -> Value {
    Value { shown, word, also }
}

/// The word of a text, however it is written: with its marks if any value has them so, for «bà» is no «ba»; else without.
pub(in crate::import) fn word_of(values: &[Value], text: &str) -> Option<&'static str> {
    if text.is_empty() {
        return None;
    }
    let (exact, bare) = (nfc(text).to_lowercase(), folded(text));
    let said = |value: &Value| [value.shown, value.word].into_iter().chain(value.also.iter().copied());
    let is_exact = |value: &&Value| said(value).any(|known| known.to_lowercase() == exact);
    let is_alike = |value: &&Value| said(value).any(|known| folded(known) == bare);
    values.iter().find(is_exact).or_else(|| values.iter().find(is_alike)).map(|value| value.word)
}

pub(in crate::import) const SEXES: &[Value] =
    &[value("Nam", "nam", &["m", "male", "trai"]), value("Nữ", "nữ", &["f", "female", "gái", "nu"])];

pub(in crate::import) const ROLES: &[Value] = &[
    value("Chủ hộ", "head", &["ch", "bản thân"]),
    value("Vợ", "spouse", &["vợ chủ hộ", "vợ/chồng", "vợ chồng"]),
    value("Chồng", "spouse", &["chồng chủ hộ"]),
    value("Con", "child", &["con đẻ", "con trai", "con gái", "con nuôi", "con chủ hộ", "con ruột"]),
    value("Bố", "parent", &["bố đẻ", "cha", "cha đẻ", "ba", "bố nuôi", "cha mẹ", "bố mẹ"]),
    value("Mẹ", "parent", &["mẹ đẻ", "má", "mẹ nuôi"]),
    value("Anh", "sibling", &["anh trai", "anh ruột", "anh chị em"]),
    value("Chị", "sibling", &["chị gái", "chị ruột"]),
    value("Em", "sibling", &["em trai", "em gái", "em ruột"]),
    value("Cháu nội, ngoại", "grandchild", &["cháu nội", "cháu ngoại"]),
    value(
        "Khác",
        "other",
        &[
            "con dâu",
            "con rể",
            "bố vợ",
            "mẹ vợ",
            "bố chồng",
            "mẹ chồng",
            "cháu",
            "ông",
            "bà",
            "ông nội",
            "bà nội",
            "ông ngoại",
            "bà ngoại",
            "chú",
            "bác",
            "cô",
            "dì",
            "cậu",
            "em dâu",
            "em rể",
            "anh rể",
            "chị dâu",
            "người ở nhờ",
            "ở nhờ",
            "cháu dâu",
            "cháu rể",
            "chắt",
            "cháu họ",
            "người giúp việc",
            "khác quan hệ",
            "cùng ở",
            "thuê trọ",
        ],
    ),
];

pub(in crate::import) const LIVES: &[Value] = &[
    value("Còn sống", "alive", &["sống", "bình thường", "có mặt"]),
    value("Đã chết", "dead", &["chết", "đã mất", "mất", "qua đời", "từ trần", "tử vong", "đã qua đời"]),
    value("Mất tích", "missing", &["bị tuyên bố mất tích"]),
];

pub(in crate::import) const STATUSES: &[Value] = &[
    value("Bị tước quyền bầu cử", "vote_deprived", &["tước quyền bầu cử"]),
    value("Bị kết án tử hình", "death_sentence", &["tử hình"]),
    value("Đang chấp hành án phạt tù", "imprisonment", &["phạt tù", "án tù", "đang chấp hành hình phạt tù"]),
    value("Án treo", "suspended_imprisonment", &["hưởng án treo"]),
    value("Mất năng lực hành vi dân sự", "incapacity", &["mất năng lực"]),
    value("Bệnh tâm thần có xác nhận", "mental_illness_confirmed", &["bệnh tâm thần"]),
    value(
        "Hoãn chấp hành án",
        "sentence_postponed",
        &["hoãn, tạm đình chỉ chấp hành án", "tạm đình chỉ chấp hành án"],
    ),
    value("Tha tù trước thời hạn", "conditional_release", &["tha tù trước thời hạn có điều kiện"]),
    value("Khác", "other", &[]),
];

pub(in crate::import) const STAYS: &[Value] = &[
    value(
        "Đơn vị vũ trang",
        "military",
        &["quân đội", "quân nhân", "bộ đội", "công an", "đơn vị vũ trang nhân dân"],
    ),
    value("Tạm giam", "detention", &["đang bị tạm giam", "người đang bị tạm giam"]),
    value("Tạm giữ", "temporary_custody", &["đang bị tạm giữ", "người đang bị tạm giữ"]),
    value("Giáo dục bắt buộc", "compulsory_education", &["cơ sở giáo dục bắt buộc"]),
    value("Cai nghiện bắt buộc", "compulsory_rehabilitation", &["cơ sở cai nghiện bắt buộc"]),
    value(
        "Bệnh viện, nhà dưỡng lão",
        "care",
        &["bệnh viện", "nhà dưỡng lão", "nhà an dưỡng", "cơ sở chăm sóc"],
    ),
    value("Cơ quan, tổ chức", "organisation", &["tổ chức", "doanh nghiệp", "trường học", "cơ quan"]),
];

pub(in crate::import) const WISHES: &[Value] = &[
    value("Bỏ phiếu nơi tạm trú", "vote_at_temporary", &["bỏ phiếu ở nơi tạm trú"]),
    value("Bỏ phiếu nơi ở hiện tại", "vote_at_current", &["bỏ phiếu ở nơi ở hiện tại"]),
    value("Bỏ phiếu nơi thường trú", "vote_at_permanent", &["bỏ phiếu ở nơi thường trú"]),
    value("Không bỏ phiếu ở đây", "not_here", &[]),
    value("Quân nhân bỏ phiếu nơi cư trú", "vote_at_permanent_by_certificate", &["bỏ phiếu ở nơi cư trú"]),
    value("Giấy chứng nhận đi nơi khác", "vote_elsewhere_certificate", &["bỏ phiếu ở nơi khác"]),
];

pub(in crate::import) const CHANNELS: &[Value] = &[
    value("Trực tiếp", "in_person", &[]),
    value("Điện thoại", "phone", &[]),
    value("VNeID", "vneid", &[]),
    value("Người thân", "relative", &["qua người thân"]),
    value("Cán bộ ghi nhận", "office", &["cơ quan"]),
];

pub(in crate::import) const AREA_KINDS: &[Value] = &[
    value("Khu dân cư", "residential", &["dân cư"]),
    value("Đơn vị vũ trang", "military", &["quân đội", "vũ trang", "công an"]),
    value("Bệnh viện, nhà dưỡng lão", "care", &["bệnh viện", "nhà dưỡng lão", "nhà an dưỡng"]),
    value("Nơi giam giữ, cai nghiện", "custody", &["tạm giam", "trại tạm giam", "cai nghiện"]),
    value("Cơ quan, tổ chức", "organisation", &["tổ chức", "doanh nghiệp"]),
];

pub(in crate::import) const SMALL_REASONS: &[Value] = &[
    value("Miền núi", "mountain", &["vùng cao"]),
    value("Hải đảo", "island", &["đảo"]),
    value("Dân cư không tập trung", "dispersed", &["phân tán", "cư trú phân tán"]),
    value("Khu vực riêng", "separate", &["riêng"]),
];

pub(in crate::import) const LEVELS: &[Value] = &[
    value("Quốc hội", "national", &["ĐBQH", "QH"]),
    value("HĐND tỉnh, thành phố", "provincial", &["HĐND tỉnh", "HĐND thành phố", "tỉnh"]),
    value("HĐND xã, phường, đặc khu", "communal", &["HĐND xã", "HĐND phường", "xã"]),
];

pub(in crate::import) const SIGNERS: &[Value] =
    &[value("Chủ tịch", "chairman", &[]), value("Phó Chủ tịch", "deputy", &["KT. Chủ tịch", "phó chủ tịch"])];

pub(in crate::import) const TRUTHS: &[Value] =
    &[value("Có", "true", &["x", "1", "yes"]), value("Không", "false", &["0", "o", "no"])];

/// Peoples' countries, as the column of nationalities writes them.
pub(in crate::import) const NATIONALITIES: &[Value] = &[
    value("Việt Nam", "VNM", &["vn", "viet nam", "vnm", "kinh vn"]),
    value("Không quốc tịch, chưa rõ", "XXX", &["không quốc tịch", "chưa rõ", "không rõ", "xxx"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Each offered word is read as itself, and no list is longer than a workbook may hold in a cell's rule.
    #[test]
    fn every_offered_word_is_read() {
        let lists = [
            SEXES,
            ROLES,
            LIVES,
            STATUSES,
            STAYS,
            WISHES,
            CHANNELS,
            AREA_KINDS,
            SMALL_REASONS,
            LEVELS,
            SIGNERS,
            TRUTHS,
            NATIONALITIES,
        ];
        for list in lists {
            for value in list {
                assert_eq!(word_of(list, value.shown), Some(value.word), "{}", value.shown);
                for also in value.also {
                    assert_eq!(word_of(list, also), Some(value.word), "{also}");
                }
            }
        }
    }
}
