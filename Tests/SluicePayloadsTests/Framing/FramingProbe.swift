// Runs framers over every way to cut a text, and compares.

import SluiceMatching
import SluicePayloads
import Testing

extension Frame {
    /// What must not depend on the chunks, in one comparable value.
    struct Summary: Equatable {
        var kind: Kind
        var name: String
        var encoding: Encoding
        var raw: [UInt8]
        var data: [UInt8]
    }

    /// What must not depend on the chunks, in one comparable value.
    var summary: Summary { Summary(kind: kind, name: name, encoding: encoding, raw: raw, data: data) }

    /// The data as text.
    var text: String { String(decoding: data, as: UTF8.self) }
}

enum FramingProbe {
    /// The frames of `bytes` cut at `cuts`, which are in order.
    static func frames(
        _ framing: Framing,
        _ bytes: [UInt8],
        cuts: [Int] = [],
        limit: Int = FrameLimit.bytes
    ) -> [Frame] {
        var framer = framing.makeFramer(limit: limit)
        var frames: [Frame] = []
        var start = 0
        var emitted = 0
        var counted = 0
        for cut in cuts + [bytes.count] {
            framer.append(bytes[start..<cut].span, to: &frames)
            start = cut
            emitted += frames[counted...].reduce(0) { $0 + $1.raw.count }
            counted = frames.count
            #expect(framer.heldCount == start - emitted)
        }
        framer.finish(to: &frames)
        return frames
    }

    /// The frames of `bytes`, after a look at whether they are the same for byte by byte, some random cuttings and, for
    /// short texts, every cut in two.
    static func checkedFrames(
        _ framing: Framing,
        _ bytes: [UInt8],
        limit: Int = FrameLimit.bytes,
        seed: UInt64 = 1,
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> [Frame] {
        let whole = frames(framing, bytes, limit: limit)
        let expected = whole.map(\.summary)
        var generator = SplitMix64(seed: seed)
        var cuttings = [Array(0..<bytes.count)]
        for _ in 0..<4 { cuttings.append(randomCuts(of: bytes.count, using: &generator)) }
        if bytes.count < 200 { cuttings += (0...bytes.count).map { [$0] } }
        for cuts in cuttings {
            let found = frames(framing, bytes, cuts: cuts, limit: limit).map(\.summary)
            #expect(found == expected, "seed \(seed), cuts \(cuts)", sourceLocation: sourceLocation)
        }
        #expect(whole.flatMap(\.raw) == bytes, "seed \(seed)", sourceLocation: sourceLocation)
        for frame in whole { checkEncoding(of: frame, sourceLocation: sourceLocation) }
        return whole
    }

    /// Looks at whether the data is what the encoding says, for text.
    private static func checkEncoding(of frame: Frame, sourceLocation: SourceLocation) {
        #expect(!frame.raw.isEmpty, sourceLocation: sourceLocation)
        guard case .stretches(let stretches) = frame.encoding else { return }
        let data = Array(stretches.map { frame.raw[$0] }.joined(separator: "\n".utf8))
        #expect(frame.data == data, sourceLocation: sourceLocation)
        if frame.kind == .torn { #expect(frame.data == frame.raw, sourceLocation: sourceLocation) }
        if frame.kind == .keepAlive { #expect(frame.data.isEmpty, sourceLocation: sourceLocation) }
    }

    static func randomCuts(of count: Int, using generator: inout SplitMix64) -> [Int] {
        let largest = [2, 5, 40].randomElement(using: &generator) ?? 2
        var cuts: [Int] = []
        var position = 0
        while position < count {
            cuts.append(position)
            position += Int.random(in: 0...largest, using: &generator)
        }
        return cuts
    }

    /// Edits of data of `count` bytes, in any order, that may overlap, with replacements of `pieces`.
    static func randomEdits(_ count: Int, pieces: [String], using generator: inout SplitMix64) -> [Edit] {
        (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            let start = Int.random(in: 0...count, using: &generator)
            let end = Int.random(in: start...min(count, start + 12), using: &generator)
            return Edit(range: start..<end, replacement: Array((pieces.randomElement(using: &generator) ?? "").utf8))
        }
    }

    /// What `edits` make of `data`, worked out byte by byte: the bytes of edits that share one go together, and the
    /// edit that begins first gives the replacement.
    static func edited(_ data: [UInt8], _ edits: [Edit]) -> [UInt8] {
        var result: [UInt8] = []
        var covered = 0
        for position in 0...data.count {
            let insertions = edits.filter { $0.range.isEmpty && $0.range.lowerBound == position }
            if position >= covered { for edit in insertions { result += edit.replacement } }
            for edit in edits where !edit.range.isEmpty && edit.range.lowerBound == position {
                if position >= covered { result += edit.replacement }
                covered = max(covered, edit.range.upperBound)
            }
            if position < data.count, position >= covered { result.append(data[position]) }
        }
        return result
    }
}
