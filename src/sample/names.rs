//! Invented names of people: *họ* (family), *đệm* (middle, one or two syllables or none), *tên* (given).
//!
//! Frequencies are rounded from counts over about 67,000 names in published school lists and the UIT-ViNames collection;
//! how often women bear "Thị" by year of birth follows what the same lists show for schools against adults.

use super::draw::{Draw, Weighted};
use crate::people::Sex;

const FAMILIES: &[(&str, u32)] = &[
    ("Nguyễn", 2657),
    ("Trần", 937),
    ("Lê", 856),
    ("Phạm", 624),
    ("Bùi", 289),
    ("Phan", 283),
    ("Vũ", 281),
    ("Hoàng", 273),
    ("Võ", 269),
    ("Đỗ", 252),
    ("Đặng", 232),
    ("Huỳnh", 222),
    ("Ngô", 196),
    ("Trương", 186),
    ("Đinh", 163),
    ("Hồ", 161),
    ("Dương", 145),
    ("Đoàn", 131),
    ("Đào", 115),
    ("Trịnh", 104),
    ("Mai", 99),
    ("Hà", 98),
    ("Lương", 92),
    ("Cao", 85),
    ("Lưu", 62),
    ("Lý", 49),
    ("Lâm", 49),
    ("Tạ", 45),
    ("Phùng", 42),
    ("Thái", 39),
    ("Vương", 37),
    ("Tô", 37),
    ("Chu", 35),
    ("Đàm", 26),
    ("Châu", 25),
    ("Quách", 20),
    ("Tống", 19),
    ("Kiều", 19),
    ("Nghiêm", 8),
    ("Doãn", 7),
    ("Khổng", 4),
];

const MINORITY_FAMILIES: &[(&str, u32)] = &[
    ("Nông", 20),
    ("Hoàng", 18),
    ("Lò", 16),
    ("Vi", 12),
    ("Lương", 12),
    ("Triệu", 10),
    ("Bế", 6),
    ("Ma", 6),
    ("Mã", 5),
    ("Lường", 5),
    ("Đinh", 5),
    ("Bàn", 4),
    ("Hà", 4),
    ("Lục", 4),
    ("Mông", 3),
    ("Lô", 3),
];

/// The middle name of a man, beside "Văn", which goes by year of birth.
const MENS_MIDDLES: &[(&str, u32)] = &[
    ("Minh", 181),
    ("Thanh", 130),
    ("Ngọc", 130),
    ("Đức", 124),
    ("Quốc", 109),
    ("Quang", 105),
    ("Hoàng", 100),
    ("Xuân", 99),
    ("Đình", 92),
    ("Hữu", 91),
    ("Thành", 72),
    ("Duy", 69),
    ("Anh", 66),
    ("Công", 61),
    ("Trung", 59),
    ("Trọng", 56),
    ("Tuấn", 50),
    ("Tấn", 49),
    ("Tiến", 48),
    ("Thế", 44),
    ("Mạnh", 38),
    ("Hồng", 36),
    ("Nhật", 34),
    ("Chí", 32),
    ("Huy", 32),
    ("Việt", 30),
    ("Bá", 29),
    ("Đăng", 29),
    ("Gia", 26),
    ("Viết", 24),
    ("Khắc", 17),
    ("Phúc", 15),
];

/// The middle name of a woman, alone or after "Thị".
const WOMENS_MIDDLES: &[(&str, u32)] = &[
    ("Thu", 153),
    ("Thanh", 153),
    ("Ngọc", 164),
    ("Kim", 118),
    ("Mỹ", 104),
    ("Hồng", 101),
    ("Bích", 57),
    ("Phương", 79),
    ("Thùy", 65),
    ("Thúy", 60),
    ("Minh", 70),
    ("Cẩm", 30),
    ("Tuyết", 28),
    ("Như", 28),
    ("Quỳnh", 36),
    ("Mai", 22),
    ("Kiều", 23),
    ("Khánh", 36),
    ("Ánh", 20),
    ("Hoài", 20),
    ("Yến", 20),
    ("Huyền", 18),
    ("Thảo", 17),
    ("Xuân", 16),
    ("Lan", 15),
    ("Diệu", 12),
    ("Bảo", 15),
];

const MENS_GIVEN: &[(&str, u32)] = &[
    ("Huy", 78),
    ("Anh", 77),
    ("Tuấn", 71),
    ("Nam", 63),
    ("Minh", 61),
    ("Đạt", 57),
    ("Sơn", 57),
    ("Duy", 57),
    ("Hiếu", 56),
    ("Long", 56),
    ("Hoàng", 54),
    ("Đức", 52),
    ("Dũng", 50),
    ("Hùng", 49),
    ("Thành", 48),
    ("Cường", 46),
    ("Trung", 45),
    ("Hải", 44),
    ("Thắng", 44),
    ("Hưng", 42),
    ("Tiến", 40),
    ("Bảo", 40),
    ("Phúc", 39),
    ("Quang", 38),
    ("Tùng", 36),
    ("Trường", 35),
    ("Phong", 34),
    ("Khánh", 34),
    ("Tài", 33),
    ("Khang", 31),
    ("Nghĩa", 31),
    ("Vinh", 31),
    ("Nguyên", 31),
    ("Quân", 31),
    ("Khoa", 31),
    ("Nhân", 31),
    ("Thịnh", 30),
    ("Tú", 30),
    ("Toàn", 30),
    ("Lâm", 28),
    ("An", 27),
    ("Bình", 26),
    ("Việt", 25),
    ("Trí", 23),
    ("Lộc", 23),
];

const ELDER_MENS_GIVEN: &[(&str, u32)] = &[
    ("Hùng", 60),
    ("Dũng", 55),
    ("Sơn", 50),
    ("Hải", 48),
    ("Bình", 45),
    ("Minh", 42),
    ("Thành", 42),
    ("Tiến", 36),
    ("Thắng", 36),
    ("Cường", 34),
    ("Hòa", 32),
    ("Quang", 30),
    ("Toàn", 28),
    ("Lâm", 26),
    ("Tâm", 26),
    ("Phú", 24),
    ("Lợi", 24),
    ("Thanh", 24),
    ("Chiến", 22),
    ("Vinh", 22),
    ("Tư", 18),
    ("Bảy", 14),
    ("Đông", 14),
    ("Khải", 12),
    ("Thuận", 20),
];

const WOMENS_GIVEN: &[(&str, u32)] = &[
    ("Anh", 115),
    ("Linh", 106),
    ("Trang", 99),
    ("Thảo", 83),
    ("Phương", 66),
    ("Ngọc", 62),
    ("Nhi", 60),
    ("Hương", 59),
    ("Ngân", 56),
    ("Hà", 56),
    ("Huyền", 52),
    ("Hằng", 49),
    ("Vân", 44),
    ("Duyên", 41),
    ("Thư", 41),
    ("Dung", 40),
    ("Hiền", 40),
    ("Nhung", 40),
    ("Yến", 39),
    ("Quỳnh", 39),
    ("Như", 38),
    ("Mai", 38),
    ("Vy", 36),
    ("Trinh", 35),
    ("Thủy", 35),
    ("Nga", 35),
    ("Trâm", 33),
    ("Hạnh", 33),
    ("Uyên", 32),
    ("Giang", 31),
    ("Hoa", 30),
    ("Oanh", 30),
    ("Chi", 29),
    ("My", 26),
    ("Thương", 24),
    ("Tiên", 24),
    ("Hân", 22),
    ("Châu", 21),
    ("Trúc", 20),
    ("Liên", 19),
];

const ELDER_WOMENS_GIVEN: &[(&str, u32)] = &[
    ("Hoa", 60),
    ("Lan", 58),
    ("Hương", 50),
    ("Nga", 48),
    ("Hồng", 46),
    ("Mai", 40),
    ("Thủy", 40),
    ("Liên", 38),
    ("Hiền", 36),
    ("Loan", 34),
    ("Huệ", 34),
    ("Cúc", 30),
    ("Tâm", 30),
    ("Thanh", 28),
    ("Minh", 26),
    ("Nguyệt", 26),
    ("Bích", 24),
    ("Phượng", 24),
    ("Xuân", 22),
    ("Hường", 22),
    ("Thắm", 18),
    ("Tuyết", 26),
    ("Lý", 16),
    ("Sáu", 12),
    ("Năm", 12),
];

/// A person's name, made of the texts of this file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) family: &'static str,
    /// Empty where there is none.
    middles: [&'static str; 2],
    given: &'static str,
}

impl Name {
    /// Writes the full name over what `text` held.
    pub(super) fn write_to(&self, text: &mut String) {
        text.clear();
        text.push_str(self.family);
        for part in self.middles.into_iter().filter(|part| !part.is_empty()).chain([self.given]) {
            text.push(' ');
            text.push_str(part);
        }
    }
}

/// The tables that names are drawn from.
pub(super) struct Names {
    families: Weighted<&'static str>,
    minority_families: Weighted<&'static str>,
    middles: [Weighted<&'static str>; 2],
    /// By sex; those of the young, then those of people born before 1970.
    given: [[Weighted<&'static str>; 2]; 2],
}

impl Names {
    pub(super) fn new() -> Self {
        Self {
            families: Weighted::new(FAMILIES),
            minority_families: Weighted::new(MINORITY_FAMILIES),
            middles: [Weighted::new(MENS_MIDDLES), Weighted::new(WOMENS_MIDDLES)],
            given: [
                [Weighted::new(MENS_GIVEN), Weighted::new(ELDER_MENS_GIVEN)],
                [Weighted::new(WOMENS_GIVEN), Weighted::new(ELDER_WOMENS_GIVEN)],
            ],
        }
    }

    /// A family name; of a minority mostly one that is common there.
    pub(super) fn family(&self, draw: &mut Draw, minority: bool) -> &'static str {
        match minority && draw.chance(70_000) {
            true => self.minority_families.draw(draw),
            false => self.families.draw(draw),
        }
    }

    /// A whole name of the family.
    pub(super) fn name(&self, draw: &mut Draw, family: &'static str, sex: Sex, birth_year: i32) -> Name {
        let at = usize::from(sex == Sex::Female);
        let elder = usize::from(birth_year < 1970);
        let middles = match sex {
            Sex::Male => self.mens_middles(draw, birth_year),
            Sex::Female => self.womens_middles(draw, birth_year),
        };
        let mut given = self.given[at][elder].draw(draw);
        while middles.contains(&given) || given == family {
            given = self.given[at][elder].draw(draw);
        }
        Name { family, middles, given }
    }

    fn mens_middles(&self, draw: &mut Draw, birth_year: i32) -> [&'static str; 2] {
        let share = match birth_year {
            ..1960 => 50_000,
            1960..1980 => 40_000,
            1980..2000 => 26_000,
            2000.. => 9_000,
        };
        match draw.below(100_000) {
            ..1_500 => ["", ""],
            roll if roll < 1_500 + share => ["Văn", ""],
            roll if roll > 93_000 && birth_year >= 1985 => self.two_middles(draw, 0),
            _ => [self.middles[0].draw(draw), ""],
        }
    }

    /// "Thị" was nearly every woman's until about 1980 and is rare since 2000.
    fn womens_middles(&self, draw: &mut Draw, birth_year: i32) -> [&'static str; 2] {
        let share = match birth_year {
            ..1960 => 93_000,
            1960..1980 => 86_000,
            1980..1990 => 72_000,
            1990..2000 => 52_000,
            2000..2010 => 22_000,
            2010.. => 8_000,
        };
        match (draw.chance(share), draw.below(100)) {
            (true, ..45) => ["Thị", ""],
            (true, _) => ["Thị", self.middles[1].draw(draw)],
            (false, ..1) => ["", ""],
            (false, 1..25) => self.two_middles(draw, 1),
            (false, _) => [self.middles[1].draw(draw), ""],
        }
    }

    fn two_middles(&self, draw: &mut Draw, at: usize) -> [&'static str; 2] {
        let first = self.middles[at].draw(draw);
        match self.middles[at].draw(draw) {
            second if second == first => [first, ""],
            second => [first, second],
        }
    }
}
