// What stands between two strings of a document that follow each other.

import SluiceMatching

/// What stands behind a string of a document: a comma and the next element of its list, or a comma, a name and the
/// value of the next member of its object, if that is a string.
enum SplitJoint: Equatable {
    /// Something else.
    case none
    /// The bytes to come decide.
    case open
    /// A string whose inside begins there.
    case next(Int)

    /// The most blanks in one place, and the most bytes of a name.
    private static let mostBlanks = 64
    private static let longestName = 64

    /// Reads what stands behind the closing quote that ends before `start`.
    ///
    /// - Parameters:
    ///   - value: where the next value begins behind it, as far as it is known.
    ///   - isFinal: whether no more bytes come.
    static func read(
        _ text: borrowing ByteWindow,
        from start: Int,
        value: Int?,
        isFinal: Bool
    ) -> SplitJoint {
        var place = start
        let joint = read(text, at: &place, value: value)
        return joint == .open && isFinal ? .none : joint
    }

    private static func read(_ text: borrowing ByteWindow, at place: inout Int, value: Int?) -> SplitJoint {
        if let stop = expect(UInt8(ascii: ","), at: &place, in: text) { return stop }
        if let stop = expect(UInt8(ascii: "\""), at: &place, in: text) { return stop }
        // The quote before a value is known as such as soon as it is there.
        if place == value { return .next(place) }
        let name = place
        while place < text.upperBound, text[place] != UInt8(ascii: "\"") {
            place += 1
            if place - name > longestName { return .none }
        }
        if place == text.upperBound { return .open }
        place += 1
        if let stop = expect(UInt8(ascii: ":"), at: &place, in: text) { return stop }
        if let stop = expect(UInt8(ascii: "\""), at: &place, in: text) { return stop }
        if place == value { return .next(place) }
        return place == text.upperBound ? .open : .none
    }

    /// Passes blanks and `byte`; the result is what is known if that is not there.
    private static func expect(_ byte: UInt8, at place: inout Int, in text: borrowing ByteWindow) -> SplitJoint? {
        let limit = place + mostBlanks
        while place < text.upperBound {
            if text[place] == byte {
                place += 1
                return nil
            }
            guard place < limit, isBlank(text[place]) else { return SplitJoint.none }
            place += 1
        }
        return .open
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
        default: false
        }
    }
}
