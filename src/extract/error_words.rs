//! What each error of an extract says, in Vietnamese and English: what, where, which value, and what to do.

use super::election_words::of_election;
use super::encoding::Looks;
use super::error::{BookFault, ExtractError, Likely, Stored};

/// A sentence in both languages.
pub(super) struct Told {
    pub vietnamese: String,
    pub english: String,
}

/// How many names of files, sheets or columns an error lists.
const LISTED_MAX: usize = 40;

/// A sentence, formatted in each language.
macro_rules! in_both {
    ($vietnamese:expr, $english:expr) => {
        Told { vietnamese: format!($vietnamese), english: format!($english) }
    };
}

pub(super) use in_both;

/// The words of an error.
pub(super) fn told(error: &ExtractError) -> Told {
    use ExtractError as E;
    match error {
        E::Unreadable { path, source } => {
            let path = path.display();
            in_both!("không đọc được {path}: {source}", "cannot read {path}: {source}")
        }
        E::NoDataPackage { folder } => {
            let folder = folder.display();
            let example = "{\"name\": \"extract\", \"cutri\": {\"as_of\": \"2026-01-20\", \"mode\": \"full\"}, \"resources\": []}";
            in_both!(
                "{folder} không có tệp datapackage.json: hãy tạo tệp ghi ngày trích xuất dữ liệu, ví dụ {example}",
                "{folder} holds no datapackage.json; write one with the day of the extract, such as {example}"
            )
        }
        E::DataPackage { path, what } => {
            let path = path.display();
            let (vi, en) = halves(what);
            in_both!("{path}: {vi}", "{path}: {en}")
        }
        E::NoElection { .. }
        | E::ElectionText { .. }
        | E::ElectionKey { .. }
        | E::ElectionMissing { .. }
        | E::ElectionValue { .. }
        | E::ElectionId { .. } => of_election(error),
        E::DeltaUnsupported { .. }
        | E::NotADelta { .. }
        | E::OtherBase { .. }
        | E::BeforeBase { .. }
        | E::EmptyReplacement { .. } => of_delta(error),
        E::TableTwice { .. }
        | E::MissingTables { .. }
        | E::NoDay { .. }
        | E::SingleTable { .. }
        | E::NoRightToRead { .. }
        | E::UnreadForm { .. }
        | E::NoSheet { .. }
        | E::MissingFile { .. }
        | E::OutsideFolder { .. } => of_places(error),
        E::EmptyFile { .. }
        | E::BrokenHeader { .. }
        | E::MissingColumns { .. }
        | E::NoHeader { .. }
        | E::DuplicateColumn { .. } => of_header(error),
        E::TextAsWorkbook { .. }
        | E::Encoding { .. }
        | E::Damaged { .. }
        | E::Workbook { .. }
        | E::Shapes { .. }
        | E::Lost { .. }
        | E::Source { .. } => of_content(error),
        E::Scratch(source) => {
            in_both!(
                "không dùng được thư mục tạm: hãy giải phóng chỗ trống hoặc chọn thư mục khác",
                "{source}"
            )
        }
        E::ScratchDamaged { table } => in_both!(
            "một bản ghi của bảng {table} trong thư mục tạm bị hỏng: hãy kiểm tra ổ đĩa rồi chạy lại",
            "a record of {table} came back damaged from the scratch folder; check the disk and run again"
        ),
        E::Unbalanced { file, read, accepted, rejected } => in_both!(
            "{file}: đọc {read} dòng nhưng nhận {accepted} và loại {rejected}: đây là lỗi của chương trình, hãy báo lại",
            "{file}: {read} rows were read, but {accepted} accepted and {rejected} rejected; please report this fault"
        ),
        E::Unwritable { what, source } => {
            in_both!("không ghi được {what}: {source}", "cannot write {what}: {source}")
        }
    }
}

fn of_delta(error: &ExtractError) -> Told {
    use ExtractError as E;
    match error {
        E::DeltaUnsupported { base } => in_both!(
            "đây là bản trích thay đổi so với bản {base}, còn ở đây cần bản trích đầy đủ",
            "the extract is a delta on snapshot {base}, and a full extract is needed here: give a folder whose datapackage.json \
             says \"mode\": \"full\""
        ),
        E::NotADelta { base } => in_both!(
            "đây là bản trích đầy đủ, còn ở đây cần bản trích thay đổi so với bản {base}",
            "the extract is a full one, and a delta on snapshot {base} is needed here: give a folder whose datapackage.json \
             says \"mode\": \"delta\""
        ),
        E::OtherBase { builds_on, at } => in_both!(
            "bản thay đổi này nối tiếp bản {builds_on}, nhưng cơ sở dữ liệu đang ở bản {at}: hãy áp dụng trước các bản dẫn tới \
             {builds_on}, hoặc đưa bản thay đổi so với {at}",
            "the delta builds on snapshot {builds_on}, and the database is at snapshot {at}: apply the deltas that lead to \
             {builds_on} first, or give a delta on {at}"
        ),
        E::BeforeBase { as_of, base } => in_both!(
            "bản thay đổi nói về ngày {as_of}, trước ngày {base} của bản nó nối tiếp: hãy bỏ bản này, hoặc sửa cutri.as_of \
             trong datapackage.json",
            "the delta tells of {as_of}, and its base of the later day {base}: deltas are applied in the order of as_of; leave \
             this one out, or correct cutri.as_of in datapackage.json"
        ),
        E::EmptyReplacement { file, table, rows } => in_both!(
            "{file}: không có dòng nào dùng được, trong khi bảng này thay cho {rows} dòng của {table}: hãy đưa đủ các dòng, hoặc \
             bỏ bảng ra khỏi bản thay đổi",
            "{file}: no usable row, and a reference table in a delta replaces the base's whole, so that nothing would be left \
             of the {rows} rows of {table}: give all rows of the table, or take it out of the delta"
        ),
        _ => in_both!("", ""),
    }
}

fn of_places(error: &ExtractError) -> Told {
    use ExtractError as E;
    match error {
        E::TableTwice { table, first, second } => in_both!(
            "bảng {table} có hai lần, ở {first} và ở {second}: hãy bỏ một",
            "the table {table} stands there twice, as {first} and as {second}; remove one of them"
        ),
        E::MissingTables { place, stored: Stored::Views, missing, found, likely } => {
            let (missing, found) = (missing.join(", "), listed(found));
            let (maybe, perhaps) = meant(likely);
            in_both!(
                "{place} thiếu các khung nhìn (view): {missing}. Đã thấy: {found}{maybe}. Hãy tạo các khung nhìn đúng tên, xem \
                 docs/sources.md",
                "{place} lacks the views: {missing}. Found: {found}{perhaps}. Make views of these names, as docs/sources.md tells"
            )
        }
        E::NoDay { place } => in_both!(
            "{place}: chưa biết dữ liệu của ngày nào; hãy nêu ngày, hoặc thêm một trang tính hay khung nhìn extract có cột as_of",
            "{place}: nothing tells of which day the data are; name the day, or give a sheet or view extract with the column \
             as_of"
        ),
        E::SingleTable { file } => in_both!(
            "{file} chỉ là một bảng: hãy chỉ thư mục chứa đủ các bảng, hoặc một bảng tính có đủ các trang",
            "{file} is a single table: name the folder that holds all tables, or a workbook with all sheets"
        ),
        E::NoRightToRead { place, views } => {
            let views = listed(views);
            in_both!(
                "{place}: người dùng chưa được đọc: {views}. Chủ sở hữu cấp quyền bằng GRANT SELECT ON … TO …",
                "{place}: the user may not read: {views}. Their owner grants it: GRANT SELECT ON … TO …"
            )
        }
        E::MissingTables { place, stored: Stored::Files, missing, found, likely } => {
            let (missing, found) = (missing.join(", "), listed(found));
            let (maybe, perhaps) = meant(likely);
            let example = missing.split(", ").next().unwrap_or_default();
            in_both!(
                "{place} thiếu các bảng: {missing}. Đã thấy: {found}{maybe}. Mỗi bảng là một tệp như {example}.csv, \
                 {example}.csv.gz, {example}.tsv hoặc một trang tính mang tên bảng (.xlsx, .xls, .ods): hãy đổi tên hoặc thêm vào",
                "{place} lacks the tables: {missing}. Found: {found}{perhaps}. A table is a file such as {example}.csv, \
                 {example}.csv.gz, {example}.tsv or a sheet of its name (.xlsx, .xls, .ods): rename it, or add it"
            )
        }
        E::UnreadForm { table, file } => in_both!(
            "bảng {table} chỉ có ở {file}, dạng hoặc chỗ không đọc được: hãy lưu lại dạng CSV UTF-8 hoặc .xlsx, đặt ngay trong \
             thư mục dữ liệu",
            "the table {table} stands in {file} only, a form or place that is not read: save it as CSV UTF-8 or .xlsx, in the \
             folder itself"
        ),
        E::NoSheet { file, table, sheets } => {
            let sheets = listed(sheets);
            in_both!(
                "{file} mang tên bảng {table} nhưng có nhiều trang tính ({sheets}): hãy đặt tên {table} cho trang tính cần đọc",
                "{file} has the name of the table {table} and several sheets ({sheets}): name the one that is meant {table}"
            )
        }
        E::MissingFile { file } => in_both!(
            "datapackage.json nêu tệp {file} nhưng không có tệp đó: hãy sửa đường dẫn hoặc thêm tệp",
            "datapackage.json names {file}, but there is no such file; correct its path or add the file"
        ),
        E::OutsideFolder { file } => in_both!(
            "datapackage.json nêu tệp {file} nằm ngoài thư mục: đường dẫn phải là tương đối và không có `..`",
            "datapackage.json names {file}, which lies outside the folder; a path must be relative and without `..`"
        ),
        _ => in_both!("", ""),
    }
}

fn of_header(error: &ExtractError) -> Told {
    use ExtractError as E;
    match error {
        E::EmptyFile { file, columns } => in_both!(
            "{file} không có dòng nào; dòng đầu phải là tên các cột: {columns}",
            "{file} is empty; its first line must name the columns: {columns}"
        ),
        E::BrokenHeader { file, line } => in_both!(
            "{file}: dòng {line}: không đọc được dòng tiêu đề vì quá dài hoặc có dấu ngoặc kép không đóng",
            "{file}: line {line}: the header cannot be read: it is too long, or a quotation mark is not closed; its first \
             line must name the columns, separated by commas"
        ),
        E::NoHeader { file, columns, rows } => in_both!(
            "{file}: {rows} dòng đầu không có dòng nào là tên các cột; cần một dòng tiêu đề gồm: {columns}",
            "{file}: none of the first {rows} rows names the columns; a header is needed: {columns}"
        ),
        E::MissingColumns { file, columns, found, likely } => {
            let (columns, other) = (columns.join(", "), listed(found));
            let (maybe, perhaps) = meant(likely);
            let (khac, others) = match found.is_empty() {
                true => (String::new(), String::new()),
                false => {
                    (format!(" Cột lạ: {other}{maybe}."), format!(" Unknown columns: {other}{perhaps}."))
                }
            };
            in_both!(
                "{file}: dòng tiêu đề thiếu cột: {columns}.{khac} Hãy thêm cột hoặc sửa tên cột",
                "{file}: columns missing from the header: {columns}.{others} Add them, or correct their names"
            )
        }
        E::DuplicateColumn { file, column } => in_both!(
            "{file}: cột {column} có hai lần trong dòng tiêu đề: hãy bỏ hoặc đổi tên một cột",
            "{file}: the column {column} stands twice in the header; remove or rename one of them"
        ),
        _ => in_both!("", ""),
    }
}

fn of_content(error: &ExtractError) -> Told {
    use ExtractError as E;
    match error {
        E::TextAsWorkbook { file, is_html: true } => in_both!(
            "{file} mang đuôi của bảng tính nhưng bên trong là trang web (HTML): mở bằng Excel hoặc LibreOffice, chọn “Lưu \
             thành” dạng .xlsx rồi dùng tệp mới",
            "{file} has the ending of a workbook, and inside it is a page of the web (HTML): open it in a spreadsheet program, \
             save it as .xlsx, and use that file"
        ),
        E::TextAsWorkbook { file, is_html: false } => in_both!(
            "{file} mang đuôi của bảng tính nhưng bên trong là văn bản: đổi đuôi thành .csv, hoặc mở bằng bảng tính rồi lưu \
             thành .xlsx",
            "{file} has the ending of a workbook, and inside it is text: give it the ending .csv, or open it in a spreadsheet \
             program and save it as .xlsx"
        ),
        E::Encoding { file, line, offset, looks } => {
            let (convert, how) = (convert(*looks), looks.how_to_convert());
            in_both!(
                "{file}: dòng {line}, byte {offset}: không phải UTF-8; có vẻ là {looks}. {convert}",
                "{file}: line {line}, byte {offset}: not UTF-8; it looks like {looks}. {how}"
            )
        }
        E::Damaged { file, line, source } => in_both!(
            "{file}: hỏng hoặc bị cắt cụt sau dòng {line}: hãy sao chép lại tệp từ nguồn",
            "{file}: damaged or cut short after line {line}: {source}; copy the file again from its source"
        ),
        E::Workbook { file, fault } => {
            let (vi, en) = fault_words(fault);
            in_both!(
                "{file}: không đọc được bảng tính: {vi}; hãy mở bằng chương trình bảng tính rồi lưu lại dạng .xlsx",
                "{file}: the workbook cannot be read: {en}; open it in a spreadsheet program and save it as .xlsx again"
            )
        }
        E::Shapes { file, what } => {
            let (vi, en) = halves(what);
            in_both!(
                "{file}: không đọc được đường ranh giới: {vi}; hãy sửa tệp, hoặc bỏ tệp đi thì các trang không có bản đồ",
                "{file}: {en}; mend the file, or take it away: pages then have no map"
            )
        }
        E::Lost { place, view, detail } => in_both!(
            "{place}: mất kết nối khi đang đọc khung nhìn {view}, chưa có gì được ghi: hãy kiểm tra máy chủ và đường truyền rồi \
             chạy lại",
            "{place}: the connection was lost while the view {view} was read, and nothing was written ({detail}): check the \
             server and the network, and run again"
        ),
        E::Source { place, source } => in_both!(
            "{place}: nguồn dữ liệu báo lỗi, chưa đọc xong và chưa có gì được ghi: {source}",
            "{place}: {source}; nothing was written"
        ),
        _ => in_both!("", ""),
    }
}

fn fault_words(fault: &BookFault) -> (&str, &str) {
    match fault {
        BookFault::Damaged => ("tệp hỏng hoặc bị cắt cụt", "the archive is damaged or cut short"),
        BookFault::Xml => ("phần XML hỏng hoặc bị cắt cụt", "its XML is damaged or cut short"),
        BookFault::Locked => {
            ("tệp bị khóa bằng mật khẩu, hãy bỏ mật khẩu trước", "it is locked by a password")
        }
        BookFault::MissingPart => ("thiếu một phần của tệp", "a part of it is missing"),
        BookFault::Odd => {
            ("có phần không đúng dạng bảng tính", "a part of it is not what a workbook may hold")
        }
        BookFault::NoWorkbook => (
            "bên trong là tệp văn phòng khác, không phải bảng tính",
            "it holds no workbook, but something else of an office program",
        ),
        BookFault::Limit(what) => halves(what),
    }
}

/// The two halves of what is told in both languages; what is told in one stands in both.
fn halves(what: &str) -> (&str, &str) {
    what.split_once(" / ").unwrap_or((what, what))
}

/// A place in a text.
pub(super) fn at(line: usize, column: usize) -> String {
    format!("dòng {line}, cột {column}")
}

/// How to get UTF-8 from an encoding.
fn convert(looks: Looks) -> &'static str {
    match looks {
        Looks::Tcvn3 => "Dùng UniKey chuyển mã từ TCVN3 (ABC) sang Unicode rồi lưu dạng UTF-8",
        Looks::Vni => "Dùng UniKey chuyển mã từ VNI Windows sang Unicode rồi lưu dạng UTF-8",
        Looks::Windows1258 | Looks::Utf16LittleEndian | Looks::Utf16BigEndian => {
            "Mở bằng Excel rồi lưu lại dạng “CSV UTF-8”"
        }
        Looks::Unknown => "Xuất lại dạng UTF-8; nếu là tệp nén thì đặt đuôi .gz hoặc .zst",
    }
}

/// The first names of a list, and how many more there are.
fn listed(names: &[String]) -> String {
    let first = names.iter().take(LISTED_MAX).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => "–".to_owned(),
        all if all > LISTED_MAX => format!("{first}, … (+{})", all - LISTED_MAX),
        _ => first,
    }
}

/// What is likely meant for what, in both languages.
fn meant(likely: &[Likely]) -> (String, String) {
    let pairs = |word: &str| {
        let each = likely.iter().map(|likely| format!("“{}” {word} {}", likely.found, likely.meant));
        each.take(LISTED_MAX).collect::<Vec<_>>().join(", ")
    };
    match likely.is_empty() {
        true => Default::default(),
        false => (format!(" (có lẽ {})", pairs("là")), format!(" (perhaps {})", pairs("is"))),
    }
}
