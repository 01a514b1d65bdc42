//! What officials do with posted lists: undoing, complaints, certificates, reviews, transfers, proofs and prints; and that
//! tampering is found.

mod actors;
mod again;
mod at_once;
mod beside;
mod beyond;
mod certificate;
mod complaint;
mod complaint_about;
mod delta;
mod event;
mod files;
mod forged;
mod honest;
mod keys;
mod killed;
mod lists;
mod migrated;
mod mutations;
mod one_paper;
mod printed;
mod prove;
mod received;
mod review;
mod shared;
mod soak;
mod tampered;
mod transfer;
mod unchanged;
mod undo;
