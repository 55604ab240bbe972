// What becomes of one candidate.

package import SluiceMatching
package import SluiceModel
package import SluiceRules

/// What becomes of one candidate of one rule.
package enum Decision: Sendable, Hashable {
    /// It is no finding.
    case refused(Refusal)
    /// More bytes are needed; everything from `holdFrom` on must be held.
    case needsMore(holdFrom: Int)
    /// It is a finding.
    case accepted(Hit)
}

extension Decision {
    /// What was accepted, if it was.
    package var hit: Hit? {
        if case .accepted(let hit) = self { hit } else { nil }
    }
}

/// Why a candidate is no finding. Carries no text of the payload, and is plain bits which cost nothing to drop.
package enum Refusal: Sendable, Hashable {
    /// The shape is not there.
    case shape(Rejection)
    /// The value has too little entropy; bits per character.
    case entropy(found: Double, needed: Double)
    /// A required check failed: the one at this index of the rule's.
    case validator(index: Int)
    /// The rule's `allow` names the value.
    case allowed(ValueMatcher.Reason)
    /// The rule does not apply to what the place lies in.
    case outOfScope(Scope)
    /// None of the required context words is there.
    case contextMissing
}

/// One accepted candidate, before overlaps are settled.
package struct Hit: Sendable, Hashable {
    /// The rule's index in the rule set.
    package var rule: Int
    /// The bytes that matched.
    package var match: ByteRange
    /// The bytes to mask. Of an open hit, those seen so far.
    package var secret: ByteRange
    /// Where the settled part of an open hit ends; equal to the secret's end for others.
    package var settledEnd: Int
    /// Whether the end is still to come.
    package var isOpen: Bool
    /// Whether the hit was open when it was found: its value is known by its settled part.
    package var isBlock: Bool
    package var confidence: Confidence
    package var isVerified: Bool
    package var isSample: Bool
    package var isUndecided: Bool
    /// Whether the hit may only be reported.
    package var isReportOnly: Bool
    /// Whether a context word was there.
    package var hasContext: Bool
    /// What else the matcher knows of it.
    package var detail: MatchDetail = .none
    /// How the text was hidden that it was found in.
    package var forms = HidingForms()
    /// The fingerprint of a value that was hidden; of others it is taken when it is needed.
    package var fingerprint: Fingerprint?
    /// Of an open hit in a hidden text, what its end is known by.
    package var openNumber = 0
    /// What the text is in which it lies.
    package var place = TextPlace()

    /// What is known of the value when its mask goes out.
    package var value: ByteRange { secret.lowerBound..<settledEnd }
}
