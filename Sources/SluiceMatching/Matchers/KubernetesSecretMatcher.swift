// The values of secrets in Kubernetes manifests.

import SluiceModel

/// Finds the values of a Kubernetes manifest whose kind is `Secret`, whatever their keys are called: all of `data:`, which
/// are in base64, and those of `stringData:` that look like passwords or keys.
///
/// The kind must stand above them, as in what people write; the fields are those of
/// https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/
package struct KubernetesSecretMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "kubernetes-secret"
    package static let summary = "Values below data: and stringData: in manifests of Kubernetes whose kind is Secret."
    package static let optionNames = AssignedValue.Rules.optionNames

    package let anchors = [
        Anchor(
            elements: [ByteSet(ascii: "dD")] + "ata:".utf8.map { ByteSet($0...$0) },
            maskOffset: dataKey.count
        )
    ]
    package let reachBefore = maximumManifest
    package let reachAfter: Int

    private let rules: AssignedValue.Rules
    private let quotedText: QuotedText

    /// How far above `data:` the manifest may begin, in bytes.
    private static let maximumManifest = 1_024
    private static let maximumBlanks = 256
    private static let deepestIndentation = 64
    /// The longest key, as Kubernetes limits it.
    private static let longestKey = 253
    /// The shortest text in base64 that is taken for a secret, without what fills it up, and how much of one is enough to
    /// be sure before its end has come.
    private static let leastEncoded = 8
    private static let sureEncoded = 64

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {
        rules = try AssignedValue.Rules(options: options)
        quotedText = QuotedText(&runClasses)
        reachAfter =
            2 * Self.maximumBlanks + Self.deepestIndentation + Self.longestKey + rules.maximumLength + Self.sureEncoded
    }

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        // No value begins before the next line.
        hold = .max
        guard let place = runs.place else {
            runs.next = try entries(at: position, in: window)
            return .noMatch(.shape)
        }
        guard case .manifest(let entries, let isAtLine) = place.layout else { return .noMatch(.shape) }
        guard isAtLine else {
            runs.next = try line(behind: place.position, entries, in: window)
            return .noMatch(.shape)
        }
        return try entry(from: place.position, entries, in: window, hold: &hold, runs: &runs)
    }

    package func extend(match: RawMatch, from offset: Int, in window: borrowing ByteWindow) -> Extension {
        let end = window.runEnd(of: Self.encoded, from: offset)
        return end < window.upperBound || window.isComplete ? .closed(at: end) : .open(to: end)
    }

    /// The lines below `data:` or `stringData:`, if that is a key of a manifest whose kind is `Secret`.
    private func entries(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> ContainerPlace? {
        guard try window.peeks(lowerCased: Self.dataKey, at: position) else { return nil }
        let isEncoded = window[position] == UInt8(ascii: "d")
        let key = isEncoded ? position : position - Self.stringKey.count
        guard isEncoded || window.hasPrefix(Self.stringKey, at: key) else { return nil }
        let line = window.runStart(of: Self.space, before: key, limit: key - Self.deepestIndentation)
        guard window.byte(before: line) == UInt8(ascii: "\n") else { return nil }
        let limit = position + Self.dataKey.count + Self.maximumBlanks
        let rest = try window.peekRunEnd(of: Self.lineBlanks, from: position + Self.dataKey.count, limit: limit)
        guard try window.peeks(Self.lineEndOrComment, at: rest) else { return nil }
        let end = try window.peekRunEnd(of: Self.lineText, from: rest, limit: limit)
        guard end < limit, isSecret(above: line, column: key - line, in: window) else { return nil }
        let first = try firstLine(from: end + 1, in: window)
        let start = try window.peekRunEnd(of: Self.space, from: first, limit: first + Self.deepestIndentation)
        let indentation = start - first
        guard indentation > key - line, indentation < Self.deepestIndentation else { return nil }
        return ContainerPlace(
            position: first,
            layout: .manifest(ManifestEntries(indentation: indentation, areEncoded: isEncoded), isAtLine: true)
        )
    }

    /// Whether `kind: Secret` stands in the manifest above a line, as a key that is indented so far.
    private func isSecret(above line: Int, column: Int, in window: borrowing ByteWindow) -> Bool {
        var end = line
        while end > window.lowerBound {
            let start = window.runStart(of: Self.lineText, before: end - 1)
            if window.hasPrefix(Self.documentStart, at: start) { return false }
            let key = window.runEnd(of: Self.leads, from: start, limit: end)
            if key - start == column, window.hasPrefix(Self.kindKey, at: key) {
                let value = window.runEnd(of: Self.valueLeads, from: key + Self.kindKey.count, limit: end)
                // Kubernetes tells capitals apart, people who write examples do not.
                return (try? window.peeks(lowerCased: Self.secret, at: value)) == true
                    && !window.holds(.wordCharacters, at: value + Self.secret.count)
            }
            end = start
        }
        return false
    }

    /// The first line from `start` on that is neither empty nor a comment, or one too far behind it.
    private func firstLine(from start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int {
        let limit = start + Self.maximumBlanks
        var line = start
        while line < limit {
            var end = try window.peekRunEnd(of: Self.lineBlanks, from: line, limit: limit)
            if try window.peek(end) == UInt8(ascii: "#") {
                end = try window.peekRunEnd(of: Self.lineText, from: end, limit: limit)
            }
            guard try window.peek(end) == UInt8(ascii: "\n") else { return line }
            line = end + 1
        }
        return line
    }

    /// The line behind the one in which `position` is, or a place farther on in it.
    private func line(
        behind position: Int,
        _ entries: ManifestEntries,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> ContainerPlace? {
        let limit = position + reachAfter
        let end = try window.peekRunEnd(of: Self.lineText, from: position, limit: limit)
        if end == limit { return ContainerPlace(position: end, layout: .manifest(entries, isAtLine: false)) }
        guard try window.peek(end) != nil else { return nil }
        return ContainerPlace(position: end + 1, layout: .manifest(entries, isAtLine: true))
    }

    /// What the line at `position` says. Sets `runs.next` unless the entries end before it.
    private func entry(
        from position: Int,
        _ entries: ManifestEntries,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let line = try firstLine(from: position, in: window)
        let start = try window.peekRunEnd(of: Self.space, from: line, limit: line + Self.deepestIndentation)
        guard start - line >= entries.indentation, try window.peek(start) != nil else { return .noMatch(.shape) }
        let isKey = start - line == entries.indentation
        let value = isKey ? try valueStart(ofKeyAt: start, in: window) : start
        // Lines that are indented deeper go on with a value.
        guard let value, isKey || entries.areEncoded else {
            runs.next = ContainerPlace(position: start, layout: .manifest(entries, isAtLine: false))
            return .noMatch(.shape)
        }
        hold = value
        let outcome =
            entries.areEncoded
            ? try encoded(at: value, in: window) : try plain(at: value, in: window, runs: &runs)
        var next = value
        if case .match(let match) = outcome { next = match.secret.upperBound }
        runs.next = ContainerPlace(position: next, layout: .manifest(entries, isAtLine: false))
        return outcome
    }

    /// Where the value of the key at `start` begins; nil where no key stands or its value is on the next lines.
    private func valueStart(ofKeyAt start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        let end = try window.peekRunEnd(of: Self.keyCharacters, from: start, limit: start + Self.longestKey)
        guard try window.peek(end) == UInt8(ascii: ":") else { return nil }
        let value = try window.peekRunEnd(of: Self.lineBlanks, from: end + 1, limit: end + 1 + Self.maximumBlanks)
        return try window.peeks(Self.noValue, at: value) ? nil : value
    }

    /// The text in base64 that begins at `start`, in quotation marks or without.
    private func encoded(at start: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> MatchOutcome {
        let isQuoted = try window.peeks(Quote.marks, at: start)
        let text = isQuoted ? start + 1 : start
        let limit = text + Self.sureEncoded
        let end = try window.peekRunEnd(of: Self.base64, from: text, limit: limit)
        guard end - text >= Self.leastEncoded, !window.hasPrefix(Self.certificate, at: text) else {
            return .noMatch(.shape)
        }
        if end == limit { return .match(RawMatch(match: text..<end, isOpen: true)) }
        let filled = try window.peekRunEnd(of: Self.filling, from: end, limit: end + 2)
        var close = filled
        if isQuoted, try window.peeks(Quote.marks, at: filled) { close += 1 }
        let rest = try window.peekRunEnd(of: Self.lineBlanks, from: close, limit: close + Self.maximumBlanks)
        if let byte = try window.peek(rest), !Self.lineEndOrComment.contains(byte) { return .noMatch(.rightBoundary) }
        return .match(RawMatch(match: text..<filled))
    }

    /// The text that begins at `start` as it is, in quotation marks or up to the end of the line.
    private func plain(
        at start: Int,
        in window: borrowing ByteWindow,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        if let (quote, opened) = try Quote.read(at: start, in: window) {
            let limit = opened + rules.maximumLength + 1
            let end = try quote.valueEnd(from: opened, limit: limit, in: window, runs: &runs, classes: quotedText)
            guard let end else { return .noMatch(.shape) }
            return rules.outcome(ofCell: opened..<end, as: .password, form: .quoted, in: window)
        }
        let end = try window.peekRunEnd(of: Self.lineText, from: start, limit: start + rules.maximumLength + 1)
        let value = start..<window.runStart(of: Self.lineBlanks, before: end, limit: start)
        return rules.outcome(ofCell: value, as: .password, form: .line, in: window)
    }

    private static let dataKey = Array("data:".utf8)
    private static let stringKey = Array("string".utf8)
    private static let kindKey = Array("kind:".utf8)
    private static let secret = Array("secret".utf8)
    private static let documentStart = Array("---".utf8)
    /// The beginning of a certificate in base64, which everybody may see.
    private static let certificate = Array("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS".utf8)
    /// What lines are indented by; tabs are no YAML, but are written.
    private static var space: ByteSet { ByteSet(ascii: " \t") }
    /// What stands before keys, of items of lists as well.
    private static var leads: ByteSet { ByteSet(ascii: " \t-") }
    private static var valueLeads: ByteSet { ByteSet(ascii: " \t\"'") }
    private static var lineBlanks: ByteSet { ByteSet(ascii: " \t\r") }
    private static var lineText: ByteSet { ByteSet(ascii: "\n").inverted }
    private static var lineEndOrComment: ByteSet { ByteSet(ascii: "\n#") }
    private static var keyCharacters: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "-.\"'")) }
    /// What begins no value that ends on its line.
    private static var noValue: ByteSet { ByteSet(ascii: "\n#|>&*!{[") }
    private static var base64: ByteSet { ByteSet.letters.union(.digits).union(ByteSet(ascii: "+/")) }
    private static var filling: ByteSet { ByteSet(ascii: "=") }
    private static var encoded: ByteSet { base64.union(filling) }
}

/// The lines of a manifest that hold its values.
package struct ManifestEntries: Hashable, Sendable {
    /// How far their keys are indented.
    let indentation: Int
    /// Whether the values are in base64.
    let areEncoded: Bool
}
