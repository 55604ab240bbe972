// A random number generator whose output depends on its seed alone.

/// SplitMix64 (Steele, Lea and Flood, 2014): small, quick, and the same on every machine and toolchain.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts from `seed`.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `limit - 1`; `limit` is at least 1.
    ///
    /// Not the standard library's `random(in:using:)`, which may change how it draws between releases.
    public mutating func below(_ limit: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(limit)).high)
    }

    /// A number in `range`.
    public mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True once in `count` times.
    public mutating func oneIn(_ count: Int) -> Bool {
        below(count) == 0
    }

    /// One of `choices`, which is not empty.
    public mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[below(choices.count)]
    }

    /// One of `choices`, the earlier the likelier, roughly as words are spread in a language.
    public mutating func pickEarly<Element>(_ choices: [Element]) -> Element {
        choices[min(below(choices.count), below(choices.count))]
    }

    /// `count` characters of `alphabet`.
    public mutating func characters(_ alphabet: [Character], count: Int) -> String {
        var text = ""
        for _ in 0..<count { text.append(pick(alphabet)) }
        return text
    }
}
