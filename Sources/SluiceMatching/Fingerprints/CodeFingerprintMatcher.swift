// Somebody's own code, recognised by an index of fingerprints.

/// Finds somebody's own code, by the runs of tokens that it shares with an index of fingerprints.
///
/// It is asked at the end of each line, and at closing brackets and semicolons of long lines. Where the 1,024 bytes
/// before have four or more different runs of the index, and those of no such place in the 1,024 bytes before had, the
/// byte there is flagged: nothing is held, and code that goes on is told once.
package struct CodeFingerprintMatcher: FileMatcher {
    package static let name = "code-fingerprint"
    package static let summary = "Own code, recognised by an index of fingerprints that sluice fingerprint makes."
    package static let optionNames = ["index", "key"]
    package static let fileOptions = ["index"]

    package let anchors = CodePlaces.anchors
    package let reachBefore = CodeTrail.evidenceReach + CodeTrail.memoryReach + 1
    package let reachAfter = 1
    /// The lines of code may each be a string.
    package let readsStringsBefore = true

    private let index: CodeIndex

    package init(
        options: [String: [String]],
        files: [String: DataFile],
        runClasses: inout RunClassTable
    ) throws(MatcherOptionError) {
        var key: [UInt8] = []
        if let text = options["key"]?.first {
            guard let bytes = Self.bytes(ofHex: text) else {
                throw MatcherOptionError(option: "key", reason: "must be an even number of hexadecimal digits")
            }
            key = bytes
        }
        let file = try Self.file("index", in: files)
        do {
            index = try CodeIndex(file.bytes, key: key)
        } catch {
            throw MatcherOptionError(option: "index", reason: error.reason)
        }
    }

    private static func bytes(ofHex text: String) -> [UInt8]? {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == text.utf8.count, digits.count % 2 == 0 else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    package func entity(of detail: MatchDetail) -> String? { detail.isEmpty ? nil : index.label }

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        guard position < window.upperBound else {
            return window.isComplete ? .noMatch(.shape) : .needsMore(holdFrom: min(position, window.upperBound))
        }
        guard CodePlaces.isPlace(position, in: window, runs.strings) else { return .noMatch(.shape) }
        let place = runs.codeTrails.firstIndex { $0.isOf(index) } ?? runs.codeTrails.count
        if place == runs.codeTrails.count
            || !runs.codeTrails[place].canLead(to: position, reachBefore: reachBefore, in: window)
        {
            let trail = CodeTrail(to: position, reachBefore: reachBefore, index: index, in: window)
            if place == runs.codeTrails.count { runs.codeTrails.append(trail) } else { runs.codeTrails[place] = trail }
        }
        guard let told = runs.codeTrails[place].tells(at: position, in: window, runs.strings) else {
            return .noMatch(.shape)
        }
        return .match(
            RawMatch(
                match: told..<position + 1,
                secret: position..<position + 1,
                detail: MatchDetail(symbols: [0]) ?? .none
            )
        )
    }
}
