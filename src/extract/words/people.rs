//! The words for what is told of people.

use super::Spellings;

pub(super) const SEX: &[Spellings] = &[("nam", &["trai", "giới tính nam"]), ("nữ", &["gái", "giới tính nữ"])];

pub(super) const HOUSEHOLD_ROLE: &[Spellings] = &[
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

pub(super) const VITAL_STATUS: &[Spellings] = &[
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

pub(super) const RESIDENCE: &[Spellings] = &[
    ("permanent", &["thường trú", "nơi thường trú", "đăng ký thường trú", "hộ khẩu thường trú"]),
    ("temporary", &["tạm trú", "nơi tạm trú", "đăng ký tạm trú"]),
    (
        "current",
        &["nơi ở hiện tại", "hiện tại", "nơi ở hiện nay", "chỗ ở hiện tại", "chỗ ở hiện nay", "nơi đang ở"],
    ),
];

pub(super) const STAY: &[Spellings] = &[
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

pub(super) const STATUS: &[Spellings] = &[
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

pub(super) const WISH: &[Spellings] = &[
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

pub(super) const CHANNEL: &[Spellings] = &[
    ("in_person", &["trực tiếp", "đến trực tiếp", "gặp trực tiếp"]),
    ("phone", &["điện thoại", "qua điện thoại", "gọi điện"]),
    ("vneid", &["qua vneid", "ứng dụng vneid"]),
    ("relative", &["người thân", "người nhà", "qua người thân", "qua người nhà", "thân nhân"]),
    ("office", &["cơ quan", "qua cơ quan", "cán bộ", "ủy ban nhân dân", "ủy ban nhân dân xã"]),
];
