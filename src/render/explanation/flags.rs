//! Flags in sentences.

use super::super::language::Language;
use super::choose;
use crate::law::Flag;

/// What a flag asks to know or to look into.
pub(super) fn sentence(flag: Flag, language: Language) -> &'static str {
    let (vietnamese, english) = match flag {
        Flag::AssumedBirthDate => (
            "không rõ ngày hoặc tháng sinh; lấy ngày đầu tiên có thể",
            "day or month of birth is unknown; the first possible day was taken",
        ),
        Flag::AssumedRegistrationDate => (
            "không rõ ngày đăng ký tạm trú, mà ngày đó quyết định số lá phiếu",
            "the day of registration is unknown, and decides the ballots",
        ),
        Flag::CertificateIgnored => (
            "giấy chứng nhận bỏ phiếu nơi khác thiếu số, thiếu khu vực hoặc ngoài thời hạn nên không áp dụng",
            "a certificate to vote elsewhere has no number or known area, or is out of time, and was ignored",
        ),
        Flag::CertificateWithoutDocument => (
            "giấy chứng nhận của chỉ huy đơn vị không có số văn bản nên không áp dụng",
            "the commander's certificate has no document number and was ignored",
        ),
        Flag::ConfirmSentence => (
            "có hoãn, tạm đình chỉ chấp hành án hoặc tha tù trước thời hạn có điều kiện; cần xác nhận thủ công",
            "a sentence is postponed or interrupted, or release is conditional; confirm by hand",
        ),
        Flag::Crosses12Months => (
            "đủ 12 tháng tạm trú trong khoảng từ ngày niêm yết đến ngày bầu cử",
            "12 months of temporary residence are reached between posting and election day",
        ),
        Flag::LapsedTemporary => {
            ("đăng ký tạm trú đã hết hạn mà chưa gia hạn", "a temporary registration lapsed without renewal")
        }
        Flag::LateWish => (
            "nguyện vọng ghi nhận sau thời hạn thay đổi danh sách nên không tính",
            "a wish came after the last moment of changes and does not count",
        ),
        Flag::LeapDay => (
            "sinh ngày 29 tháng 2; việc tính tròn tuổi vào ngày 1 tháng 3 quyết định kết quả",
            "born on 29 February; counting the birthday on 1 March decides",
        ),
        Flag::ManualDecision => {
            ("dựa trên quyết định thủ công của cấp xã", "rests on the commune's decision by hand")
        }
        Flag::NoArea => (
            "không xác định được khu vực bỏ phiếu; cần bổ sung thôn, số nhà hoặc phân chia khu vực",
            "the voting area cannot be told; add the hamlet, the house or the area's parts",
        ),
        Flag::NoBallot => (
            "nơi ghi tên không bầu cấp nào dành cho trường hợp này",
            "none of the ballots of this case is elected there",
        ),
        Flag::NotNearby => (
            "đơn vị đóng quân khác tỉnh với nơi thường trú; kiểm tra điều kiện ở gần",
            "the unit is in another province than the permanent residence; check that it is nearby",
        ),
        Flag::TemporaryOnly => (
            "không có thường trú trong dữ liệu; cần rà soát",
            "no permanent residence is known; have it reviewed",
        ),
        Flag::UndocumentedStatus => (
            "có tình trạng pháp lý chưa có văn bản chứng minh nên vẫn ghi tên; cần xác minh",
            "a legal status has no document, so the right to vote stands; have it verified",
        ),
        Flag::UnknownCommune => (
            "xã của nơi cư trú không có trong dữ liệu này",
            "the commune of the residence is not in this extract",
        ),
        Flag::WishSameCommune => (
            "nguyện vọng trong cùng xã thường trú không làm thay đổi nơi ghi tên",
            "a wish inside the commune of permanent residence changes nothing",
        ),
        Flag::WishWithoutResidence => (
            "muốn bỏ phiếu ở nơi tạm trú nhưng không có đăng ký tạm trú còn hiệu lực ở đó",
            "asked for a temporary place where no temporary residence holds",
        ),
    };
    choose(language, vietnamese, english)
}
