// A text that another one spells, scanned with the same rules.

import SluiceMatching
import SluiceModel

/// A text that another one spells: it is made piece by piece, scanned with the same rules, and what is found is brought
/// back to the bytes that spell it.
struct TextView: Sendable {
    /// Where a text of the view begins.
    private struct Start: Sendable {
        var view = 0
        /// Whether what stands before it in the source is left out.
        var isCut = false
        /// Where what spells itself ends for the first time: before it the source was read as the view is.
        var firstJoint = 0
        /// Whether digits before that are read as in the source, which holds them if they may go on behind it.
        var hasDigits = false
    }

    private let scanner: Scanner
    private let disabledRules: Set<Int>
    private let depth: Int
    private let inflations: Int
    // One stream, once there is something to scan; an array as a stream holds views itself.
    private var streams: [ScanStream] = []
    private var map = ViewMap()
    private var start = Start()
    /// What has been added and not been scanned.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// What has been found, by the bytes of the source.
    private(set) var hits: [Hit] = []

    /// By how much a generic rule is less sure of what digits spell, which may be anything.
    private static let genericDoubt = 10

    /// - Parameters:
    ///   - depth: how many views may lie in this one.
    ///   - inflations: how many compressed texts it lies in.
    init(scanner: Scanner, disabledRules: Set<Int>, depth: Int, inflations: Int) {
        self.scanner = scanner
        self.disabledRules = disabledRules
        self.depth = depth
        self.inflations = inflations
    }

    /// The offset in the view of what comes next.
    var end: Int { map.viewEnd }

    /// Begins a text.
    ///
    /// - Parameters:
    ///   - isCut: whether it begins in the middle of one of the source.
    ///   - plainCount: how many bytes that spell themselves it begins with.
    ///   - hasDigits: whether digits go up to the end of those that are read as they are in the source.
    mutating func beginText(isCut: Bool, plainCount: Int = 0, hasDigits: Bool = false) {
        start = Start(view: end, isCut: isCut, firstJoint: end + plainCount, hasDigits: hasDigits)
    }

    /// Adds the bytes of `range`, which spell themselves.
    mutating func appendPlain(_ range: ByteRange, of text: borrowing ByteWindow) {
        guard !range.isEmpty else { return }
        bytes.append(copying: text.span(range))
        map.appendPlain(range)
    }

    /// Adds what a joint stands for.
    mutating func append(_ mark: HiddenMark, form: HidingForm) {
        let count = mark.appendText(to: &bytes)
        map.appendJoint(form, count: count, source: mark.offset..<mark.end)
    }

    /// Adds what digits in `range` spell, whole groups of them; the result is where the first byte stands that is none.
    mutating func appendDigits(_ form: HidingForm, in range: ByteRange, of text: borrowing ByteWindow) -> Int {
        let known = bytes.count
        let digits = text.span(range)
        let count =
            form == .hex
            ? DigitDecoder.appendHex(digits, to: &bytes) : DigitDecoder.appendBase64(digits, to: &bytes)
        let stop = range.lowerBound + count
        map.appendDigits(form, count: bytes.count - known, source: range.lowerBound..<stop)
        return stop
    }

    /// Adds what the last two or three digits of base64 spell.
    mutating func appendRest(_ range: ByteRange, of text: borrowing ByteWindow) {
        let rest = DigitDecoder.rest(of: text.span(range))
        bytes += rest
        map.appendDigits(.base64, count: rest.count, source: range)
    }

    /// Adds what `packed` completes of compressed data, and tells how many bytes that is and whether they may be text.
    ///
    /// - Parameter source: what spells that.
    mutating func appendInflated(
        _ packed: ArraySlice<UInt8>,
        by inflater: inout Inflater,
        start: inout TextStart,
        forms: HidingForms,
        source: ByteRange
    ) -> (count: Int, isText: Bool) {
        let known = bytes.count
        for byte in packed { inflater.append(byte, to: &bytes) }
        let count = bytes.count - known
        map.appendPacked(forms, count: count, source: source)
        return (count, start.goesOn(with: bytes[known...]))
    }

    /// Ends the text: nothing is found across.
    mutating func endText() {
        ends.append(bytes.count)
    }

    /// Scans what has been added if that is at least so much.
    mutating func scan(scratch: inout ScanScratch, atLeast count: Int) {
        if bytes.count >= count { scan(scratch: &scratch) }
    }

    /// Scans what has been added.
    mutating func scan(scratch: inout ScanScratch) {
        guard !bytes.isEmpty || !ends.isEmpty else { return }
        if streams.isEmpty {
            streams.append(
                ScanStream(viewOf: scanner, disabledRules: disabledRules, depth: depth, inflations: inflations)
            )
        }
        var found: [Hit] = []
        var added: [UInt8] = []
        swap(&added, &bytes)
        streams[0].append(view: added.span, textEnds: ends, scratch: &scratch, found: &found)
        added.removeAll(keepingCapacity: true)
        swap(&added, &bytes)
        ends.removeAll(keepingCapacity: true)
        for hit in found { bringBack(hit) }
        map.forget(before: streams[0].neededFrom)
    }

    /// Keeps a hit that needs the view to be seen.
    private mutating func bringBack(_ hit: Hit) {
        // What stands before it may be what lets it be seen: `%3D` before a token ends the name before it. What stands
        // behind it may not have come yet.
        let first = min(hit.match.lowerBound, hit.secret.lowerBound)
        let seen = map.forms(in: first - 1..<max(hit.match.upperBound, hit.settledEnd))
        guard let forms = seen ?? formsOfDigits(hit, from: first) else { return }
        if hit.secret.lowerBound < start.firstJoint, hit.secret.upperBound > start.view, isUnseen(hit, from: first) {
            return
        }
        var result = hit
        result.match = map.source(of: hit.match)
        result.secret = map.source(of: hit.secret)
        result.settledEnd = map.sourceEnd(of: hit.settledEnd)
        result.forms = hit.forms.inside(forms)
        if forms.areDigits, scanner.labels[hit.rule].isGeneric, !hit.isVerified, !hit.isSample {
            result.confidence = hit.confidence.moved(by: -Self.genericDoubt)
        }
        hits.append(result)
    }

    /// Digits behind the first joint may go on from before it, which tells what they spell; nil if the source has been
    /// seen to spell the hit as well.
    private func formsOfDigits(_ hit: Hit, from first: Int) -> HidingForms? {
        guard first >= start.firstJoint, isInDigits(hit) else { return nil }
        return HidingForms()
    }

    /// Whether digits spell a hit whose end is known. What is swallowed has gone out where it was found first.
    private func isInDigits(_ hit: Hit) -> Bool { !hit.isOpen && hit.forms.forms.first?.isOfDigits == true }

    /// Whether the source cannot have held a hit that begins before the first joint: it did so if the rule saw of the
    /// view what it saw of the source. What is hidden once more, and begins there, was made by the joint, unless it is
    /// in digits that were read up to it.
    private func isUnseen(_ hit: Hit, from first: Int) -> Bool {
        if !hit.forms.isEmpty { return !(start.hasDigits && isInDigits(hit)) }
        return start.isCut && first - scanner.judges[hit.rule].reachBeforeMatch < start.view
    }

    /// Gives up what can be made again.
    mutating func rest() {
        bytes.trim()
        ends.trim()
        if !streams.isEmpty { streams[0].rest() }
    }

    /// The first byte of the source that something could still be found in; nil if there is none.
    var holdFrom: Int? {
        guard let undecided = streams.first?.undecidedFrom else { return nil }
        return undecided < map.viewEnd ? map.sourceStart(of: undecided) : nil
    }

    /// How many compressed texts inside it have not been read to their ends.
    var unreadCount: Int { streams.first?.unreadCount ?? 0 }

    /// Whether bytes to come may matter to what stands before `offset` of the view.
    func isUndecided(before offset: Int) -> Bool { streams.first?.isUndecided(before: offset) == true }

    /// Forgets an open hit about which no one will ask.
    mutating func forget(openHit number: Int) {
        if !streams.isEmpty { streams[0].forget(openHit: number) }
    }

    /// The hits, which are forgotten.
    mutating func takeHits() -> [Hit] {
        let result = hits
        hits.removeAll()
        return result
    }

    /// Where an open hit stands, in the source.
    mutating func advance(ofOpenHit number: Int) -> Extension {
        guard !streams.isEmpty else { return .closed(at: 0) }
        return switch streams[0].advance(ofOpenHit: number) {
        case .open(let end): .open(to: map.sourceEnd(of: end))
        case .closed(let end): .closed(at: map.sourceEnd(of: end))
        }
    }
}
