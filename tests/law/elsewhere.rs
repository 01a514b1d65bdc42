use crate::support::builders::*;
use cutri::people::WishKind::VoteElsewhereCertificate;

fn certified(at: &str) -> PersonBuilder {
    resident().wish(VoteElsewhereCertificate, at).wish_area("F-01").document("5/GCN")
}

#[test]
fn article_34_the_own_row_is_marked_and_the_ballots_go_to_the_other_area() {
    let expected = "R8+P8 F-01 NP marked H-01 Bỏ phiếu ở nơi khác";
    assert_eq!(told(&certified("2026-02-03").decided()), expected);
    assert_eq!(told(&certified("2026-03-15T18:00").decided()), expected);
}

#[test]
fn article_34_a_certificate_out_of_time_without_document_or_area_is_ignored() {
    let ignored = "P8 H-01 NPC [certificate_ignored]";
    assert_eq!(told(&certified("2026-02-02T23:59").decided()), ignored);
    assert_eq!(told(&certified("2026-03-16").decided()), ignored);
    assert_eq!(told(&certified("2026-02-10").wish_area("X-99").decided()), ignored);
    assert_eq!(told(&certified("2026-02-10").wish_area("H-01").decided()), ignored);
    let undocumented = resident().wish(VoteElsewhereCertificate, "2026-02-10").wish_area("F-01");
    assert_eq!(told(&undocumented.decided()), ignored);
}
