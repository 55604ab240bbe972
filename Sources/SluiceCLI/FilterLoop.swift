// The filter's loop: what is there is read, filtered and written at once.

package import Sluice
import SluiceModel
import SluicePayloads

/// The filter's loop. Whatever is there is read, filtered and written at once, so that a live stream stays live.
package struct FilterLoop {
    /// How the loop ended.
    package enum Ending: Sendable {
        /// The input ended and everything was written.
        case finished
        /// The filter blocked here; nothing from the finding on was written.
        case blocked(FilterOutput.Blocked)
        /// A signal came; held bytes were not decided and not written.
        case interrupted(heldByteCount: Int)
        /// The reader of the output is gone.
        case outputClosed
    }

    /// How many bytes are read at once, at most.
    package static let pieceSize = 64 << 10

    /// Who decides about findings.
    package enum Mode: Sendable {
        /// The entries of a policy, which the report names.
        case byPolicy
        /// The same is done about all findings.
        case uniform
        /// Nothing is done: bytes go out as they come, and `filter` gives out none.
        case observing
    }

    private var filter: PayloadFilter
    private let mode: Mode
    private let input: Descriptor
    private let output: Descriptor
    private let report: Descriptor?
    private let showsLines: Bool
    /// The first bytes of the input.
    private var beginning: [UInt8] = []
    /// What was found so far.
    package private(set) var counts = RuleCounts()

    /// How many places a pattern or compressed text at its limit left undecided.
    package var undecidedCount: Int { filter.undecidedCount }

    /// - Parameters:
    ///   - report: where findings go as JSON lines.
    ///   - showsLines: whether the report shows the text before a finding.
    package init(
        filter: PayloadFilter,
        mode: Mode,
        input: Descriptor,
        output: Descriptor,
        report: Descriptor?,
        showsLines: Bool
    ) {
        self.showsLines = showsLines
        self.filter = filter
        self.mode = mode
        self.input = input
        self.output = output
        self.report = report
    }

    /// Filters to the end of the input.
    ///
    /// - Throws: `CommandFailure` when the input cannot be read or looked into, or an output cannot be written. Bytes
    ///   that the filter still held are then not written: nothing undecided goes out.
    package mutating func run() throws(CommandFailure) -> Ending {
        var buffer = [UInt8](repeating: 0, count: FilterLoop.pieceSize)
        var filtered = FilterOutput()
        while true {
            let count: Int
            do {
                count = try input.receive(into: &buffer)
            } catch {
                if error.isInterruption { return .interrupted(heldByteCount: heldByteCount) }
                throw CommandFailure("standard input cannot be read: \(error)\(heldNote)")
            }
            filtered.removeAll()
            try checkBeginning(buffer[..<count])
            if count > 0 {
                let bytes = buffer.span.extracting(0..<count)
                filter.append(bytes, to: &filtered)
                if mode == .observing { filtered.bytes.append(contentsOf: buffer[..<count]) }
            } else {
                filter.finish(to: &filtered)
            }
            if let ending = try pass(filtered) { return ending }
            if count == 0 { return .finished }
        }
    }

    /// Refuses what cannot be looked into, in which nothing would be found.
    private mutating func checkBeginning(_ bytes: ArraySlice<UInt8>) throws(CommandFailure) {
        let missing = ForeignEncoding.tellingCount - beginning.count
        guard missing > 0, !bytes.isEmpty else { return }
        beginning += bytes.prefix(missing)
        guard let encoding = ForeignEncoding(beginning: beginning) else { return }
        throw CommandFailure("standard input is \(encoding.remark)")
    }

    /// Writes what the filter released; returns an ending when the loop must stop.
    private mutating func pass(_ filtered: FilterOutput) throws(CommandFailure) -> Ending? {
        do {
            try output.send(filtered.bytes.span)
        } catch {
            // What was found is reported even when nobody reads the text any more.
            try record(filtered.findings)
            if error.isBrokenPipe { return .outputClosed }
            if error.isInterruption { return .interrupted(heldByteCount: heldByteCount) }
            throw CommandFailure("standard output cannot be written: \(error)")
        }
        try record(filtered.findings)
        return filtered.blockedAt.map(Ending.blocked)
    }

    private mutating func record(_ findings: [LocatedFinding]) throws(CommandFailure) {
        guard !findings.isEmpty else { return }
        var lines: [UInt8] = []
        for located in findings {
            counts.add(located.finding.rule)
            if report != nil {
                let record = FindingRecord(
                    path: .standardInput,
                    located,
                    showsLine: showsLines,
                    isByPolicy: mode == .byPolicy
                )
                record.json.write(to: &lines)
                lines.append(UInt8(ascii: "\n"))
            }
        }
        do {
            try report?.send(lines.span)
        } catch {
            throw CommandFailure("the report cannot be written: \(error)\(heldNote)")
        }
    }

    /// Bytes that came in and have not been written.
    private var heldByteCount: Int { mode == .observing ? 0 : filter.heldByteCount }

    private var heldNote: String {
        let count = heldByteCount
        return count == 0 ? "" : "; \(counted(count, "byte")) held back not written"
    }
}
