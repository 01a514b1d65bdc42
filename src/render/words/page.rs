//! Headings, labels and fixed sentences.

use super::{Words, words};
use crate::render::Language;

// The page's frame.
words! {
    skip_to_content: "Chuyển đến nội dung chính", "Skip to the main content";
    path: "Đường dẫn", "Path";
    contents: "Mục lục", "Contents";
    whole_input: "Toàn bộ dữ liệu", "The whole input";
    page_of_input: "Tổng hợp cử tri toàn bộ dữ liệu", "Voters of the whole input";
    election_day: "Ngày bầu cử", "Election day";
    voting_day: "Khu vực bỏ phiếu sớm, ngày", "The area votes early, on";
    posting_day: "Ngày niêm yết", "Posting day";
    data_as_of: "Số liệu tính đến ngày", "Data as of";
    roll_id: "Mã danh sách cử tri", "Roll";
    footer_privacy: "Trang này chỉ nêu số liệu tổng hợp, không nêu tên người.",
        "This page tells sums only and names nobody.";
    footer_armed: "Số liệu không gồm khu vực bỏ phiếu riêng của đơn vị vũ trang nhân dân.",
        "The figures leave out areas of their own for units of the armed forces.";
    footer_made_by: "Lập bằng cutri, phần mềm nguồn mở lập danh sách cử tri từ dữ liệu dân cư.",
        "Made by cutri, open software that derives voter rolls from the population database.";
}

// Headline figures and the books.
words! {
    headline: "Số liệu chính", "Headline figures";
    persons: "Tổng số người", "Persons";
    persons_note: "có trong dữ liệu dân cư", "in the population data";
    voters: "Cử tri", "Voters";
    voters_note: "có tên trong danh sách, không gồm đơn vị vũ trang", "on a list, armed units left out";
    not_eligible: "Không thuộc diện ghi tên", "Not eligible";
    not_eligible_note: "chưa đủ tuổi hoặc không đủ điều kiện theo luật", "under age, or excluded by law";
    no_list: "Chưa có trong danh sách nào", "On no list";
    no_list_note: "đủ điều kiện nhưng không ghi tên ở nơi nào", "may vote, listed nowhere";
    queue: "Chờ xác minh", "In the queue";
    queue_note: "thiếu thông tin để xếp vào danh sách", "a fact is missing";
    coverage: "Tỷ lệ cử tri trên tổng số người", "Voters among persons";
    coverage_short: "Tỷ lệ cử tri", "Voters %";
    books: "Cân đối số người", "The books";
    books_caption: "Tổng số người bằng tổng bốn nhóm", "Persons are the sum of four groups";
    group: "Nhóm", "Group";
    count: "Số người", "Persons";
    share: "Tỷ lệ", "Share";
    sum: "Tổng cộng", "Total";
}

// Ballots and ages.
words! {
    ballots: "Cử tri theo cấp bầu cử", "Voters by ballot";
    ballots_caption: "Số cử tri được bầu từng cấp, theo giới tính", "Voters of each ballot, by sex";
    ballot: "Cấp bầu cử", "Ballot";
    national: "Đại biểu Quốc hội", "National Assembly";
    provincial: "Đại biểu HĐND cấp tỉnh", "Provincial council";
    communal: "Đại biểu HĐND cấp xã", "Communal council";
    national_short: "ĐBQH", "National";
    provincial_short: "HĐND cấp tỉnh", "Provincial";
    communal_short: "HĐND cấp xã", "Communal";
    total: "Tổng số", "Total";
    male: "Nam", "Men";
    female: "Nữ", "Women";
    any_ballot: "Tổng số cử tri", "All voters";
    ages: "Tháp tuổi cử tri", "Voters by age and sex";
    ages_caption: "Số cử tri theo nhóm tuổi và giới tính", "Voters by age group and sex";
    age_group: "Nhóm tuổi", "Age group";
    chart_data: "Xem số liệu của biểu đồ", "Show the chart's figures";
}

// Readiness, the missing, findings, quality.
words! {
    readiness: "Mức độ sẵn sàng", "Readiness";
    readiness_good: "Không có khu vực bỏ phiếu nào cần xem lại.", "No voting area needs a second look.";
    severity: "Mức độ", "Severity";
    error: "Lỗi", "Error";
    warning: "Cảnh báo", "Warning";
    information: "Thông tin", "Information";
    trouble: "Vấn đề", "Trouble";
    area: "Khu vực bỏ phiếu", "Voting area";
    areas: "Các khu vực bỏ phiếu", "Voting areas";
    area_over: "Quá số cử tri tối đa", "Too many voters";
    area_empty: "Không có cử tri", "No voters";
    area_small: "Ít cử tri, chưa ghi lý do", "Few voters, no reason recorded";
    missing: "Người đủ điều kiện nhưng chưa có tên trong danh sách", "Eligible but on no list";
    missing_good: "Mọi người đủ điều kiện đều có tên trong danh sách cử tri.",
        "Everybody who may vote stands on a list.";
    missing_caption: "Số người chưa có tên trong danh sách, theo lý do", "Persons on no list, by reason";
    missing_contents: "Chưa có tên trong danh sách", "On no list";
    reason: "Lý do", "Reason";
    rule: "Quy tắc", "Rule";
    findings: "Phát hiện khi kiểm tra dữ liệu", "Findings";
    findings_good: "Không có phát hiện nào.", "There are no findings.";
    findings_caption: "Số phát hiện theo mức độ và quy tắc", "Findings by severity and rule";
    findings_count: "Số phát hiện", "Findings";
    meaning: "Ý nghĩa", "Meaning";
    quality: "Chất lượng dữ liệu", "Data quality";
    quality_lead: "Đúng, đủ, sạch, sống: bốn yêu cầu đối với dữ liệu dân cư.",
        "Correct, complete, clean, live: the four aims of the population data.";
    quality_caption: "Chất lượng dữ liệu theo bốn yêu cầu", "Data quality by the four aims";
    quality_aim: "Yêu cầu", "Aim";
    correct: "Đúng", "Correct";
    correct_note: "các giá trị khớp nhau và khớp danh mục", "values agree with each other and with the code lists";
    complete: "Đủ", "Complete";
    complete_note: "các trường cần thiết đều có giá trị", "needed fields are present";
    clean: "Sạch", "Clean";
    clean_note: "không trùng lặp, không mâu thuẫn", "no duplicate or conflicting records";
    live: "Sống", "Live";
    live_note: "được cập nhật trong 12 tháng gần nhất", "updated within the last 12 months";
    achieved: "Đạt", "Met";
    checked: "Số đã kiểm tra", "Checked";
}

// Places, documents, the clock.
words! {
    provinces: "Các tỉnh, thành phố", "Provinces";
    province: "Tỉnh, thành phố", "Province";
    communes: "Các xã, phường, đặc khu", "Communes";
    commune: "Xã, phường, đặc khu", "Commune";
    elsewhere: "Không rõ địa bàn", "Place unknown";
    documents: "Tài liệu", "Documents";
    list_pdf: "Danh sách niêm yết (PDF)", "List to post (PDF)";
    list_official_pdf: "Danh sách chính thức (PDF)", "Official list (PDF)";
    cards_pdf: "Thẻ cử tri (PDF)", "Voter cards (PDF)";
    handover_pdf: "Danh sách giao nhận thẻ (PDF)", "Card hand-over sheet (PDF)";
    poll_book_pdf: "Danh sách dùng tại phòng bỏ phiếu (PDF)", "Poll book (PDF)";
    index_pdf: "Bảng tra cứu theo vần (PDF)", "Alphabetical index (PDF)";
    door_to_door_pdf: "Phiếu rà soát theo hộ (PDF)", "Door-to-door check sheet (PDF)";
    cover_pdf: "Bìa hồ sơ (PDF)", "Cover sheet (PDF)";
    list_csv: "Danh sách (CSV)", "List (CSV)";
    list_xlsx: "Danh sách (Excel)", "List (Excel)";
    list_official_csv: "Danh sách chính thức (CSV)", "Official list (CSV)";
    list_official_xlsx: "Danh sách chính thức (Excel)", "Official list (Excel)";
    entries: "Bản ghi chính thức (JSON Lines)", "Official entries (JSON Lines)";
    todo_xlsx: "Việc cần làm (Excel, nội bộ)", "Things to do (Excel, for the office)";
    not_listed_csv: "Người đủ điều kiện nhưng chưa có tên (CSV, chính thức)", "Eligible but on no list (CSV, official)";
    manifest: "Bản kê các tệp và mã kiểm tra (JSON)", "Files and their checksums (JSON)";
    summary_json: "Số liệu tổng hợp (JSON)", "Sums (JSON)";
    rejects_csv: "Dòng dữ liệu không đọc được (CSV)", "Rejected rows (CSV)";
    findings_csv: "Phát hiện khi kiểm tra (CSV)", "Findings (CSV)";
    summary_table_html: "Biểu tổng hợp", "Summary table";
    summary_table_xlsx: "Biểu tổng hợp (Excel)", "Summary table (Excel)";
    summary_table_pdf: "Biểu tổng hợp (PDF)", "Summary table (PDF)";
    clock: "Thời hạn", "The clock";
    clock_caption: "Các mốc thời gian theo luật", "Dates set by the law";
    step: "Việc", "Step";
    date: "Thời hạn", "When";
    basis: "Căn cứ", "Basis";
    clock_posting: "Niêm yết danh sách cử tri", "Lists are posted";
    clock_complaints: "Khiếu nại về sai sót trong danh sách", "Complaints about the list";
    clock_suit: "Khởi kiện ra Tòa án nhân dân về danh sách cử tri", "Suit at the People's Court about the list";
    clock_additions: "Bổ sung, chuyển, ghi tên lại vào danh sách", "Additions, transfers, restorations";
    clock_removals: "Xóa tên người mất quyền bầu cử, thu hồi thẻ cử tri", "Removals for loss of the right; the card is taken back";
    clock_elsewhere: "Xin giấy chứng nhận để bỏ phiếu ở nơi khác", "Certificate to vote elsewhere";
    clock_voting: "Bỏ phiếu", "Voting";
}

// A commune at a glance.
words! {
    how_many: "Số lượng", "How many";
    voters_short: "cử tri", "voters";
    areas_short: "khu vực bỏ phiếu", "voting areas";
    what_is_missing: "Còn thiếu, cần xử lý", "What is missing";
    nothing_missing: "Không còn việc cần xử lý.", "Nothing is missing.";
    glance_no_list: "người đủ điều kiện nhưng chưa có tên trong danh sách", "persons who may vote are on no list";
    glance_queue: "người đang chờ xác minh", "persons are in the queue";
    glance_over: "khu vực bỏ phiếu quá số cử tri tối đa", "voting areas with too many voters";
    glance_empty: "khu vực bỏ phiếu không có cử tri", "voting areas without voters";
    glance_small: "khu vực bỏ phiếu ít cử tri, chưa ghi lý do", "voting areas with few voters and no reason recorded";
    glance_errors: "lỗi dữ liệu cần sửa", "errors in the data";
    what_is_due: "Các mốc thời hạn", "What is due";
    who_does_what: "Trách nhiệm thực hiện", "Who does what";
    what_to_print: "Tài liệu cần in", "What to print";
    nothing_to_print: "Không có tài liệu in kèm theo trang này.", "There are no papers beside this page.";
    early_voting: "bắt đầu bỏ phiếu", "voting starts";
    voters_by_area: "Cử tri theo khu vực bỏ phiếu", "Voters by area";
}

// Files by whom they are for.
words! {
    no_papers_without_voters: "Danh sách chưa có cử tri: không có danh sách để niêm yết, không in thẻ cử tri.",
        "The list has no voters: there is no list to post, and no cards are printed.";
    print: "Tài liệu của khu vực bỏ phiếu", "Papers and files of the area";
    to_post: "Để niêm yết, công bố", "To post";
    to_post_short: "để niêm yết", "to post";
    to_hand_out_short: "phát cho cử tri", "to hand out";
    to_keep_short: "lưu hồ sơ, không niêm yết", "official, never posted";
    to_post_rule: "Danh sách được niêm yết tại trụ sở Ủy ban nhân dân và nơi công cộng của khu vực bỏ phiếu; bản này không có số căn cước.",
        "Lists are posted at the People's Committee and in public places of the voting area; these copies have no personal numbers.";
    to_hand_out: "Để phát cho cử tri", "To hand out to voters";
    to_hand_out_rule: "Mỗi cử tri nhận một thẻ; ghi sổ khi phát.", "Each voter gets one card; keep a record.";
    to_keep: "Hồ sơ nội bộ, không niêm yết", "Official, never posted";
    to_keep_rule: "Có số căn cước hoặc lý do; chỉ cơ quan lập danh sách được xem.",
        "With personal numbers or reasons; for the office that keeps the lists only.";
}

// The page of an area.
words! {
    polling_place: "Phòng bỏ phiếu", "Polling place";
    posting_places: "Nơi niêm yết danh sách", "List posted at";
    hours: "Thời gian bỏ phiếu", "Voting hours";
    area_kind: "Loại khu vực", "Kind of area";
    kind_residential: "khu dân cư", "residential";
    kind_care: "khu vực riêng của cơ sở y tế, chăm sóc", "separate, of a hospital or care home";
    kind_custody: "khu vực riêng", "separate";
    kind_organisation: "theo tổ chức, đơn vị", "of an organisation";
    kind_military: "đơn vị vũ trang nhân dân", "armed unit";
    list_version: "Phiên bản danh sách", "Version of the list";
    list_digest: "Mã kiểm tra danh sách", "Digest of the list";
    not_recorded: "chưa ghi nhận", "not recorded";
    remarks_in_list: "Ghi chú trong danh sách", "Remarks in the list";
    no_remarks: "Danh sách không có ghi chú nào.", "The list has no remarks.";
    notes_caption: "Số dòng có ghi chú", "Rows with a remark";
    rows_count: "Số dòng", "Rows";
    note_temporary: "Tạm trú", "Temporary residents";
    note_struck: "Đã xóa tên sau khi niêm yết", "Struck out after posting";
    note_birth_date: "Chưa có đủ ngày, tháng sinh", "Day or month of birth not known";
    note_twelve_months: "Đủ 12 tháng tạm trú trong thời gian từ niêm yết đến ngày bầu cử",
        "Reach 12 months of temporary residence between posting and election day";
}

// The map.
words! {
    map: "Bản đồ", "Map";
    map_measure: "Tỷ lệ người đủ điều kiện nhưng chưa có tên trong danh sách hoặc đang chờ xác minh",
        "Share of those who may vote and are on no list or in the queue";
    map_table: "Bảng dưới đây nêu cùng số liệu và liên kết", "The table below has the same figures and links";
    map_nobody: "Không có người nào", "Nobody";
    map_inset: "Khung nhỏ: các đảo ở xa, vẽ theo tỷ lệ riêng.", "In the frame: islands far off, at a scale of their own.";
}

// The summary table.
words! {
    summary_table: "Biểu tổng hợp cử tri", "Summary table of voters";
    number_column: "STT", "No.";
    first_time: "Bầu cử lần đầu", "First-time voters";
    people_title: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM";
    people_motto: "Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness";
    of_them: "Trong đó", "Of them";
    summary_page: "Trang tổng hợp", "Summary page";
}
