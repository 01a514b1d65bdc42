//! What each error of an `election.toml` says, in Vietnamese and English.

use super::error::ExtractError;
use super::error_words::{Told, in_both};

/// The words of an error of an election; none of another.
pub(super) fn of_election(error: &ExtractError) -> Told {
    use ExtractError as E;
    match error {
        E::NoElection { place } => in_both!(
            "{place} không có thông tin cuộc bầu cử: đặt tệp election.toml vào cùng thư mục, hoặc chỉ tệp khác; \
             tệp cần id, title, term và election_day, ví dụ election_day = 2026-03-15",
            "{place} holds no election.toml; write one with the keys id, title, term and election_day, such as \
             election_day = 2026-03-15, or name another file"
        ),
        E::ElectionText { path, line, what } => {
            let path = path.display();
            let place = line.map(|line| format!(", dòng {line}")).unwrap_or_default();
            in_both!(
                "{path}{place}: tệp không viết đúng dạng TOML; mỗi dòng là một mục như title = \"…\", chữ để trong ngoặc kép",
                "{path}: {what}"
            )
        }
        E::ElectionKey { path, key, nearest } => {
            let path = path.display();
            in_both!(
                "{path}: không có mục `{key}`; có lẽ là `{nearest}`",
                "{path}: unknown key `{key}`; the nearest known key is `{nearest}`"
            )
        }
        E::ElectionMissing { path, key, what } => {
            let path = path.display();
            let la = match *key {
                "id" => "tên ngắn của cuộc bầu cử, ví dụ \"bau-cu-2026\"",
                "title" => "tên cuộc bầu cử in trên danh sách và thẻ cử tri",
                "term" => "nhiệm kỳ, ví dụ \"nhiệm kỳ 2026–2031\"",
                _ => "ngày bầu cử, ví dụ 2026-03-15",
            };
            in_both!(
                "{path}: mục `{key}` chưa có hoặc còn trống; hãy ghi {la}",
                "{path}: the key `{key}` is missing or empty; it is {what}"
            )
        }
        E::ElectionValue { path, key, value, expected } => {
            let path = path.display();
            let la = match *key {
                "election_day" | "posted_on" => "một ngày đầy đủ, ví dụ 2026-03-15",
                "opens_at" | "closes_at" => "giờ trong ngày, ví dụ 07:00",
                "levels" => "danh sách gồm \"national\", \"provincial\", \"communal\"",
                "form_profile" => "tên một bộ mẫu: \"2026\" hoặc \"2026-draft\"",
                "clock" => "một bảng [clock] gồm các tham số",
                _ => "chữ trong ngoặc kép, không có ký tự điều khiển",
            };
            in_both!(
                "{path}: giá trị {key} = {value} không dùng được; hãy ghi {la}",
                "{path}: {key} = {value} cannot be used; write {expected}"
            )
        }
        E::ElectionId { path, line, value, why } => {
            let path = path.display();
            in_both!(
                "{path}, dòng {line}: id = {value:?} không dùng được: chỉ gồm chữ, số và dấu in được, không có '/', '\\', ';', '..', dài không quá 64 byte; hãy đặt tên ngắn, ví dụ \"bau-cu-2026\"",
                "{path}, line {line}: id = {value:?} cannot be used: {why}; write a short one, such as \"bau-cu-2026\""
            )
        }
        _ => in_both!("", ""),
    }
}
