// The prefilter: one deterministic automaton over the anchors of all rules.

/// One deterministic automaton that finds every occurrence of every anchor in one pass over the bytes.
///
/// It is the subset construction over the anchors' byte-set sequences, each of which may begin at any byte; for plain
/// literals that is the automaton of Aho and Corasick (CACM 18(6), 1975). Its state after n bytes is the set of all
/// sequence prefixes that the text ends with, so the state also tells how many bytes may still become part of a mask.
package struct AnchorAutomaton: Sendable {
    /// What an occurrence of a sequence leads to.
    package struct Target: Hashable, Sendable {
        /// The rule to ask.
        package let rule: Int
        /// The candidate's position relative to the offset after the sequence's last byte; usually negative.
        package let positionFromEnd: Int
        /// How many bytes of the sequence the automaton looks for.
        package let sequenceLength: Int
        /// What has to stand behind them.
        package let rest: AnchorRest
        /// The anchor's own gate.
        let gate: CandidateGate?
    }

    /// A place where a sequence ends.
    package struct Hit: Sendable {
        /// The offset of its last byte, relative to the bytes scanned.
        package let offset: Int
        fileprivate let state: Int
    }

    /// A run before the text's end that must be held, `depth` bytes further back than the end.
    struct Tracker: Hashable, Sendable {
        let depth: Int
        let lookback: Anchor.Lookback
    }

    let table: [UInt32]
    let classOfByte: [UInt8]
    let classCount: Int
    let firstAccepting: UInt32
    let longestSequence: Int
    private let stateInfo: [StateInfo]
    /// All targets, and which of them each state has, in the order of the states.
    let targets: [Target]
    let targetNumbers: [Int32]
    /// The runs that are looked for in every state, and those that depend on it.
    private let unbegun: UnbegunLookbacks
    private let trackers: [Tracker]
    private let trackerNumbers: [Int32]

    struct StateInfo: Sendable {
        var held: Int32 = 0
        var targetStart: Int32 = 0
        var targetEnd: Int32 = 0
        var trackerStart: Int32 = 0
        var trackerEnd: Int32 = 0
    }

    /// Sequences are cut to this length; the matcher sees to the rest.
    package static let sequenceLimit = 12
    /// Of a sequence that may be cut, the automaton looks for at least so many bytes, and for more until they are this
    /// rare: each byte is a state, or several where other sequences have classes of bytes.
    static let shortestCut = 5
    static let rareBits = 28.0

    /// Builds the automaton for the anchors of rules 0, 1, ….
    package init(anchorsOfRules: [[Anchor]]) {
        let builder = AnchorAutomatonBuilder(anchorsOfRules: anchorsOfRules)
        let built = builder.build()
        table = built.table
        classOfByte = built.classOfByte
        classCount = built.classCount
        firstAccepting = built.firstAccepting
        longestSequence = built.longestSequence
        stateInfo = built.stateInfo
        targets = built.targets
        targetNumbers = built.targetNumbers
        unbegun = UnbegunLookbacks(built.unbegun)
        trackers = built.trackers
        trackerNumbers = built.trackerNumbers
    }

    /// How many states there are.
    package var stateCount: Int { stateInfo.count }

    /// How many bytes the transition table takes.
    package var tableByteCount: Int { table.count * MemoryLayout<UInt32>.stride }

    /// The state at the start of a stream: a line feed is taken to precede it, so that sequences that begin with a
    /// boundary find one.
    package var initialState: UInt32 { table[Int(classOfByte[Int(UInt8(ascii: "\n"))])] }

    /// Where the targets of a hit are.
    package func targetIndices(of hit: Hit) -> Range<Int> { targets(ofState: hit.state) }

    /// The target at one of those indices.
    package func target(at index: Int) -> Target { targets[Int(targetNumbers[index])] }

    /// Where the numbers of a state's targets are.
    func targets(ofState state: Int) -> Range<Int> {
        Int(stateInfo[state].targetStart)..<Int(stateInfo[state].targetEnd)
    }

    /// The smallest offset that must be held because bytes from there on may become part of a mask whose anchor is not
    /// complete yet.
    ///
    /// - Parameters:
    ///   - state: the state after the last byte of `window`.
    ///   - window: the last bytes of the stream.
    package func holdStart(state: UInt32, window: borrowing ByteWindow) -> Int {
        let info = stateInfo[Int(state) / classCount]
        let end = window.upperBound
        var start = end - Int(info.held)
        for index in Int(info.trackerStart)..<Int(info.trackerEnd) {
            let tracker = trackers[Int(trackerNumbers[index])]
            let runEnd = end - tracker.depth
            let limit = runEnd - tracker.lookback.limit
            if limit >= start || runEnd < window.lowerBound { continue }
            var run = window.runStart(of: tracker.lookback.set, before: runEnd, limit: limit)
            if tracker.lookback.isWhole, window.holds(tracker.lookback.set, at: run - 1) { continue }
            // A run that no anchor has begun behind may grow.
            if tracker.depth > 0, runEnd - run < tracker.lookback.minimum { continue }
            if let initials = tracker.lookback.initials {
                while run < runEnd, !initials.contains(window[run]) { run += 1 }
                // What the anchor needs before it cannot be there.
                if run == runEnd, tracker.lookback.minimum > 0 { continue }
            }
            start = min(start, run)
        }
        return max(unbegun.holdStart(start, in: window), window.lowerBound)
    }

    func hit(offset: UInt32, state: UInt32) -> Hit {
        Hit(offset: Int(offset), state: Int(state) / classCount)
    }
}
