// What a report says of a part that cannot be looked into.

import SluiceModel

extension Finding {
    /// A part of a message that cannot be looked into, as a finding of its own kind without a value.
    init(_ part: Uninspectable) {
        self.init(
            rule: part.reportedAs,
            category: .content,
            severity: .info,
            confidence: .certain,
            isVerified: false,
            isSample: false,
            entity: nil,
            range: 0..<0,
            match: 0..<0,
            fingerprint: Fingerprint(rawValue: 0),
            isUndecided: false,
            alsoMatched: []
        )
    }
}
