//! The one integration test binary: a module a subject.

mod acts;
mod architecture;
mod changes;
mod cli;
mod corpus;
mod derive;
mod extract;
mod import;
mod law;
mod posted;
mod render;
mod roll;
mod sample;
mod server;
mod store;
mod support;
mod tasks;
mod territory;
