// Places about which a matcher need not be asked.

import CSluiceScan

/// Places about which a matcher need not be asked, as it finds nothing there: candidates fall in the kernel.
package struct RefusedPlaces: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    private init(_ places: sluice_places) {
        rawValue = UInt8(places.rawValue)
    }

    /// Digits where `NumberBoundary.begins` does not hold.
    package static let digitsInside = RefusedPlaces(SLUICE_DIGITS_INSIDE)
    /// All bytes where it does not hold.
    package static let inside = RefusedPlaces(SLUICE_INSIDE)
    /// The beginning of a time stamp, and seconds: `2026-08-14T15:17`, `2026-08-14 15:17`, `10.414Z`.
    package static let timeStamps = RefusedPlaces(SLUICE_TIME_STAMPS)
}
