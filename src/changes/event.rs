//! The events that change a posted list, each with the articles behind it.

use super::Kind;
use crate::law::{Citation, cite};
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! events {
    ($($(#[$doc:meta])* $variant:ident = $id:literal [$($act:ident $($article:literal)?),*],)+) => {
        /// An event, by the id it carries in every output.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Event { $($(#[$doc])* #[serde(rename = $id)] $variant,)+ }

        impl Event {
            /// Every event, in the order of the ids.
            pub const ALL: &[Event] = &[$(Event::$variant,)+];

            /// The id, such as `R2`.
            pub fn id(self) -> &'static str {
                match self { $(Event::$variant => $id,)+ }
            }

            /// The event of an id.
            pub fn parse(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|event| event.id() == id)
            }

            /// The articles behind the event.
            pub fn citations(self) -> &'static [Citation] {
                match self { $(Event::$variant => const { &[$(cite!($act $($article)?)),*] },)+ }
            }
        }
    };
}

events! {
    /// Right restored, released from prison, capacity restored: add.
    R1 = "R1" [Election "30.2"],
    /// Permanent move to another commune: transfer.
    R2 = "R2" [Election "30.3"],
    /// New temporary place in another commune, with the wish to vote there: transfer.
    R3 = "R3" [Election "30.3"],
    /// Released from custody or a compulsory measure: transfer.
    R4 = "R4" [Election "30.4"],
    /// Taken into custody or a compulsory measure: transfer.
    R5 = "R5" [Election "29.5"],
    /// Loss of the right, death, lost capacity: remove, and the card is taken back.
    R6 = "R6" [Election "30.5"],
    /// New in the population database, and nothing tells from where: back from abroad, or moved here (somebody asks). Add.
    R7 = "R7" [Election "29.4", Election "30.3"],
    /// Certificate to vote elsewhere: the own row is marked, a row is added at the other area.
    R8 = "R8" [Election "34", Certificate],
    /// Declared absent, came back in time: add at the permanent place.
    R9 = "R9" [Circular "10"],
    /// Complaint or judgment upheld: as decided.
    R10 = "R10" [Election "33"],
    /// Correction of name, birth date, sex, address.
    R11 = "R11" [Election "33"],
    /// Joined or left an armed unit: transfer.
    R12 = "R12" [Election "29.3"],
    /// Entered or left a care home or an organisation with its own area: transfer.
    R13 = "R13" [Election "11"],
    /// Choice of place changed: transfer or correct.
    R14 = "R14" [Election "29.3"],
    /// Declared absent, or said "not here": remove.
    R15 = "R15" [Circular "10"],
    /// Queue resolved: add; or facts lost: remove.
    R16 = "R16" [Election "29.2"],
    /// Nationality gained or lost.
    R17 = "R17" [Election "29.1"],
    /// Taken out of the population database: remove.
    R18 = "R18" [Election "29.2"],
    /// Moved within the commune: transfer.
    R19 = "R19" [Election "29.2"],
    /// Areas added, split, dissolved or adjusted, or another council elected: transfer or correct, while the person's own facts
    /// did not change.
    R20 = "R20" [Circular "4.3–4.5"],
    /// The ground of a decision changed, and neither place, ballots nor printed facts: correct, on no posted paper.
    R21 = "R21" [],
}

impl Event {
    /// What happened, in Vietnamese, for the official log. It may tell a sensitive fact and is never posted.
    pub fn reason(self, kind: Kind) -> &'static str {
        match self {
            Self::R16 if kind == Kind::Remove => "không còn căn cứ xác định nơi ghi tên",
            Self::R17 if kind == Kind::Remove => "mất quốc tịch Việt Nam",
            Self::R1 => "được khôi phục quyền bầu cử, được trả tự do hoặc khôi phục năng lực hành vi dân sự",
            Self::R2 => "chuyển nơi thường trú đến xã khác",
            Self::R3 => "đăng ký tạm trú mới ở xã khác và có nguyện vọng bầu cử tại đó",
            Self::R4 => "được trả tự do hoặc hết thời gian chấp hành biện pháp bắt buộc",
            Self::R5 => "bị tạm giam, tạm giữ hoặc chấp hành biện pháp bắt buộc",
            Self::R6 => "không còn thuộc diện ghi tên vào danh sách cử tri",
            Self::R7 => {
                "mới có trong cơ sở dữ liệu, chưa rõ nơi đi: cần hỏi là từ nước ngoài về hay từ địa phương khác chuyển đến"
            }
            Self::R8 => "giấy chứng nhận cử tri tham gia bỏ phiếu ở nơi khác",
            Self::R9 => {
                "trước đã khai báo tạm vắng hoặc báo không bầu cử ở đây, nay bầu cử tại nơi thường trú"
            }
            Self::R10 => "giải quyết khiếu nại hoặc phán quyết của Tòa án",
            Self::R11 => "cải chính họ tên, ngày sinh, giới tính hoặc nơi ở",
            Self::R12 => "vào hoặc ra khỏi đơn vị vũ trang nhân dân",
            Self::R13 => "vào hoặc ra khỏi cơ sở, tổ chức có khu vực bỏ phiếu riêng",
            Self::R14 => "thay đổi lựa chọn nơi bầu cử",
            Self::R15 => "khai báo tạm vắng hoặc không bầu cử tại nơi này",
            Self::R16 => "đã xác định được nơi ghi tên",
            Self::R17 => "có quốc tịch Việt Nam",
            Self::R18 => "bị đưa ra khỏi Cơ sở dữ liệu quốc gia về dân cư",
            Self::R19 => "chuyển chỗ ở trong xã",
            Self::R20 => "điều chỉnh khu vực bỏ phiếu theo quyết định",
            Self::R21 => "thay đổi căn cứ ghi tên",
        }
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}
