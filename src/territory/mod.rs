//! Pure: Where: provinces, communes, hamlets, facilities, voting areas and constituencies, and which area a house
//! votes in.
//!
//! Knows nothing of persons beyond codes, and no law of who may vote.

mod check;
mod house;
mod level;
mod units;

pub use check::{SeatLimits, Trouble, TroubleKind, check};
pub use house::HouseArea;
pub use level::{Level, Levels};
pub use units::{
    Area, AreaKind, AreaPart, Commune, CommuneKind, Constituency, ConstituencyPart, Facility, Hamlet,
    OpensAt, Province, SmallReason, Territory, Units,
};
