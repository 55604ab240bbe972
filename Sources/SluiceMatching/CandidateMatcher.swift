// The interface that patterns, token forms and hand-written matchers share.

package import SluiceModel

/// Decides whether a rule's shape is at a candidate position.
///
/// A matcher is immutable and shared by all threads. It reads only bytes in
/// `position - reachBefore ..< position + reachAfter + 1`; the scanner cuts the window to that, so that the decision on
/// a complete window is a function of those bytes alone.
package protocol CandidateMatcher: Sendable {
    /// What must occur for this matcher to be asked. Empty only where `names` is not, or it asks about secret cells.
    var anchors: [Anchor] { get }
    /// The names that lead to this matcher where they begin a word; none for most matchers.
    var names: [ServiceName] { get }
    /// Whether it is asked about values in columns of tables whose names say that they are secret.
    var asksAboutSecretCells: Bool { get }
    /// How many bytes before the position the matcher may read, its boundary check included.
    var reachBefore: Int { get }
    /// How many bytes from the position on a match may span. One more byte is shown, for the boundary check.
    var reachAfter: Int { get }

    /// The first look at a candidate, before `match` is asked.
    var gate: CandidateGate { get }

    /// Whether every match begins at the position that was asked about, so that what must stand before the match can be
    /// looked for first.
    var matchesBeginAtPosition: Bool { get }

    /// Places about which it need not be asked, as it finds nothing there.
    var refusedPlaces: RefusedPlaces { get }

    /// The bytes between which its matches begin, at the position that was asked about.
    var opening: MatchOpening { get }

    /// Whether it reads the strings of a document that stand before the one it is asked about, and what stands between
    /// them, as one text.
    var readsStringsBefore: Bool { get }

    /// Where what it finds counts only with a word or key that names it, whatever the rule says.
    var contextNeed: ContextNeed { get }

    /// Decides about `position`.
    ///
    /// - Parameters:
    ///   - position: an anchor's start plus its offset. May lie anywhere when brute force asks.
    ///   - window: the bytes around it; `position` itself may be its upper bound.
    ///   - runs: remembered ends of runs, shared by all matchers of the stream.
    func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome

    /// Continues a match whose end was left open: looks for the end from `offset` on.
    func extend(match: RawMatch, from offset: Int, in window: borrowing ByteWindow) -> Extension

    /// What findings say of a match with this detail in the place of the rule's entity; never text of the payload.
    func entity(of detail: MatchDetail) -> String?
}

/// Where an open-ended match stands after more bytes have come.
package enum Extension: Hashable, Sendable {
    /// Everything up to this offset belongs to the match, which goes on. The offset may not exceed the window.
    case open(to: Int)
    /// The match ends at this offset.
    case closed(at: Int)
}

extension CandidateMatcher {
    package var names: [ServiceName] { [] }

    package var asksAboutSecretCells: Bool { false }

    package var gate: CandidateGate { .open }

    package var matchesBeginAtPosition: Bool { false }

    package var refusedPlaces: RefusedPlaces { [] }

    package var opening: MatchOpening { .anywhere }

    package var readsStringsBefore: Bool { false }

    package var contextNeed: ContextNeed { .asRuled }

    package func extend(match: RawMatch, from offset: Int, in window: borrowing ByteWindow) -> Extension {
        .closed(at: offset)
    }

    package func entity(of detail: MatchDetail) -> String? { nil }
}

/// What a matcher says about a candidate.
package enum MatchOutcome: Hashable, Sendable {
    /// It is not one, and no further byte can change that.
    case noMatch(Rejection)
    /// More bytes are needed. Everything from `holdFrom` on must be held, as a mask could begin there.
    case needsMore(holdFrom: Int)
    /// It is one.
    case match(RawMatch)
    /// A limit was reached before a decision: what could have been part of a match is `range`.
    case undecided(range: ByteRange)
}

/// The shape that a matcher found, before validators and context.
package struct RawMatch: Hashable, Sendable {
    /// All bytes that matched.
    package var match: ByteRange
    /// The part to mask, inside `match`.
    package var secret: ByteRange
    /// What the matcher itself could prove.
    package var proof: Proof
    /// Whether the value is a published sample.
    package var isSample: Bool
    /// Whether the matter is settled but the end is still to come (`extend` finds it): the mask goes out, the rest is
    /// swallowed.
    package var isOpen: Bool
    /// How many hundredths of the rule's confidence the matcher takes away, because the shape is weak.
    package var doubt: UInt8
    /// Whether it is a finding only where a context word or key stands before it, whatever the rule asks of others.
    package var needsContext: Bool
    /// Whether a weak check holds, which proves the match where a context word or key names it.
    package var isProvedByContext: Bool
    /// What else the matcher knows of it.
    package var detail: MatchDetail

    /// A match of `match` whose part to mask is `secret`.
    package init(
        match: ByteRange,
        secret: ByteRange? = nil,
        proof: Proof = .none,
        isSample: Bool = false,
        isOpen: Bool = false,
        doubt: UInt8 = 0,
        needsContext: Bool = false,
        isProvedByContext: Bool = false,
        detail: MatchDetail = .none
    ) {
        self.match = match
        self.secret = secret ?? match
        self.proof = proof
        self.isSample = isSample
        self.isOpen = isOpen
        self.doubt = doubt
        self.needsContext = needsContext
        self.isProvedByContext = isProvedByContext
        self.detail = detail
    }
}

/// What a checksum or structure said.
package enum Proof: Hashable, Sendable {
    /// Nothing to check.
    case none
    /// It holds: the finding is verified.
    case holds
    /// It fails: the confidence is lowered, or the match refused where the rule says so.
    case fails
}

/// Why a candidate is not a match. Carries no text of the payload.
package enum Rejection: Hashable, Sendable {
    /// What precedes the candidate continues it to the left.
    case leftBoundary
    /// What follows the candidate continues it to the right.
    case rightBoundary
    /// Fewer or more bytes of the alphabet than the rule allows.
    case length(found: Int)
    /// The shape is not there.
    case shape
    /// A number, group or field is out of its range; the text names which.
    case range(FieldName)
    /// The value is a placeholder, a variable or a mask.
    case placeholder
    /// The check digits, or another check of the number, do not hold.
    case check
    /// It is a command that is named there, and not run.
    case named
}

/// A name fixed in the source, so that no payload text can get into it.
package struct FieldName: Hashable, Sendable, CustomStringConvertible {
    // Kept as it is, so that refusals are plain bits which cost nothing to pass on.
    private let text: StaticString

    package var description: String { text.description }

    /// Wraps a literal.
    package init(_ text: StaticString) {
        self.text = text
    }

    package static func == (left: FieldName, right: FieldName) -> Bool {
        left.description == right.description
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(description)
    }
}
