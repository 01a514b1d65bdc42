//! The words of what changes after posting: supplements, the books, complaints.

use super::{Words, words};
use crate::changes::{
    Complaint, ComplaintOutcome, ComplaintState, ComplaintSubject, Judgment, Section, Strike,
};
use crate::render::Language;
use crate::roll::Count;

// Supplementary lists.
words! {
    supplement: "Danh sách cử tri bổ sung, thay đổi", "Additions and changes to the list of voters";
    additions: "Bổ sung", "Additions";
    removals: "Xóa tên", "Removals";
    corrections: "Sửa đổi", "Corrections";
    marks: "Bỏ phiếu ở nơi khác", "Voting elsewhere";
    ground_heading: "Căn cứ", "Ground";
    ground_addition: "Bổ sung theo Điều 29, Điều 30",
        "Added under Articles 29 and 30";
    ground_transfer: "Chuyển nơi bỏ phiếu theo Điều 29, Điều 30",
        "Place of voting transferred under Articles 29 and 30";
    ground_correction: "Sửa theo Điều 33", "Corrected under Article 33";
    ground_of_decision: "Thay đổi căn cứ ghi tên, nội dung niêm yết không đổi",
        "The ground of the decision changed, nothing that is posted";
    ground_mark: "Bỏ phiếu ở nơi khác theo Điều 34", "Voting elsewhere under Article 34";
    version_heading: "Phiên bản", "Version";
    digest_heading: "Mã kiểm tra", "Digest";
    full_name: "Họ và tên", "Full name";
    birth_date: "Ngày sinh", "Date of birth";
    sex: "Giới tính", "Sex";
    man: "Nam", "Male";
    woman: "Nữ", "Female";
    ethnicity: "Dân tộc", "Ethnicity";
    occupation: "Nghề nghiệp", "Occupation";
    permanent_residence: "Thường trú", "Permanent";
    temporary_residence: "Tạm trú", "Temporary";
    current_place: "Nơi ở hiện tại", "Current place";
    councils: "Bầu cử đại biểu HĐND", "People's Councils";
    personal_id: "Số Căn cước", "Personal number";
    residence: "Nơi cư trú", "Residence";
    remarks: "Ghi chú", "Remarks";
    side: "Nội dung", "State";
    before: "Trước khi sửa", "Before";
    after: "Sau khi sửa", "After";
    occasion: "Bổ sung, thay đổi lần thứ", "Change of this list, no.";
    voters_after: "Tổng số cử tri sau khi thay đổi", "Voters since";
    voters_by_section: "Số cử tri theo từng mục", "Voters of each part";
    footer_supplement: "Trang này không nêu số căn cước của cử tri.", "This page tells no personal numbers.";
}

// The books over all changes.
words! {
    movements: "Biến động cử tri sau niêm yết", "Changes of the rolls since posting";
    movements_equation: "Niêm yết + bổ sung + chuyển đến − xóa tên − chuyển đi = hiện tại.",
        "Posted + added + transferred in − removed − transferred out = current.";
    place_name: "Địa bàn", "Place";
    posted_column: "Niêm yết", "Posted";
    added_column: "Bổ sung", "Added";
    transferred_in_column: "Chuyển đến", "Transferred in";
    removed_column: "Xóa tên", "Removed";
    transferred_out_column: "Chuyển đi", "Transferred out";
    current_column: "Hiện tại", "Current";
    footer_books: "Trang này dùng nội bộ cơ quan lập danh sách cử tri, không niêm yết.",
        "This page is for the office that keeps the lists; it is not posted.";
}

// The register of complaints.
words! {
    register: "Sổ theo dõi khiếu nại về danh sách cử tri", "Register of complaints about the lists of voters";
    complaint_id: "Số hồ sơ", "Number";
    opened: "Ngày nhận", "Received";
    complainant: "Người khiếu nại", "Complainant";
    concerned: "Số căn cước người được nêu", "Personal number concerned";
    subject: "Nội dung", "Subject";
    statement: "Trình bày", "Statement";
    due: "Hạn giải quyết", "Due";
    state: "Tình trạng", "State";
    outcome: "Kết quả", "Outcome";
    decision: "Quyết định", "Decision";
    judgment: "Bản án số", "Judgment";
    no_complaints: "Chưa có khiếu nại nào.", "There are no complaints.";
    footer_register: "Trang này dùng nội bộ cơ quan lập danh sách cử tri, không niêm yết, không công bố.",
        "This page is for the office that keeps the list; it is neither posted nor published.";
}

impl Words {
    pub(in crate::render) fn section(self, section: Section) -> &'static str {
        match section {
            Section::Additions => self.additions(),
            Section::Removals => self.removals(),
            Section::Corrections => self.corrections(),
            Section::Marks => self.marks(),
        }
    }

    /// Why a row is struck, as the list says it.
    pub(in crate::render) fn strike(self, strike: Strike) -> &'static str {
        match (self.0, strike) {
            (Language::Vietnamese, strike) => strike.remark(),
            (Language::English, Strike::Moved) => "Removed under Article 30, clause 3",
            (Language::English, Strike::Released) => "Removed under Article 30, clause 4",
            (Language::English, Strike::LostRight) => "Removed under Article 30, clause 5",
            (Language::English, Strike::Death) => "Removed: deceased",
            (Language::English, Strike::Missing) => "Removed: declared missing",
            (Language::English, Strike::Age) => "Removed: not yet 18, Article 2",
            (Language::English, Strike::Nationality) => "Removed under Article 29, clause 1",
            (Language::English, Strike::Choice) => "Removed under Article 29, clause 3",
            (Language::English, Strike::Absence) => "Removed under Circular 21/2025, Article 10",
            (Language::English, Strike::Placeless) => "Removed under Article 29, clause 2",
            (Language::English, Strike::Complaint) => "Removed under Article 33",
            (Language::English, Strike::Certificate) => "Removed under Article 34",
            (Language::English, Strike::Areas) => {
                "Moved with the voting areas under Article 4 of Circular 21/2025/TT-BNV"
            }
        }
    }

    /// The part with its number, which is its own whether or not the others are there.
    pub(in crate::render) fn section_numbered(self, section: Section) -> String {
        let number = match section {
            Section::Additions => "I",
            Section::Removals => "II",
            Section::Corrections => "III",
            Section::Marks => "IV",
        };
        format!("{number}. {}", self.section(section))
    }

    pub(in crate::render) fn complaint_subject(self, subject: ComplaintSubject) -> String {
        match subject {
            ComplaintSubject::Missing => self.choose("Thiếu tên trong danh sách", "Missing from the list"),
            ComplaintSubject::Wrongly => {
                self.choose("Có tên không đúng quy định", "Listed against the rules")
            }
            ComplaintSubject::Mistake => self.choose("Thông tin ghi sai", "Wrong particulars"),
        }
    }

    pub(in crate::render) fn complaint_state(self, state: ComplaintState) -> String {
        match state {
            ComplaintState::Open => self.choose("Đang giải quyết", "Open"),
            ComplaintState::Settled => self.choose("Đã giải quyết", "Settled"),
            ComplaintState::Sued => self.choose("Đã khởi kiện", "Before the court"),
            ComplaintState::Judged => self.choose("Tòa án đã xét xử", "Judged"),
            ComplaintState::Withdrawn => self.choose("Đã rút", "Withdrawn"),
        }
    }

    pub(in crate::render) fn complaint_outcome(self, outcome: ComplaintOutcome) -> String {
        match outcome {
            ComplaintOutcome::Upheld => self.choose("Khiếu nại đúng", "Upheld"),
            ComplaintOutcome::Rejected => self.choose("Khiếu nại không đúng", "Rejected"),
        }
    }

    /// What was decided, with the judgment's number where a court did.
    pub(in crate::render) fn decision_of(self, complaint: &Complaint) -> String {
        let own = complaint.settlement().map(|own| own.decision.to_owned());
        let judgment = complaint.judgment().map(|judgment| {
            let Judgment { number, decision, .. } = judgment.as_ref();
            format!("{} {number}: {decision}", self.judgment())
        });
        let withdrawn = complaint.withdrawal.as_ref().map(|withdrawal| withdrawal.reason.clone());
        let parts: Vec<String> =
            own.into_iter().chain(judgment).chain(withdrawn).filter(|part| !part.is_empty()).collect();
        parts.join("; ")
    }

    /// Voters, and of them men and women.
    pub(in crate::render) fn voters_by_sex(self, count: Count) -> String {
        let [total, men, women] = [count.total, count.male, count.female].map(|count| self.0.number(count));
        self.choose(format!("{total} (nam {men}, nữ {women})"), format!("{total} ({men} men, {women} women)"))
    }
}
