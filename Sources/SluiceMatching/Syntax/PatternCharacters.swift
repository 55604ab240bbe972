// Turns characters and classes of a pattern into nodes, with or without case and Unicode.

/// How characters of a pattern become bytes.
struct PatternCharacters {
    let isUnicode: Bool

    /// The first bytes of characters that take two to four bytes in UTF-8 (RFC 3629 §4).
    static let leadBytes = ByteSet(0xC2...0xF4)
    /// The bytes that follow them.
    static let continuationBytes = ByteSet(0x80...0xBF)
    static let ascii = ByteSet(0x00...0x7F)

    /// The node of the character `value`: a byte, or a code point in Unicode mode. Nil where it is too large.
    func literal(_ value: UInt32, ignoresCase: Bool) -> PatternNode? {
        guard isUnicode else {
            guard let byte = UInt8(exactly: value) else { return nil }
            let set = ByteSet(byte...byte)
            return .bytes(ignoresCase ? set.caseFolded : set)
        }
        guard let scalar = Unicode.Scalar(value) else { return nil }
        if let byte = UInt8(exactly: value), byte < 0x80 {
            let set = ByteSet(byte...byte)
            guard ignoresCase else { return .bytes(set) }
            // Two letters have a third case outside ASCII: the Kelvin sign U+212A and the long s U+017F.
            switch byte | 0x20 {
            case UInt8(ascii: "k"): return .alternation([.bytes(set.caseFolded), Self.exactly([0xE2, 0x84, 0xAA])])
            case UInt8(ascii: "s"): return .alternation([.bytes(set.caseFolded), Self.exactly([0xC5, 0xBF])])
            default: return .bytes(set.caseFolded)
            }
        }
        if ignoresCase { return .character(first: .all, width: 1...4, isExact: false) }
        return Self.exactly(Array(Character(scalar).utf8))
    }

    /// The node of exactly these bytes.
    static func exactly(_ bytes: [UInt8]) -> PatternNode {
        .sequence(bytes.map { .bytes(ByteSet($0...$0)) })
    }

    /// The node of a class.
    func node(of contents: ClassContents, isNegated: Bool, ignoresCase: Bool) -> PatternNode {
        if !isUnicode {
            if contents.isApproximate { return .character(first: .all, width: 1...1, isExact: false) }
            let set = ignoresCase ? contents.set.caseFolded : contents.set
            return .bytes(isNegated ? set.inverted : set)
        }
        var set = contents.set.intersection(Self.ascii)
        if ignoresCase { set = set.caseFolded }
        let foldsOut = ignoresCase && !set.intersection(ByteSet("ksKS")).isEmpty
        if isNegated { set = set.inverted.intersection(Self.ascii) }
        if contents.isApproximate { return .character(first: .all, width: 1...4, isExact: false) }
        if ignoresCase, contents.holdsOther, !isNegated {
            // A character outside ASCII may be another case of one inside.
            set = set.union(ByteSet("ksKS"))
        }
        guard isNegated || contents.holdsOther || foldsOut else { return .bytes(set) }
        return .character(
            first: set.union(Self.leadBytes),
            width: (set.isEmpty ? 2 : 1)...4,
            isExact: !(ignoresCase && contents.holdsOther)
        )
    }
}

/// What stands in a class, before negation and case.
struct ClassContents {
    /// The bytes; in Unicode mode only the ASCII part counts.
    var set = ByteSet()
    /// Whether characters outside ASCII may belong to it, in Unicode mode.
    var holdsOther = false
    /// Whether something stands in it whose extent is not known, such as `\p{L}`.
    var isApproximate = false

    mutating func add(_ other: ByteSet, orOther: Bool) {
        set = set.union(other)
        holdsOther = holdsOther || orOther
    }

    mutating func formUnion(_ other: ClassContents) {
        set = set.union(other.set)
        holdsOther = holdsOther || other.holdsOther
        isApproximate = isApproximate || other.isApproximate
    }
}

extension ClassContents {
    /// The contents of a generic type such as `\d`, or nil where `letter` names none.
    init?(type letter: UInt8) {
        switch letter {
        case UInt8(ascii: "d"): add(.digits, orOther: true)
        case UInt8(ascii: "D"): add(ByteSet.digits.inverted, orOther: true)
        case UInt8(ascii: "w"): add(.wordCharacters, orOther: true)
        case UInt8(ascii: "W"): add(ByteSet.wordCharacters.inverted, orOther: true)
        case UInt8(ascii: "s"): add(.whitespace, orOther: true)
        case UInt8(ascii: "S"): add(ByteSet.whitespace.inverted, orOther: true)
        case UInt8(ascii: "h"): add(Self.horizontalSpace, orOther: true)
        case UInt8(ascii: "H"): add(Self.horizontalSpace.inverted, orOther: true)
        case UInt8(ascii: "v"): add(Self.verticalSpace, orOther: true)
        case UInt8(ascii: "V"): add(Self.verticalSpace.inverted, orOther: true)
        default: return nil
        }
    }

    /// The contents of a POSIX class such as `alpha`, or nil where the name is unknown. The sets are those of the C
    /// locale.
    init?(posixName name: String, isNegated: Bool) {
        let printable = ByteSet(0x20...0x7E)
        let graph = ByteSet(0x21...0x7E)
        let bytes: ByteSet
        switch name {
        case "alpha": bytes = .letters
        case "lower": bytes = .lowerCase
        case "upper": bytes = .upperCase
        case "alnum": bytes = .alphanumerics
        case "ascii": bytes = ByteSet(0x00...0x7F)
        case "blank": bytes = ByteSet(" \t")
        case "cntrl": bytes = ByteSet(0x00...0x1F).union(ByteSet(0x7F...0x7F))
        case "digit": bytes = .digits
        case "graph": bytes = graph
        case "print": bytes = printable
        case "punct": bytes = graph.intersection(ByteSet.alphanumerics.inverted)
        case "space": bytes = .whitespace
        case "word": bytes = .wordCharacters
        case "xdigit": bytes = .hex
        default: return nil
        }
        add(isNegated ? bytes.inverted : bytes, orOther: true)
    }

    /// `\h` among single bytes (pcre2pattern, "Generic character types"): tab, space, no-break space.
    private static let horizontalSpace = ByteSet("\t ").union(ByteSet(0xA0...0xA0))
    /// `\v` among single bytes: LF, VT, FF, CR, NEL.
    private static let verticalSpace = ByteSet(0x0A...0x0D).union(ByteSet(0x85...0x85))
}
