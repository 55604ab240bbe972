// The gates of all rules.

import CSluiceScan

/// The gates of all rules, beside the targets of the automaton that lead to them.
package struct CandidateGates: Sendable {
    private let targets: [sluice_target]
    private let ranges: [sluice_target_range]
    private let tables: [sluice_target_range]
    private let listed: [UInt16]
    private let setsOfByte: [UInt64]
    private let reciprocal: UInt64
    private let mostTargets: Int
    private let ruleCount: Int

    /// Groups of at least so many targets have a table by the length of the run that they look at.
    private static let largeGroup = 8
    /// As many different sets as a word has bits; gates beyond that stand open.
    private static let setLimit = 64

    /// Arranges the gates of rules 0, 1, … for the targets of `automaton`.
    package init(automaton: AnchorAutomaton, gates: [CandidateGate]) {
        var sets: [ByteSet] = []
        func number(of set: ByteSet) -> UInt8? {
            if let known = sets.firstIndex(of: set) { return UInt8(known) }
            guard sets.count < Self.setLimit else { return nil }
            sets.append(set)
            return UInt8(sets.count - 1)
        }
        let single = automaton.targets.map { target in
            let gate = target.gate ?? gates[target.rule]
            var result = sluice_target()
            result.rule = Int32(target.rule)
            result.position_from_end = Int32(target.positionFromEnd)
            result.lengths = .max
            result.pair = -1
            result.table = -1
            result.rest_ignored = target.rest.ignored
            result.rest_value = target.rest.value
            result.rest_count = UInt32(target.rest.count)
            if gate.lengths != .max, let set = number(of: gate.set), let separators = number(of: gate.separators) {
                result.lengths = gate.lengths
                result.separated_lengths = gate.separatedLengths
                result.offset = Int32(gate.offset)
                result.set = set
                result.separators = separators
                if let pair = gate.pair { result.pair = Int16(pair) }
            }
            return result
        }
        var targets: [sluice_target] = []
        // States with the same targets share them.
        var known: [Range<Int>: sluice_target_range] = [:]
        ranges = (0..<automaton.stateCount).map { state in
            let range = automaton.targets(ofState: state)
            if let same = known[range] { return same }
            let start = targets.count
            targets += Self.grouped(automaton.targetNumbers[range].map { single[Int($0)] })
            let new = sluice_target_range(start: UInt32(start), end: UInt32(targets.count))
            known[range] = new
            return new
        }
        var lists = LengthTables()
        for index in targets.indices where targets[index].group_count >= Self.largeGroup {
            let group = index..<index + Int(targets[index].group_count)
            // In two steps: a slice that is alive while the list changes would copy the list.
            let table = lists.table(for: targets[group])
            targets[index].table = table
        }
        tables = lists.tables
        listed = lists.listed
        self.targets = targets
        mostTargets = ranges.map { Int($0.end - $0.start) }.max() ?? 0
        setsOfByte = (UInt8.min...UInt8.max).map { byte in
            sets.indices.reduce(0) { sets[$1].contains(byte) ? $0 | 1 << UInt64($1) : $0 }
        }
        reciprocal = (1 << 32) / UInt64(automaton.classCount) + 1
        ruleCount = gates.count
    }

    /// What the targets of a group have in common.
    private struct GroupKey: Hashable {
        let position: Int32
        let offset: Int32
        let set: UInt8
        let pair: Int16
        let isOpen: Bool

        init(_ target: sluice_target) {
            position = target.position_from_end
            offset = target.offset
            set = target.set
            pair = target.pair
            isOpen = target.lengths == .max
        }
    }

    /// The targets with those side by side that look at the same run from the same position.
    private static func grouped(_ targets: [sluice_target]) -> [sluice_target] {
        if targets.count == 1 { return [alone(targets[0])] }
        var numbers: [GroupKey: Int] = [:]
        var groups: [[sluice_target]] = []
        for target in targets {
            let key = GroupKey(target)
            if let index = numbers[key] {
                groups[index].append(target)
            } else {
                numbers[key] = groups.count
                groups.append([target])
            }
        }
        return groups.flatMap { group in
            var group = group
            group[0].group_count = UInt32(group.count)
            group[0].group_lengths = group.reduce(0) { $0 | $1.lengths }
            group[0].group_separated_lengths = group.reduce(0) { $0 | $1.separated_lengths }
            return group
        }
    }

    private static func alone(_ target: sluice_target) -> sluice_target {
        var target = target
        target.group_count = 1
        target.group_lengths = target.lengths
        target.group_separated_lengths = target.separated_lengths
        return target
    }

    /// Makes `candidates` ready for the hits of a block.
    package func begin(_ candidates: inout CandidateBuffer) {
        candidates.begin(ruleCount: ruleCount, most: mostTargets)
    }

    /// Replaces the candidates by the next ones that hits lead to and that pass their gates, in the order of the hits.
    /// False if there are no more.
    ///
    /// - Parameters:
    ///   - blockStart: the offset of the block that the hits count from.
    ///   - text: the retained bytes of the stream, the block included.
    package func collect(
        _ hits: borrowing HitBuffer,
        blockStart: Int,
        text: borrowing ByteWindow,
        into candidates: inout CandidateBuffer
    ) -> Bool {
        guard candidates.nextHit < hits.count else { return false }
        precondition(candidates.storage.count >= mostTargets && candidates.asked.count == ruleCount)
        let bytes = text.span(text.lowerBound..<text.upperBound)
        var next = candidates.nextHit
        let epoch = candidates.epoch
        // Sound: hits come from `scan` of the automaton that `ranges` has an entry for each state of; rules and sets
        // are numbered below the sizes of `asked` and of a word; a target's table and the targets listed in
        // it are there; the kernel writes at most as many candidates as there is room for and reads the text within its
        // length.
        let count = unsafe targets.withUnsafeBufferPointer { targets in
            unsafe ranges.withUnsafeBufferPointer { ranges in
                unsafe tables.withUnsafeBufferPointer { tables in
                    unsafe listed.withUnsafeBufferPointer { listed in
                        unsafe setsOfByte.withUnsafeBufferPointer { sets in
                            unsafe bytes.withUnsafeBufferPointer { bytes in
                                unsafe candidates.storage.withUnsafeMutableBufferPointer { storage in
                                    unsafe candidates.asked.withUnsafeMutableBufferPointer { asked in
                                        unsafe hits.storage.withUnsafeBufferPointer { storedHits in
                                            var gates = unsafe sluice_gates(
                                                targets: targets.baseAddress,
                                                ranges: ranges.baseAddress,
                                                tables: tables.baseAddress,
                                                listed: listed.baseAddress,
                                                sets_of_byte: sets.baseAddress,
                                                reciprocal: reciprocal,
                                                most_targets: mostTargets
                                            )
                                            return unsafe sluice_collect(
                                                &gates,
                                                storedHits.baseAddress,
                                                hits.count,
                                                &next,
                                                bytes.baseAddress,
                                                bytes.count,
                                                blockStart - text.lowerBound,
                                                Int64(text.lowerBound),
                                                asked.baseAddress,
                                                epoch,
                                                storage.baseAddress,
                                                storage.count
                                            )
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        candidates.nextHit = next
        candidates.count = count
        return true
    }
}

/// For large groups of targets, which of them look for a run of some length.
private struct LengthTables {
    /// For each table and each length, where its numbers are in `listed`.
    private(set) var tables: [sluice_target_range] = []
    /// Numbers of targets, counted from the first of their group.
    private(set) var listed: [UInt16] = []
    private var known: [[UInt64]: Int32] = [:]

    /// The number of the table of a group, or -1 where it cannot have one.
    mutating func table(for group: ArraySlice<sluice_target>) -> Int32 {
        guard group.count <= Int(UInt16.max), group.allSatisfy({ $0.lengths != .max && $0.pair < 0 }) else { return -1 }
        let key = group.map { $0.lengths | $0.separated_lengths }
        if let number = known[key] { return number }
        let number = Int32(tables.count / Int(SLUICE_RUN_LENGTHS))
        for length in 0..<UInt64(SLUICE_RUN_LENGTHS) {
            let start = UInt32(listed.count)
            for (index, lengths) in key.enumerated() where lengths >> length & 1 != 0 { listed.append(UInt16(index)) }
            tables.append(sluice_target_range(start: start, end: UInt32(listed.count)))
        }
        known[key] = number
        return number
    }
}
