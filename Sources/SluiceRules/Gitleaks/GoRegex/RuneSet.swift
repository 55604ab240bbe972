// A set of Unicode code points, as ranges.

/// A set of Unicode code points. The ranges are in ascending order and do not touch.
package struct RuneSet: Hashable, Sendable {
    /// U+FFFD, which Go reads in place of each byte that is no part of valid UTF-8.
    package static let replacement: UInt32 = 0xFFFD
    package static let maximum: UInt32 = 0x10FFFF
    package static let all = RuneSet(0...maximum)
    package static let ascii = RuneSet(0...0x7F)
    /// Everything outside ASCII.
    package static let other = RuneSet(0x80...maximum)

    package private(set) var ranges: [ClosedRange<UInt32>] = []

    package init() {}

    package init(_ range: ClosedRange<UInt32>) {
        ranges = [range]
    }

    package init(_ rune: UInt32) {
        ranges = [rune...rune]
    }

    package init(ranges: [ClosedRange<UInt32>]) {
        let sorted = ranges.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        for range in sorted {
            if let last = self.ranges.last, range.lowerBound <= last.upperBound &+ 1 {
                self.ranges[self.ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                self.ranges.append(range)
            }
        }
    }

    /// The ASCII characters of `text`.
    package init(ascii text: StaticString) {
        self.init(ranges: text.description.unicodeScalars.map { $0.value...$0.value })
    }

    package var isEmpty: Bool { ranges.isEmpty }

    /// The one member, if there is only one.
    package var single: UInt32? {
        guard ranges.count == 1, ranges[0].lowerBound == ranges[0].upperBound else { return nil }
        return ranges[0].lowerBound
    }

    package func contains(_ rune: UInt32) -> Bool {
        ranges.contains { $0.contains(rune) }
    }

    package func union(_ other: RuneSet) -> RuneSet {
        RuneSet(ranges: ranges + other.ranges)
    }

    package func intersection(_ other: RuneSet) -> RuneSet {
        RuneSet(
            ranges: ranges.flatMap { range in
                other.ranges.compactMap { $0.overlaps(range) ? $0.clamped(to: range) : nil }
            }
        )
    }

    package var inverted: RuneSet {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= Self.maximum { result.append(next...Self.maximum) }
        return RuneSet(ranges: result)
    }

    /// The set with both cases of its ASCII letters.
    package var asciiFolded: RuneSet {
        func shifted(_ letters: ClosedRange<UInt32>, by distance: Int64) -> [ClosedRange<UInt32>] {
            intersection(RuneSet(letters)).ranges.map {
                UInt32(Int64($0.lowerBound) + distance)...UInt32(Int64($0.upperBound) + distance)
            }
        }
        return RuneSet(ranges: ranges + shifted(0x41...0x5A, by: 32) + shifted(0x61...0x7A, by: -32))
    }

    /// The ASCII members as bytes.
    package var asciiBytes: [UInt8] {
        intersection(.ascii).ranges.flatMap { $0.map { UInt8(truncatingIfNeeded: $0) } }
    }
}
