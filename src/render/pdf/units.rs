//! Lengths on paper: whole hundredths of a point, so that nothing drifts and nothing is rounded twice.

/// A length, in hundredths of a point (1/7200 inch).
pub(super) type Hundredths = i64;

/// A length given in points.
pub(super) const fn points(count: i64) -> Hundredths {
    count * 100
}

/// A length given in millimetres, rounded down to a hundredth of a point.
pub(super) const fn millimetres(count: i64) -> Hundredths {
    count * 72_000 / 254
}

/// Width and height of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PageSize {
    pub(super) width: Hundredths,
    pub(super) height: Hundredths,
}
