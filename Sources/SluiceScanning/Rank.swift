// Which of several overlapping hits tells most.

import SluiceModel

/// The order in which overlapping hits are preferred: a settled block, a proved hit, a specific rule, a surer one,
/// one that context names, a longer one, an earlier one, the rule's name.
struct Rank: Comparable {
    private let hit: Hit
    private let scanner: Scanner

    init(_ hit: Hit, _ scanner: Scanner) {
        self.hit = hit
        self.scanner = scanner
    }

    static func < (left: Rank, right: Rank) -> Bool {
        let (one, other) = (left.hit, right.hit)
        if one.isBlock != other.isBlock { return one.isBlock }
        // Of two blocks the first one's mask may be out already.
        if one.isBlock, one.secret.lowerBound != other.secret.lowerBound {
            return one.secret.lowerBound < other.secret.lowerBound
        }
        if one.isVerified != other.isVerified { return one.isVerified }
        let labels = left.scanner.labels
        let isGeneric = labels[one.rule].isGeneric
        if isGeneric != labels[other.rule].isGeneric { return !isGeneric }
        if one.isUndecided != other.isUndecided { return other.isUndecided }
        if one.confidence != other.confidence { return one.confidence > other.confidence }
        // Of two numbers that both hold their check, the one that a word names.
        if one.hasContext != other.hasContext { return one.hasContext }
        if one.match.count != other.match.count { return one.match.count > other.match.count }
        if one.match.lowerBound != other.match.lowerBound { return one.match.lowerBound < other.match.lowerBound }
        if one.rule != other.rule { return labels[one.rule].id < labels[other.rule].id }
        return one.forms.count < other.forms.count
    }

    static func == (left: Rank, right: Rank) -> Bool {
        left.hit == right.hit
    }
}
