//! Rules in sentences.

use super::super::language::Language;
use super::choose;
use crate::law::{Election, Rule};

/// What a rule says, as a sentence.
pub(super) fn sentence(rule: Rule, election: &Election, language: Language) -> String {
    let (vietnamese, english) = told(rule);
    choose(language, vietnamese, english).replace("{day}", &language.date(election.election_day))
}

sentences! {
    Rule {
        E1:
            "Chưa đủ 18 tuổi tính đến ngày bầu cử {day}." /
            "Has not completed 18 years on election day, {day}.",
        E4:
            "Không có quốc tịch Việt Nam." /
            "Is not of Vietnamese nationality.",
        E5:
            "Đã chết hoặc bị tuyên bố mất tích." /
            "Is dead, or declared missing.",
        X1:
            "Bị tước quyền bầu cử theo bản án, quyết định của Tòa án đã có hiệu lực." /
            "Is deprived of the right to vote by an effective judgment or decision.",
        X2:
            "Bị kết án tử hình, đang trong thời gian chờ thi hành án." /
            "Is sentenced to death and awaits execution.",
        X3:
            "Đang chấp hành hình phạt tù mà không được hưởng án treo." /
            "Serves imprisonment that is not suspended.",
        X4:
            "Mất năng lực hành vi dân sự." /
            "Has lost civil act capacity by a court's decision.",
        X5:
            "Có quyết định của cấp xã ghi nhận bệnh tâm thần, theo cam kết của gia đình và xác nhận tại địa phương." /
            "The commune decided by hand, on the family's commitment and local confirmation of mental illness.",
        P0:
            "Không còn nơi cư trú nào có hiệu lực vào ngày bầu cử; cần xác minh nơi ghi tên." /
            "No residence holds on election day; the place must be found out.",
        P1:
            "Người đang bị tạm giam, tạm giữ hoặc chấp hành biện pháp bắt buộc bỏ phiếu tại cơ sở, bầu đại biểu Quốc hội và HĐND cấp tỉnh." /
            "Those in custody or under a compulsory measure vote at the facility, for the National Assembly and the provincial council.",
        P2:
            "Quân nhân ở đơn vị vũ trang bỏ phiếu nơi đơn vị đóng quân, bầu đại biểu Quốc hội và HĐND cấp tỉnh." /
            "Servicemen vote in their unit's area, for the National Assembly and the provincial council.",
        P3:
            "Quân nhân có giấy chứng nhận của chỉ huy đơn vị được bỏ phiếu ở nơi cư trú ngoài đơn vị." /
            "A serviceman with the commander's certificate votes at a residence outside the unit.",
        P4:
            "Chọn bỏ phiếu ở nơi tạm trú, đã đăng ký từ đủ 12 tháng: bầu cả ba cấp." /
            "Chose the temporary place, registered for 12 months or longer: all three ballots.",
        P5:
            "Chọn bỏ phiếu ở nơi tạm trú, đăng ký chưa đủ 12 tháng: bầu đại biểu Quốc hội và HĐND cấp tỉnh." /
            "Chose the temporary place, registered for less than 12 months: National Assembly and provincial council.",
        P6:
            "Chọn bỏ phiếu ở nơi đang sinh sống chưa đăng ký: bầu đại biểu Quốc hội và HĐND cấp tỉnh." /
            "Chose the place of actual living, unregistered: National Assembly and provincial council.",
        P7:
            "Đã báo không bầu cử tại đây hoặc đã khai báo tạm vắng vào ngày bầu cử." /
            "Said not to vote here, or declared absent on election day.",
        P8:
            "Cử tri bỏ phiếu ở nơi thường trú." /
            "A voter votes at the permanent residence.",
        P9:
            "Chỉ có đăng ký tạm trú, không có thường trú: ghi tên ở nơi tạm trú." /
            "Has a temporary residence and no permanent one: listed at the temporary place.",
        P10:
            "Không có thường trú hay tạm trú còn hiệu lực; chờ cử tri cho biết nguyện vọng bỏ phiếu ở đâu." /
            "Has no permanent or temporary residence in force; waits until the voter says where to vote.",
        P11:
            "Người đăng ký theo cơ sở chăm sóc, tổ chức, đơn vị có khu vực bỏ phiếu riêng bỏ phiếu tại đó." /
            "Who is registered through a care home or an organisation with a voting area of its own votes there.",
        R8:
            "Có giấy chứng nhận bỏ phiếu ở nơi khác: bầu đại biểu Quốc hội và HĐND cấp tỉnh tại nơi đó." /
            "Has a certificate to vote elsewhere: National Assembly and provincial council there.",
    }
}
