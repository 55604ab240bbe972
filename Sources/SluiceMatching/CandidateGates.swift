// The gates of all rules.

import CSluiceScan

/// The gates of all rules, beside the targets of the automaton that lead to them.
@safe package struct CandidateGates: Sendable {
    private let targets: FrozenArray<sluice_target>
    private let groups: FrozenArray<sluice_target_group>
    private let ranges: FrozenArray<sluice_target_range>
    private let tables: FrozenArray<sluice_target_range>
    private let listed: FrozenArray<UInt16>
    private let setsOfByte: FrozenArray<UInt64>
    private let byteSets: FrozenArray<UInt64>
    // Sound: it is never written to, and has the addresses of the arrays above, which live as long.
    private nonisolated(unsafe) let gates: sluice_gates
    private let mostTargets: Int
    private let ruleCount: Int

    /// Groups of at least so many targets have a table by the length of the run that they look at.
    private static let largeGroup = 8
    /// As many different sets as a word has bits; gates beyond that stand open.
    private static let setLimit = 64

    /// Arranges the gates of rules 0, 1, … for the targets of `automaton`.
    ///
    /// - Parameters:
    ///   - refusedPlaces: for each rule, where no match of it begins.
    ///   - openings: for each rule, the bytes between which matches begin.
    package init(
        automaton: AnchorAutomaton,
        gates: [CandidateGate],
        refusedPlaces: [RefusedPlaces],
        openings: [MatchOpening]
    ) {
        var sets: [ByteSet] = []
        func number(of set: ByteSet) -> UInt8? {
            if let known = sets.firstIndex(of: set) { return UInt8(known) }
            guard sets.count < Self.setLimit else { return nil }
            sets.append(set)
            return UInt8(sets.count - 1)
        }
        var openingSets = OpeningSets()
        let openingNumbers = openings.map { opening in
            (previous: openingSets.number(of: opening.previous), first: openingSets.number(of: opening.first))
        }
        let single = automaton.targets.map { target in
            let gate = target.gate ?? gates[target.rule]
            let isMeasured = gate.lengths != .max
            return GatedTarget(
                target,
                gate,
                set: isMeasured ? number(of: gate.set) : nil,
                separators: isMeasured ? number(of: gate.separators) : nil,
                refused: refusedPlaces[target.rule],
                previous: openingNumbers[target.rule].previous,
                // A sequence that begins a match says what that begins with.
                first: target.positionFromEnd == -target.sequenceLength
                    ? 0 : openingNumbers[target.rule].first
            )
        }
        var (targets, groups) = ([sluice_target](), [sluice_target_group]())
        var lists = LengthTables()
        var mostTargets = 0
        // States with the same targets share them.
        var known: [Range<Int>: sluice_target_range] = [:]
        let ranges = (0..<automaton.stateCount).map { state in
            let range = automaton.targets(ofState: state)
            if let same = known[range] { return same }
            mostTargets = max(mostTargets, range.count)
            let first = groups.count
            for members in Self.grouped(automaton.targetNumbers[range].map { single[Int($0)] }) {
                var group = members[0].group
                group.start = UInt32(targets.count)
                targets += members.map(\.target)
                group.end = UInt32(targets.count)
                group.lengths = members.reduce(0) { $0 | $1.target.lengths }
                group.separated_lengths = members.reduce(0) { $0 | $1.target.separated_lengths }
                group.table = members.count < Self.largeGroup ? -1 : lists.table(for: members)
                groups.append(group)
            }
            let new = sluice_target_range(start: UInt32(first), end: UInt32(groups.count))
            known[range] = new
            return new
        }
        self.targets = FrozenArray(targets)
        self.groups = FrozenArray(groups)
        self.ranges = FrozenArray(ranges)
        tables = FrozenArray(lists.tables)
        listed = FrozenArray(lists.listed)
        setsOfByte = FrozenArray(
            (UInt8.min...UInt8.max).map { byte in
                sets.indices.reduce(0) { sets[$1].contains(byte) ? $0 | 1 << UInt64($1) : $0 }
            }
        )
        byteSets = FrozenArray(openingSets.words)
        self.mostTargets = mostTargets
        unsafe self.gates = sluice_gates(
            targets: self.targets.address,
            groups: self.groups.address,
            ranges: self.ranges.address,
            tables: tables.address,
            listed: listed.address,
            sets_of_byte: setsOfByte.address,
            byte_sets: byteSets.address,
            reciprocal: (1 << 32) / UInt64(automaton.classCount) + 1,
            most_targets: mostTargets
        )
        ruleCount = gates.count
    }

    /// The targets with those side by side that ask about the same position and look at the same run.
    private static func grouped(_ targets: [GatedTarget]) -> [[GatedTarget]] {
        if targets.count == 1 { return [targets] }
        var numbers: [GatedTarget.Group: Int] = [:]
        var groups: [[GatedTarget]] = []
        for target in targets {
            if let index = numbers[target.key] {
                groups[index].append(target)
            } else {
                numbers[target.key] = groups.count
                groups.append([target])
            }
        }
        return groups
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
    ///   - textEnds: where texts end that share the stream, ascending.
    package func collect(
        _ hits: borrowing HitBuffer,
        blockStart: Int,
        text: borrowing ByteWindow,
        textEnds: ArraySlice<Int>,
        into candidates: inout CandidateBuffer
    ) -> Bool {
        guard candidates.nextHit < hits.count else { return false }
        precondition(candidates.storage.count >= mostTargets && candidates.asked.count == ruleCount)
        let bytes = text.span(text.lowerBound..<text.upperBound)
        var next = candidates.nextHit
        let epoch = candidates.epoch
        // Sound: hits come from `scan` of the automaton that `ranges` has an entry for each state of; groups, rules and
        // sets are numbered below the sizes of their arrays, of `asked` and of a word; four words of `byteSets` make a
        // set; a group's targets, its table and the targets listed in it are there; the kernel writes at most as many
        // candidates as there is room for, reads the text within its length, and keeps no pointer.
        let count = unsafe withUnsafePointer(to: gates) { gates in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe textEnds.withUnsafeBufferPointer { ends in
                    unsafe hits.storage.withUnsafeBufferPointer { storedHits in
                        unsafe candidates.withUnsafeRoom { room, asked in
                            var collection = unsafe sluice_collection(
                                gates: gates,
                                hits: storedHits.baseAddress,
                                hit_count: hits.count,
                                text: bytes.baseAddress,
                                length: bytes.count,
                                block_start: blockStart - text.lowerBound,
                                text_start: Int64(text.lowerBound),
                                text_ends: ends.baseAddress,
                                text_end_count: ends.count,
                                asked: asked.baseAddress,
                                epoch: epoch,
                                candidates: room.baseAddress,
                                capacity: room.count
                            )
                            return unsafe sluice_collect(&collection, &next)
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

/// A target with its gate, as the kernel has them.
private struct GatedTarget {
    /// What the targets of a group have in common.
    struct Group: Hashable {
        let positionFromEnd: Int
        let offset: Int
        let set: UInt8
        let pair: UInt8?
        let isMeasured: Bool
        let refused: RefusedPlaces
        let previous: UInt16
        let first: UInt16
    }

    let key: Group
    let target: sluice_target

    /// A target whose run is measured if its sets have numbers.
    init(
        _ target: AnchorAutomaton.Target,
        _ gate: CandidateGate,
        set: UInt8?,
        separators: UInt8?,
        refused: RefusedPlaces,
        previous: UInt16,
        first: UInt16
    ) {
        var result = sluice_target()
        result.rule = Int32(target.rule)
        result.lengths = .max
        result.second_lengths = .max
        result.rest_ignored = target.rest.ignored
        result.rest_value = target.rest.value
        result.rest_count = UInt32(target.rest.count)
        guard let set, let separators else {
            key = Group(
                positionFromEnd: target.positionFromEnd,
                offset: 0,
                set: 0,
                pair: nil,
                isMeasured: false,
                refused: refused,
                previous: previous,
                first: first
            )
            self.target = result
            return
        }
        result.lengths = gate.lengths
        result.separated_lengths = gate.separatedLengths
        result.second_lengths = gate.secondLengths
        result.separators = separators
        key = Group(
            positionFromEnd: target.positionFromEnd,
            offset: gate.offset,
            set: set,
            pair: gate.pair,
            isMeasured: true,
            refused: refused,
            previous: previous,
            first: first
        )
        self.target = result
    }

    /// A group of targets like this one, without them.
    var group: sluice_target_group {
        var group = sluice_target_group()
        group.position_from_end = Int32(key.positionFromEnd)
        group.offset = Int32(key.offset)
        group.set = key.set
        group.pair = key.pair.map(Int16.init) ?? -1
        group.refused = key.refused.rawValue
        group.previous = key.previous
        group.first = key.first
        return group
    }
}

/// The sets of bytes between which matches begin, by numbers.
private struct OpeningSets {
    /// Four words for each set; the first holds all bytes.
    private(set) var words = [UInt64](repeating: .max, count: 4)
    private var known: [ByteSet: UInt16] = [.all: 0]

    /// The number of a set; that of all bytes where there are too many sets.
    mutating func number(of set: ByteSet) -> UInt16 {
        if let number = known[set] { return number }
        guard let number = UInt16(exactly: known.count) else { return 0 }
        known[set] = number
        words += set.bits
        return number
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
    mutating func table(for group: [GatedTarget]) -> Int32 {
        guard group.count <= Int(UInt16.max), group[0].key.isMeasured, group[0].key.pair == nil else { return -1 }
        let key = group.map { $0.target.lengths | $0.target.separated_lengths }
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
