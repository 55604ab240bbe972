// The way back from a view's bytes to those that spell them.

import SluiceMatching
import SluiceModel

/// Which bytes of a text spell which bytes of a view of it. Offsets count from the starts of both streams.
struct ViewMap: Sendable {
    /// Bytes of the view, up to the next segment, and the source that spells them.
    private struct Segment: Sendable {
        var view: Int
        var source: Int
        var sourceEnd: Int
        var shape: Shape
    }

    /// How the bytes of a segment are spelt.
    private enum Shape: Sendable, Hashable {
        /// Each by itself.
        case plain
        /// All of them by all of the source.
        case joint(HidingForm)
        /// In groups of bytes and groups of digits.
        case digits(HidingForm, bytes: Int, digits: Int)
        /// All of them by all of the source, which may begin in that of the segment before.
        case packed(HidingForms)
    }

    private var segments: [Segment] = []
    private var head = 0
    /// How many bytes the view has.
    private(set) var viewEnd = 0

    /// Adds bytes that spell themselves.
    mutating func appendPlain(_ source: ByteRange) {
        guard !source.isEmpty else { return }
        append(count: source.count, source: source, shape: .plain)
    }

    /// Adds `count` bytes, or none, that all of `source` spells.
    mutating func appendJoint(_ form: HidingForm, count: Int, source: ByteRange) {
        segments.append(
            Segment(view: viewEnd, source: source.lowerBound, sourceEnd: source.upperBound, shape: .joint(form))
        )
        viewEnd += count
    }

    /// Adds `count` bytes that groups of digits spell, of which the last may be short.
    mutating func appendDigits(_ form: HidingForm, count: Int, source: ByteRange) {
        guard count > 0 else { return }
        let shape = form == .hex ? Shape.digits(form, bytes: 1, digits: 2) : .digits(form, bytes: 3, digits: 4)
        append(count: count, source: source, shape: shape)
    }

    /// Adds `count` bytes that digits spell compressed.
    mutating func appendPacked(_ forms: HidingForms, count: Int, source: ByteRange) {
        guard count > 0 else { return }
        segments.append(
            Segment(view: viewEnd, source: source.lowerBound, sourceEnd: source.upperBound, shape: .packed(forms))
        )
        viewEnd += count
    }

    private mutating func append(count: Int, source: ByteRange, shape: Shape) {
        if segments.count > head, let last = segments.last, last.shape == shape, last.sourceEnd == source.lowerBound {
            segments[segments.count - 1].sourceEnd = source.upperBound
        } else {
            segments.append(
                Segment(view: viewEnd, source: source.lowerBound, sourceEnd: source.upperBound, shape: shape)
            )
        }
        viewEnd += count
    }

    /// The last segment that begins at or before `offset`.
    private func index(of offset: Int) -> Int {
        max(head, (head..<segments.count).partitionPoint { segments[$0].view > offset } - 1)
    }

    /// Where the source of the byte at `offset` begins; of the end, where the source ends.
    func sourceStart(of offset: Int) -> Int {
        guard segments.count > head else { return 0 }
        guard offset < viewEnd else { return sourceEnd(of: offset) }
        let segment = segments[index(of: offset)]
        let distance = max(0, offset - segment.view)
        return switch segment.shape {
        case .plain: segment.source + distance
        case .joint, .packed: segment.source
        case .digits(_, let bytes, let digits): segment.source + distance / bytes * digits
        }
    }

    /// Where the source of the byte before `offset` ends.
    func sourceEnd(of offset: Int) -> Int {
        guard segments.count > head else { return 0 }
        let segment = segments[index(of: offset - 1)]
        let distance = max(0, offset - segment.view)
        return switch segment.shape {
        case .plain: segment.source + distance
        case .joint, .packed: segment.sourceEnd
        case .digits(_, let bytes, let digits):
            min(segment.sourceEnd, segment.source + (distance + bytes - 1) / bytes * digits)
        }
    }

    /// The source of a range of the view.
    func source(of range: ByteRange) -> ByteRange {
        let start = sourceStart(of: range.lowerBound)
        return start..<max(start, sourceEnd(of: range.upperBound))
    }

    /// How the first bytes of `range`, which begins with the byte before those in question, are spelt that do not spell
    /// themselves; nil if there are none.
    func forms(in range: ByteRange) -> HidingForms? {
        guard segments.count > head else { return nil }
        var place = index(of: range.lowerBound)
        // Several that stand for nothing may begin where the first does.
        while place > head, segments[place - 1].view >= range.lowerBound { place -= 1 }
        while place < segments.count, segments[place].view < range.upperBound {
            let end = place + 1 < segments.count ? segments[place + 1].view : viewEnd
            switch segments[place].shape {
            case .plain: break
            case .joint(let form):
                // What stands for nothing matters between two bytes of the range.
                if end > range.lowerBound, end > segments[place].view || segments[place].view > range.lowerBound {
                    return HidingForms().inside(form)
                }
            // The byte before may be the last one of another text, which others spell.
            case .digits(let form, _, _): if end > range.lowerBound + 1 { return HidingForms().inside(form) }
            case .packed(let forms): if end > range.lowerBound + 1 { return forms }
            }
            place += 1
        }
        return nil
    }

    /// Forgets what is before `offset` of the view.
    mutating func forget(before offset: Int) {
        while head + 1 < segments.count, segments[head + 1].view <= offset { head += 1 }
        guard head > 64, head * 2 > segments.count else { return }
        segments.removeFirst(head)
        head = 0
    }
}
