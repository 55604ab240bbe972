// Takes what a stream has found.

import SluiceMatching
import SluiceModel
import SluiceRules

extension ScanStream {
    /// Takes what was found.
    mutating func accept(_ hit: Hit, text: borrowing ByteWindow) {
        if hit.isUndecided { undecidedHitCount += 1 }
        guard view == nil else {
            view?.hits.append(hit)
            return
        }
        if !split.isEmpty { split[0].note(hit, isGeneric: scanner.labels[hit.rule].isGeneric) }
        var hit = hit
        let rule = scanner.ruleScopes[hit.rule]
        hit.place = scopes?.place(at: hit.secret.lowerBound, for: rule, in: text) ?? TextPlace()
        guard var queue = pairs.take() else { return place(hit) }
        let isTaken = queue.take(hit, scanner.pairs, texts: texts)
        pairs = queue
        if !isTaken {
            place(hit)
        } else if hit.isOpen {
            forgetInView(hit)
        }
    }

    /// Takes what is found beside everything before it.
    mutating func place(_ hit: Hit) {
        let isActedOn: Bool?
        if let placeThresholds, !hit.place.isPlain {
            isActedOn = placeThresholds.thresholds(at: hit.place).acts(on: hit, label: scanner.labels[hit.rule])
        } else {
            isActedOn = thresholds?.acts(on: hit, label: scanner.labels[hit.rule])
        }
        if isActedOn == false {
            clusters.insertRemark(hit)
            if hit.isOpen { forgetInView(hit) }
        } else {
            clusters.insert(hit)
        }
    }

    /// Lets the view that an open hit was found in forget it, if it was found in one.
    private mutating func forgetInView(_ hit: Hit) {
        if hit.openNumber > 0, !hidden.isEmpty { hidden[0].forget(openHit: hit.openNumber) }
    }

    /// Takes the hits of which it is known what stands beside them, and holds the others.
    mutating func settlePairs(
        _ frontier: inout Frontier,
        text: borrowing ByteWindow,
        strings: StringPlaces?,
        isFinal: Bool
    ) {
        guard var queue = pairs.take() else { return }
        let places = PairPlaces(texts: texts, strings: strings)
        queue.settle(upTo: frontier.offset, isFinal: isFinal, places, in: text) { place($0) }
        if let start = queue.holdFrom { frontier.hold(from: start) }
        pairs = queue
    }

    /// Whether a rule applies where something was found that is hidden.
    mutating func applies(_ hit: Hit, text: borrowing ByteWindow) -> Bool {
        let rule = scanner.ruleScopes[hit.rule]
        guard scopes != nil, !rule.isUnrestricted else { return true }
        // Of what is spelt otherwise in part, the scope of the rest has been asked for and may have refused it.
        guard hit.forms.forms.first?.isOfDigits == true else { return false }
        guard let scope = scopes?.scope(at: hit.secret.lowerBound, in: text) else { return false }
        return rule.includes(scope)
    }

    mutating func extendOpenHits(text: borrowing ByteWindow, isFinal: Bool) {
        var clusters = ClusterQueue()
        swap(&clusters, &self.clusters)
        clusters.extendOpenHits { advance(of: $0, in: text) }
        if isFinal { clusters.closeOpenHits(at: receivedCount) }
        swap(&clusters, &self.clusters)
    }

    /// How far an open hit goes.
    mutating func advance(of hit: Hit, in text: borrowing ByteWindow) -> Extension {
        if hit.openNumber > 0, !hidden.isEmpty { return hidden[0].advance(ofOpenHit: hit.openNumber) }
        let bounds = texts.bounds(around: hit.secret.lowerBound)
        let found = scanner.judges[hit.rule].rule.matcher.extend(
            match: RawMatch(match: hit.match, secret: hit.secret, isOpen: true),
            from: hit.secret.upperBound,
            in: text.narrowed(from: bounds.start, to: bounds.end)
        )
        if case .open(let end) = found, end == bounds.end { return .closed(at: end) }
        return found
    }
}
