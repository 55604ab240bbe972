// What is known about a pattern's capture groups without matching.

/// A capture group of a pattern.
package struct PatternCapture: Hashable, Sendable {
    /// Its number, from 1.
    package let number: Int
    /// Its name, if it has one.
    package let name: String?
}

extension PatternNode {
    /// The capture groups in the order in which they open. A number occurs twice in a branch reset group.
    package var captures: [PatternCapture] {
        var found: [PatternCapture] = []
        collectCaptures(into: &found)
        return found
    }

    /// The number of the group called `name`, or nil where there is none, or more than one.
    package func captureNumber(named name: String) -> Int? {
        let numbers = Set(captures.filter { $0.name == name }.map(\.number))
        return numbers.count == 1 ? numbers.first : nil
    }

    /// The fewest bytes between the start of a match and the start of the group wherever the group takes part; negative
    /// where the group stands in a look-behind. Group 0 is the match. Nil where there is no such group, or nothing is
    /// known (`\K`, a call of the group from elsewhere, a look-behind without bound).
    package func minimumOffset(ofGroup number: Int) -> Int? {
        if number == 0 { return 0 }
        let isUnknown = contains {
            guard case .construct(let construct, _) = $0 else { return false }
            return construct == .keepOut || construct == .recursion
        }
        guard !isUnknown else { return nil }
        var least: Int?
        guard collectOffsets(ofGroup: number, before: 0, into: &least) else { return nil }
        return least
    }

    /// Whether the group has a value in every match.
    package func alwaysParticipates(group number: Int) -> Bool {
        if number == 0 { return true }
        return !cutsMatchShort && requires(group: number)
    }

    private func collectCaptures(into found: inout [PatternCapture]) {
        if case .group(.capture(let number, let name), _) = self {
            found.append(PatternCapture(number: number, name: name))
        }
        for child in children { child.collectCaptures(into: &found) }
    }

    /// Lowers `least` to the group's smallest offset; false where one has no bound.
    private func collectOffsets(ofGroup number: Int, before: Int, into least: inout Int?) -> Bool {
        switch self {
        case .bytes, .character, .assertion, .construct: return true
        case .sequence(let nodes):
            var offset = before
            for node in nodes {
                guard node.collectOffsets(ofGroup: number, before: offset, into: &least) else { return false }
                offset += node.widths.minimum
            }
            return true
        case .alternation(let nodes):
            return nodes.allSatisfy { $0.collectOffsets(ofGroup: number, before: before, into: &least) }
        case .group(let group, let node):
            if case .capture(number, _) = group { least = Swift.min(least ?? before, before) }
            return node.collectOffsets(ofGroup: number, before: before, into: &least)
        case .repetition(let node, _, _, _):
            return node.collectOffsets(ofGroup: number, before: before, into: &least)
        case .look(let look, let node):
            guard look.direction == .behind, node.captures.contains(where: { $0.number == number }) else {
                return node.collectOffsets(ofGroup: number, before: before, into: &least)
            }
            guard let width = node.widths.maximum else { return false }
            return node.collectOffsets(ofGroup: number, before: before - width, into: &least)
        }
    }

    private func requires(group number: Int) -> Bool {
        switch self {
        case .bytes, .character, .assertion, .construct: false
        case .sequence(let nodes): nodes.contains { $0.requires(group: number) }
        case .alternation(let nodes): nodes.allSatisfy { $0.requires(group: number) }
        case .group(.capture(number, _), _): true
        case .group(_, let node): node.requires(group: number)
        case .repetition(let node, let minimum, _, _): minimum > 0 && node.requires(group: number)
        case .look(let look, let node): !look.isNegative && node.requires(group: number)
        }
    }
}
