// How long the numbers of an event are.

extension JSONTree {
    /// Numbers of more digits than this may be anything: cards, accounts and phones. Counts, indices and tokens have
    /// fewer.
    package static let mostShortDigits = 7

    /// How many digits a number has before its point or exponent.
    package func digitCount(_ node: Node) -> Int {
        let range = range(node)
        var place = range.lowerBound
        if place < range.upperBound, bytes[place] == UInt8(ascii: "-") { place += 1 }
        let start = place
        while place < range.upperBound, bytes[place] >= UInt8(ascii: "0"), bytes[place] <= UInt8(ascii: "9") {
            place += 1
        }
        return place - start
    }

    /// Whether a number, as it is written, is too short to be more than a count.
    package func isShortNumber(_ node: Node) -> Bool { range(node).count <= Self.mostShortDigits }
}
