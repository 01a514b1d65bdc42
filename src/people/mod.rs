//! Pure: Who people are: personal numbers, names, partial dates, and the dated facts of one person.
//!
//! Knows no law: whether a fact counts is decided in `law`. Knows no files and no SQL.

mod apart;
mod code;
mod date;
mod digest;
mod doubt;
mod facts;
mod folder;
mod formula;
mod found_by;
mod garbled;
mod hidden;
mod id;
mod legible;
mod letter;
mod letter_case;
mod moment;
mod name;
mod namesake;
mod number;
mod residence;
mod severity;
mod share;
mod syllable;
mod text;
mod unmarked;

pub use apart::letters_apart;
pub use code::{AreaCode, CodeError, CommuneCode, ConstituencyCode, FacilityCode, HamletCode, ProvinceCode};
pub use date::{DateError, PartialDate, YEARS, add_months, anniversary};
pub use digest::{digest, hexadecimal};
pub use doubt::Doubts;
pub use facts::{
    Absence, Beyond, Channel, HouseholdRole, Person, PersonFacts, Residence, ResidenceKind, Sex, Status,
    StatusKind, Stay, StayKind, VitalStatus, Wish, WishKind,
};
pub use folder::{FolderFault, folder_fault};
pub use formula::{Inert, SPREADSHEET_MARK, inert, is_formula, live};
pub use found_by::{FoundBy, SoughtName, name_year, old_number};
pub use garbled::{Garbled, Garbling, garbled};
pub use hidden::is_hidden;
pub use id::{ChangeId, ElectionId, IdError, MatterId, PairId, RollId, SnapshotId};
pub use legible::{Legible, legible, legible_code};
pub use letter::{ControlCharacter, Letter, REPERTOIRE, code_points, code_points_of, is_plain, printable};
pub use letter_case::{LetterCase, usual_case};
pub use moment::iso_moment;
pub use name::{SortKey, index_letter, match_key, nfc};
pub use namesake::is_namesake;
pub use number::{NumberError, PersonalNumber};
pub use residence::is_in_force;
pub use severity::Severity;
pub use share::Share;
pub use syllable::is_syllable;
pub use unmarked::unmarked;
