//! Flags in sentences.

use super::super::language::Language;
use super::choose;
use crate::law::Flag;

/// What a flag asks to know or to look into.
pub fn sentence(flag: Flag, language: Language) -> &'static str {
    let (vietnamese, english) = told(flag);
    choose(language, vietnamese, english)
}

sentences! {
    Flag {
        AfterAreaCutoff:
            "khu vực bỏ phiếu này mở sớm hơn nên hết hạn thay đổi sớm hơn thời hạn chung" /
            "this voting area opens earlier, so its last moment of changes is earlier than the general one",
        AreaByDefault:
            "giấy chứng nhận không nêu được khu vực; xã nhận tạm xếp vào khu vực số nhỏ nhất và có thể chuyển" /
            "the certificate names no area that can be taken; the receiving commune's first one was, and it may choose another",
        AssumedBirthDate:
            "không rõ ngày hoặc tháng sinh; lấy ngày đầu tiên có thể" /
            "day or month of birth is unknown; the first possible day was taken",
        AssumedRegistrationDate:
            "không rõ ngày đăng ký tạm trú, mà ngày đó quyết định số lá phiếu" /
            "the day of registration is unknown, and decides the ballots",
        BrokenTemporary:
            "các lần đăng ký tạm trú cách nhau ít ngày; nếu liền nhau thì đủ 12 tháng; cần xác minh" /
            "registrations of temporary residence are a few days apart; joined they would make 12 months; have it verified",
        CertificateIgnored:
            "giấy chứng nhận không áp dụng được: thiếu số, thiếu nơi đến, ngoài thời hạn hoặc không dùng trong trường hợp này" /
            "a certificate was ignored: it has no number, no known place, is out of time, or has no use in this case",
        CertificateWithoutDocument:
            "giấy chứng nhận của chỉ huy đơn vị không có số văn bản nên không áp dụng" /
            "the commander's certificate has no document number and was ignored",
        ConfirmSentence:
            "có hoãn, tạm đình chỉ chấp hành án, tha tù trước thời hạn có điều kiện, hoặc án tù chưa bắt đầu chấp hành; cần xác nhận thủ công" /
            "a sentence is postponed or interrupted, release is conditional, or a sentence has not begun; confirm by hand",
        Crosses12Months:
            "đủ 12 tháng tạm trú trong khoảng từ ngày niêm yết đến ngày bầu cử" /
            "12 months of temporary residence are reached between posting and election day",
        DecisivePartialDate:
            "chỉ biết một phần ngày sinh, mà ngày đó quyết định có đủ 18 tuổi hay không; cần xác minh" /
            "the birth date is known in part, and decides whether 18 years are complete; have it verified",
        DoubtfulDate:
            "ngày và tháng sinh có vẻ bị đổi chỗ trong dữ liệu, mà cách đọc quyết định có đủ 18 tuổi hay không; cần xác minh" /
            "day and month of birth seem exchanged in the data, and the reading decides whether 18 years are complete; have it verified",
        LapsedTemporary:
            "đăng ký tạm trú đã hết hạn mà chưa gia hạn" /
            "a temporary registration lapsed without renewal",
        LateWish:
            "nguyện vọng ghi nhận sau thời hạn thay đổi danh sách nên không tính" /
            "a wish came after the last moment of changes and does not count",
        LeapDay:
            "sinh ngày 29 tháng 2; việc tính tròn tuổi vào ngày 1 tháng 3 quyết định kết quả" /
            "born on 29 February; counting the birthday on 1 March decides",
        ManualDecision:
            "dựa trên quyết định thủ công của cấp xã" /
            "rests on the commune's decision by hand",
        NoArea:
            "không xác định được khu vực bỏ phiếu; cần bổ sung thôn, số nhà hoặc phân chia khu vực" /
            "the voting area cannot be told; add the hamlet, the house or the area's parts",
        NoBallot:
            "nơi ghi tên không bầu cấp nào dành cho trường hợp này" /
            "none of the ballots of this case is elected there",
        NotNearby:
            "đơn vị đóng quân khác tỉnh với nơi cư trú ghi trong giấy chứng nhận; cần kiểm tra" /
            "the unit is in another province than the residence that the certificate names; have it checked",
        PerhapsTwice:
            "có thể là một người mang hai số định danh; không gộp tự động, cần xác minh rồi xóa một dòng" /
            "perhaps one person under two personal numbers; nothing is merged: have it verified, and one of the rows struck",
        PredecessorAmbiguous:
            "mã xã của nơi cư trú vừa là mã cũ, vừa có thể là nhiều xã hiện nay; cần xác minh người này ở xã nào" /
            "the code of the residence may mean several present communes; find out in which the person lives",
        TemporaryOnly:
            "không có thường trú trong dữ liệu; cần rà soát" /
            "no permanent residence is known; have it reviewed",
        UndocumentedStatus:
            "có tình trạng pháp lý chưa có văn bản chứng minh nên vẫn ghi tên; cần xác minh" /
            "a legal status has no document, so the right to vote stands; have it verified",
        UnknownCommune:
            "xã của nơi cư trú không có trong dữ liệu này" /
            "the commune of the residence is not in this extract",
        UnreadFact:
            "có dòng dữ liệu về người này không đọc được nên chưa tính đến; xem dòng bị loại, sửa ở nguồn rồi nạp lại" /
            "a row that tells of this person could not be read and was not counted; see the rejected rows, mend the source and load it again",
        WishSameCommune:
            "nguyện vọng trong cùng xã thường trú không làm thay đổi nơi ghi tên" /
            "a wish inside the commune of permanent residence changes nothing",
        WishWithoutResidence:
            "muốn bỏ phiếu ở nơi tạm trú nhưng không có đăng ký tạm trú còn hiệu lực ở đó" /
            "asked for a temporary place where no temporary residence holds",
    }
}
