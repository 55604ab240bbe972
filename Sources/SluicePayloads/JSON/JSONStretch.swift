// Where the reader is while it reads names and values that lie whole in a chunk.

/// Where the reader is while it reads names and values that lie whole in a chunk: what else would be looked up in the
/// reader for every byte.
struct JSONStretch {
    let level: Int
    /// The end of what may be read.
    let end: Int
    /// What names and texts are shown as.
    let shownAs: TextRun.Kind
    var state: JSONLevel.State
    /// Whether a blank has been shown between the last name and its value.
    var hasGap: Bool
    /// Whether the level is outside of all objects and arrays.
    var isTop: Bool
    /// The innermost object or array; at the top what is known of a value there.
    var top: JSONFrame
    /// Where in the chunk the last name lies, as much of it as paths show; the reader's `name` holds it if it is empty
    /// and not in place.
    var name: Range<Int>
    var isNameInPlace = false

    @inline(__always)
    init(_ level: Int, _ end: Int, _ now: JSONLevel, isTop: Bool, _ top: JSONFrame, shownAs: TextRun.Kind) {
        self.level = level
        self.end = end
        self.shownAs = shownAs
        state = now.state
        hasGap = now.hasGap
        self.isTop = isTop
        self.top = top
        name = 0..<0
    }

    /// How many raw bytes a quote has.
    @inline(__always)
    var quote: Int { level == 0 ? 1 : 2 }

    @inline(__always)
    var expectsValue: Bool { state == .value || state == .firstElement }

    /// Whether a value may begin, inside of an object or array.
    @inline(__always)
    var expectsMemberValue: Bool { expectsValue && !isTop }

    /// Whether a value has the last name that has been read.
    var namesValue: Bool { !isTop && top.isObject && (state == .colon || state == .value) }
}
