//! The words for what is told of units, and for true and false.

use super::Spellings;

pub(super) const COMMUNE: &[Spellings] = &[("xã", &[]), ("phường", &[]), ("đặc khu", &[])];

pub(super) const AREA: &[Spellings] = &[
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

pub(super) const SMALL_REASON: &[Spellings] = &[
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

pub(super) const LEVEL: &[Spellings] = &[
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

pub(super) const SIGNER_ROLE: &[Spellings] =
    &[("chairman", &["chủ tịch"]), ("deputy", &["phó chủ tịch", "kt. chủ tịch"])];

pub(super) const TRUTH: &[Spellings] =
    &[("true", &["đúng", "có", "x", "1", "yes", "y"]), ("false", &["sai", "không", "0", "no", "n"])];
