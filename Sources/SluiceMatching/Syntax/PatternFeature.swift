// What a pattern uses that matters to a stream.

/// Something that a pattern uses and that a rule may not, or should know about.
package struct PatternFeature: Hashable, Sendable, CustomStringConvertible {
    /// Which one.
    package let kind: Kind
    /// The byte of the pattern at which it stands, from 0.
    package let offset: Int

    package enum Kind: Hashable, Sendable {
        case backReference
        case recursion
        case verb
        case callout
        case conditional
        /// `\A`
        case absoluteStart
        /// `\G`
        case searchStart
        /// `\z`
        case absoluteEnd
        /// `\Z`
        case absoluteEndOrNewline
        /// `\K`
        case keepOut
        /// `\C`
        case singleByte
        /// A look-behind, `\b` or `^` inside a look-behind.
        case nestedLookbehind
        /// A look-ahead that may read so many bytes (nil: without bound) beyond where it stands, more than one.
        case longLookahead(width: Int?)
        /// `^` outside multi-line mode: the start of the whole text.
        case textStart
        /// `$` outside multi-line mode: the end of the whole text.
        case textEnd
    }

    package init(kind: Kind, offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    /// Whether no rule may use it, because its outcome would depend on where a stream is cut or cannot be bounded.
    package var isForbidden: Bool {
        switch kind {
        case .backReference, .recursion, .verb, .callout, .absoluteStart, .searchStart, .absoluteEnd,
            .absoluteEndOrNewline, .keepOut, .singleByte, .nestedLookbehind:
            true
        case .conditional, .longLookahead, .textStart, .textEnd: false
        }
    }

    /// What it is, in words for a rule's author.
    package var description: String {
        let name: String =
            switch kind {
            case .backReference: "a back-reference"
            case .recursion: "recursion or a subroutine call"
            case .verb: "a verb (*…)"
            case .callout: "a callout (?C)"
            case .conditional: "a conditional group (?(…)…)"
            case .absoluteStart: "\\A"
            case .searchStart: "\\G"
            case .absoluteEnd: "\\z"
            case .absoluteEndOrNewline: "\\Z"
            case .keepOut: "\\K"
            case .singleByte: "\\C"
            case .nestedLookbehind: "a look-behind, \\b or ^ inside a look-behind"
            case .longLookahead(let width?): "a look-ahead of up to \(width) bytes"
            case .longLookahead(nil): "a look-ahead without a bound"
            case .textStart: "^ outside multi-line mode (the start of the whole text)"
            case .textEnd: "$ outside multi-line mode (the end of the whole text)"
            }
        return "\(name) at byte \(offset)"
    }
}

extension PatternNode {
    /// Everything the pattern uses that is listed in `PatternFeature.Kind`, in the order of the pattern.
    package var features: [PatternFeature] {
        var found: [PatternFeature] = []
        collectFeatures(isBehind: false, into: &found)
        return found.sorted { $0.offset < $1.offset }
    }

    private func collectFeatures(isBehind: Bool, into found: inout [PatternFeature]) {
        var isInside = isBehind
        switch self {
        case .look(let look, let body):
            if look.direction == .behind {
                if isBehind { found.append(PatternFeature(kind: .nestedLookbehind, offset: look.offset)) }
                isInside = true
            } else {
                let width = body.widths.maximum
                if width.map({ $0 > 1 }) ?? true {
                    found.append(PatternFeature(kind: .longLookahead(width: width), offset: look.offset))
                }
            }
        case .assertion(let assertion, let offset):
            if isBehind, assertion.bytesBefore > 0 {
                found.append(PatternFeature(kind: .nestedLookbehind, offset: offset))
            }
            if let kind = assertion.feature { found.append(PatternFeature(kind: kind, offset: offset)) }
        case .construct(let construct, let offset):
            found.append(PatternFeature(kind: construct.feature, offset: offset))
        default: break
        }
        for child in children { child.collectFeatures(isBehind: isInside, into: &found) }
    }
}

extension PatternNode.Assertion {
    fileprivate var feature: PatternFeature.Kind? {
        switch self {
        case .absoluteStart: .absoluteStart
        case .searchStart: .searchStart
        case .absoluteEnd: .absoluteEnd
        case .absoluteEndOrNewline: .absoluteEndOrNewline
        case .textStart: .textStart
        case .textEnd: .textEnd
        case .lineStart, .lineEnd, .wordBoundary, .notWordBoundary: nil
        }
    }
}

extension PatternNode.Construct {
    fileprivate var feature: PatternFeature.Kind {
        switch self {
        case .backReference: .backReference
        case .recursion: .recursion
        case .verb: .verb
        case .callout: .callout
        case .conditional: .conditional
        case .keepOut: .keepOut
        case .singleByte: .singleByte
        }
    }
}
