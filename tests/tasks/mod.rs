//! Tests of `tasks`.

mod agreement;
mod constituencies;
mod cut;
mod delivery;
mod delta;
mod disks;
mod empty;
mod equal;
mod expected;
mod forms;
mod killed;
mod letters;
mod load;
mod maps;
mod neighbours;
mod places;
mod posted;
mod printed;
mod same_bytes;
mod sources;
mod subset;
mod told;
mod unchanged;
