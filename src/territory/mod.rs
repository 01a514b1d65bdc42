//! Pure: Where: provinces, communes, hamlets, facilities, voting areas and constituencies, which area a house
//! votes in, and what provinces and communes look like on a map.
//!
//! Knows nothing of persons beyond codes, and no law of who may vote.

mod check;
mod constituency;
mod country;
mod house;
mod level;
mod meaning;
mod namesakes;
mod office;
mod outside;
mod shape;
mod trouble;
mod units;

pub use check::{SeatLimits, check};
pub use constituency::Body;
pub use country::{CommuneName, Country, CountryError};
pub use house::HouseArea;
pub use level::{Level, Levels};
pub use meaning::{CodeInRow, Meaning, Meanings};
pub use office::{CommuneOffice, Office, ProvinceOffice, SignerRole};
pub use shape::{Point, Polygon, Ring, STEPS_PER_DEGREE, Shape, Shapes};
pub(crate) use trouble::troubles;
pub use trouble::{Trouble, TroubleKind};
pub use units::{
    Area, AreaKind, AreaPart, Commune, CommuneKind, Constituency, ConstituencyPart, Facility, Hamlet,
    OpensAt, Province, SmallReason, Territory, Units,
};
