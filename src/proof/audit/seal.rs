//! Whether a version, its statement and the line of the audit that tells of it belong together.

use crate::lists::audit::line_digest;
use crate::lists::digests::act_of;
use crate::lists::{AuditRecord, RollVersion};
use crate::roll::chain::Digest;

/// What is wrong with a version and its line, if anything. Versions of an earlier edition state nothing of their line.
pub(super) fn fault(stated: &RollVersion, record: &AuditRecord, log: &Digest) -> Option<&'static str> {
    let (grounds, seal) = match (&stated.statement.grounds, &stated.seal) {
        (None, None) => return None,
        (None, Some(_)) => return Some("its statement is of the first form, and it has a seal"),
        (Some(_), None) => return Some("its seal is gone"),
        (Some(grounds), Some(seal)) => (grounds, seal),
    };
    let AuditRecord { at, by, action, reason, source, .. } = record;
    if grounds.act != act_of(by, action, reason, source) || stated.action != *action {
        return Some("who made it, why or from what is not what its statement says");
    }
    if *at != stated.statement.at {
        return Some("this line says that it was made at another moment");
    }
    if grounds.log != *log {
        return Some("the log of its changes is not the one that its statement says");
    }
    if line_digest(record).ok() != Some(seal.line) {
        return Some("the audit up to this line is not the one that it was sealed with");
    }
    let is_sealed = match &stated.signed {
        Some(signed) => seal.check(&stated.statement, &signed.public_key).ok(),
        None => Some(seal.signature.is_none()),
    };
    match is_sealed {
        Some(true) => None,
        Some(false) => Some("its statement and its seal are not both signed"),
        None => Some("its seal is not signed with the key of its statement"),
    }
}
