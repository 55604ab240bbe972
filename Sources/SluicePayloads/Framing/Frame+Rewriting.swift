// A frame's bytes after its data has been edited.

import SluiceMatching

extension Frame {
    /// The frame's bytes after `edits` of its data, in any order; ranges count bytes of `data`. See `EditList` for
    /// edits that overlap.
    ///
    /// Bytes that no edit covers stay as they are; an edit across several `data:` lines takes what lies between them
    /// with it. In an event, line breaks in a replacement become further `data:` lines. In newline-delimited JSON a
    /// replacement must have none. Lengths, checksums and base64 of binary messages are computed again.
    package func rewritten(_ edits: [Edit]) -> [UInt8] {
        guard !edits.isEmpty else { return raw }
        let list = EditList(edits, count: dataCount)
        switch encoding {
        case .stretches(let stretches):
            return stretches.isEmpty ? raw : StretchRewriter(raw, stretches).rewritten(list.edits)
        case .message(let payload):
            return message(payload, list.applied(to: data))
        case .wrapped(let payload, let string):
            let text = WrappedPayload.base64(list.applied(to: data))
            return message(
                payload,
                raw[payload.lowerBound..<string.lowerBound] + text + raw[string.upperBound..<payload.upperBound]
            )
        }
    }

    /// What `edits` of the data and `asides`, which are edits of the raw bytes beside it, change in the raw bytes, in
    /// order: where the data lies in one stretch, each by itself, and otherwise what lies between the first and the
    /// last change.
    package func rewrites(_ edits: [Edit], asides: [Edit]) -> [Edit] {
        let edited = asides.isEmpty ? self : withAsides(asides)
        let bytes = edited.rewritten(edits)
        if let stretch {
            let moved = EditList(edits, count: dataCount).edits.map { $0.moved(by: stretch.lowerBound) }
            let list = EditList(asides + moved, count: raw.count)
            if list.applied(to: raw) == bytes { return list.edits }
        }
        let most = min(raw.count, bytes.count)
        var start = 0
        while start < most, raw[start] == bytes[start] { start += 1 }
        var tail = 0
        while tail < most - start, raw[raw.count - 1 - tail] == bytes[bytes.count - 1 - tail] { tail += 1 }
        guard start + tail < max(raw.count, bytes.count) else { return [] }
        return [Edit(range: start..<raw.count - tail, replacement: Array(bytes[start..<bytes.count - tail]))]
    }

    private func message(_ range: Range<Int>, _ payload: [UInt8]) -> [UInt8] {
        EventStreamMessage.message(
            headers: raw[EventStreamMessage.preludeCount..<range.lowerBound],
            payload: payload
        )
    }
}

/// Writes edited data back to where it lies in a frame of text.
private struct StretchRewriter {
    private let raw: [UInt8]
    private let stretches: [Range<Int>]
    private var result: [UInt8] = []
    /// How far `raw` is dealt with.
    private var position = 0
    /// Whether nothing has been written yet after the name of a `data` field.
    private var isAtStart = false
    /// The stretch to come next.
    private var next = 0

    init(_ raw: [UInt8], _ stretches: [Range<Int>]) {
        self.raw = raw
        self.stretches = stretches
    }

    consuming func rewritten(_ edits: [Edit]) -> [UInt8] {
        result.reserveCapacity(raw.count + 64)
        var index = 0
        var offset = 0
        for edit in edits {
            // A position in the data lies in the stretch that it is in or at the end of: the next one begins after
            // the line feed between them.
            while edit.range.lowerBound - offset > stretches[index].count {
                offset += stretches[index].count + 1
                index += 1
            }
            copy(to: stretches[index].lowerBound + edit.range.lowerBound - offset)
            write(replacement: edit.replacement, in: stretches[index])
            while edit.range.upperBound - offset > stretches[index].count {
                offset += stretches[index].count + 1
                index += 1
            }
            position = stretches[index].lowerBound + edit.range.upperBound - offset
            // The lines that were taken along are not begun again.
            next = max(next, index + 1)
        }
        copy(to: raw.count)
        return result
    }

    /// Copies raw bytes up to `end`, with a look at where each stretch begins.
    private mutating func copy(to end: Int) {
        while true {
            let hasStretch = next < stretches.count && stretches[next].lowerBound <= end
            let target = hasStretch ? stretches[next].lowerBound : end
            if position < target {
                let isLineEnd = raw[position] == UInt8(ascii: "\n") || raw[position] == UInt8(ascii: "\r")
                if isAtStart, !isLineEnd { begin(with: raw[position]) }
                isAtStart = false
                result += raw[position..<target]
                position = target
            }
            guard hasStretch else { return }
            isAtStart = isData(stretches[next])
            next += 1
        }
    }

    private mutating func write(replacement: [UInt8], in stretch: Range<Int>) {
        guard isData(stretch) else {
            result += replacement
            return
        }
        var isAfterReturn = false
        for byte in replacement {
            defer { isAfterReturn = byte == UInt8(ascii: "\r") }
            if byte == UInt8(ascii: "\n"), isAfterReturn { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if isAtStart { begin(with: nil) }
                result += "\ndata: ".utf8
                isAtStart = false
            } else {
                if isAtStart { begin(with: byte) }
                isAtStart = false
                result.append(byte)
            }
        }
    }

    /// Puts before a value's first byte what keeps it a value: a colon after a bare `data`, and a space that receivers
    /// drop before one that they must not.
    private mutating func begin(with byte: UInt8?) {
        if result.last == UInt8(ascii: "a") { result.append(UInt8(ascii: ":")) }
        if byte == UInt8(ascii: " "), result.last == UInt8(ascii: ":") { result.append(UInt8(ascii: " ")) }
    }

    /// Whether the stretch is the value of a `data` field.
    private func isData(_ stretch: Range<Int>) -> Bool {
        var end = stretch.lowerBound
        if end > 0, raw[end - 1] == UInt8(ascii: " ") { end -= 1 }
        if end > 0, raw[end - 1] == UInt8(ascii: ":") { end -= 1 }
        return end >= 4 && raw[end - 4..<end].elementsEqual("data".utf8)
    }
}

extension Frame {
    /// Where a byte of the data lies in the raw bytes; where it does not lie there as it is (base64), where the data
    /// begins.
    package func rawOffset(ofData offset: Int) -> Int {
        if let stretch { return offset <= stretch.count ? stretch.lowerBound + offset : stretch.upperBound }
        switch encoding {
        case .stretches(let stretches):
            let last = (0..<stretches.count).partitionPoint { dataStarts[$0] > offset } - 1
            guard last >= 0 else { return 0 }
            return min(stretches[last].lowerBound + offset - dataStarts[last], stretches[last].upperBound)
        case .message(let payload): return min(payload.lowerBound + offset, raw.count)
        case .wrapped(_, let string): return string.lowerBound
        }
    }
}
