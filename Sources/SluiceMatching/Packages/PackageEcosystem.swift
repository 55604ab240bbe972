// The registries that packages come from, and how they compare names.

/// The registries that packages come from.
enum PackageEcosystem: String, CaseIterable, Sendable {
    case pypi, npm, cargo, go, gem, composer, nuget, maven, swift, cocoapods, hex, pub

    /// From 1, for hashes.
    var number: UInt8 {
        switch self {
        case .pypi: 1
        case .npm: 2
        case .cargo: 3
        case .go: 4
        case .gem: 5
        case .composer: 6
        case .nuget: 7
        case .maven: 8
        case .swift: 9
        case .cocoapods: 10
        case .hex: 11
        case .pub: 12
        }
    }

    /// A byte of a name as the registry compares it; nil where it is left out.
    ///
    /// PyPI takes runs of `-`, `_` and `.` for one hyphen (PEP 503); Cargo takes `_` for `-`; case counts in Go and Maven.
    @inline(__always)
    func folded(_ byte: UInt8, after previous: UInt8?) -> UInt8? {
        switch self {
        case .pypi:
            guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") else {
                return byte.asciiLowercased
            }
            return previous == UInt8(ascii: "-") ? nil : UInt8(ascii: "-")
        case .cargo: return byte == UInt8(ascii: "_") ? UInt8(ascii: "-") : byte.asciiLowercased
        case .go, .maven: return byte
        case .npm, .gem, .composer, .nuget, .swift, .cocoapods, .hex, .pub: return byte.asciiLowercased
        }
    }

    /// Bytes of a name before which a shorter one ends that stands for all names with this beginning: a module of Go, a
    /// group of Maven and those below it, what one owner has on a host of Swift's packages.
    var steps: ByteSet {
        switch self {
        case .go, .swift: ByteSet(ascii: "/")
        case .maven: ByteSet(ascii: ":.")
        case .pypi, .npm, .cargo, .gem, .composer, .nuget, .cocoapods, .hex, .pub: ByteSet()
        }
    }
}
