// What the strings before a value say of it in a document.

import SluiceMatching

/// What the strings before a value say of it in a document where its own key says nothing: the question that is answered,
/// the name beside a value, the key of a list.
///
/// `{"name": "phone", "value": "…"}`, `{"content": "Your date of birth?"}, {"content": "…"}`, `"phones": ["…", "…"]`.
enum PrecedingStrings {
    /// How far before a value a string or key may begin of which something is read.
    static let reach = 256
    /// How far into its string a value may stand.
    private static let farthest = 24
    /// How many strings are looked at where they stand beside the value, and how much of their ends.
    private static let mostStrings = 3
    private static let longestTail = 96
    private static let longestKey = 40
    private static let longestGap = 64

    /// The keys of values that a member of the same object names.
    private static let valueKeys = WordTable(ByteText.words("value val answer number num response reply input data"))
    /// The keys of what somebody says, to whom somebody has said something before.
    private static let messageKeys = WordTable(ByteText.words("content text message body"))

    private static var gap: ByteSet { ByteSet(ascii: " \t\r\n") }
    private static var openers: ByteSet { ByteSet(ascii: " \t\r\n[") }
    private static var separators: ByteSet { ByteSet(ascii: " \t\r\n,[]{}") }
    private static var brace: ByteSet { ByteSet(ascii: "{") }
    private static var quote: ByteSet { ByteSet(ascii: "\"") }

    /// Gives what is to be read for the value at `position` to `body`: ranges of `text`, the nearest first.
    ///
    /// - Parameters:
    ///   - start: where the text begins that the value stands in.
    ///   - ends: where the texts before it end, as far as they lie within `reach`.
    ///   - text: what has come of the document.
    static func forEach(
        before position: Int,
        from start: Int,
        _ ends: TextEnds,
        in text: borrowing ByteWindow,
        _ body: (Range<Int>) -> Void
    ) {
        let lowest = max(text.lowerBound, position - reach)
        guard start > lowest, let value = beginning(of: position, from: start, in: text) else { return }
        guard let key = key(before: value, from: start, in: text) else {
            if isElement(value, from: start, in: text) { listKey(before: start, lowest, ends, in: text).map(body) }
            return
        }
        let isMessage = messageKeys.contains(lowerCasing: key, in: text)
        guard isMessage || valueKeys.contains(lowerCasing: key, in: text) else { return }
        if !isMessage, beginsObject(start, before: key.lowerBound, in: text) { return }
        var (end, count) = (start, 0)
        while end > lowest, count < mostStrings {
            let first = ends.start(before: end) ?? 0
            if let string = string(from: max(first, lowest), to: end, isWhole: first >= lowest, in: text) {
                body(max(string.lowerBound, string.upperBound - longestTail)..<string.upperBound)
                count += 1
            }
            guard first > lowest, isMessage || !beginsObject(first, before: end, in: text) else { return }
            end = first
        }
    }

    /// Where the string or number begins that the value stands in: at its quotation mark, if it has one.
    private static func beginning(of position: Int, from start: Int, in text: borrowing ByteWindow) -> Int? {
        let lowest = max(start, position - farthest)
        let mark = text.runStart(of: quote.inverted, before: position, limit: lowest)
        if mark > lowest { return mark - 1 }
        let number = text.runStart(of: .wordCharacters, before: position, limit: lowest)
        return number == position ? position : nil
    }

    /// The key that `value` is the value of.
    private static func key(before value: Int, from start: Int, in text: borrowing ByteWindow) -> Range<Int>? {
        let colon = text.runStart(of: gap, before: value, limit: max(start, value - longestGap)) - 1
        guard colon > start, text[colon] == UInt8(ascii: ":") else { return nil }
        let end = text.runStart(of: gap, before: colon, limit: max(start, colon - longestGap)) - 1
        guard end > start, text[end] == UInt8(ascii: "\"") else { return nil }
        let first = text.runStart(of: quote.inverted, before: end, limit: max(start, end - longestKey))
        return first > start && text[first - 1] == UInt8(ascii: "\"") ? first..<end : nil
    }

    /// Whether an object begins among what a text begins with.
    private static func beginsObject(_ start: Int, before end: Int, in text: borrowing ByteWindow) -> Bool {
        let opening = text.runEnd(of: separators.intersection(brace.inverted), from: start, limit: end)
        return text.holds(brace, at: opening)
    }

    /// Whether `value` follows another one in a list.
    private static func isElement(_ value: Int, from start: Int, in text: borrowing ByteWindow) -> Bool {
        let comma = text.runStart(of: gap, before: value, limit: start)
        return comma == start + 1 && text[start] == UInt8(ascii: ",")
    }

    /// The key of the list whose elements stand before `end`, each a text of its own.
    private static func listKey(
        before end: Int,
        _ lowest: Int,
        _ ends: TextEnds,
        in text: borrowing ByteWindow
    ) -> Range<Int>? {
        var end = end
        while end > lowest {
            let first = ends.start(before: end) ?? 0
            guard first >= lowest else { return nil }
            let element = text.runEnd(of: separators, from: first, limit: end)
            guard text.holds(quote, at: element) else { return nil }
            let close = text.runEnd(of: quote.inverted, from: element + 1, limit: end)
            let colon = text.runEnd(of: gap, from: close + 1, limit: end)
            if colon < end, text[colon] == UInt8(ascii: ":") {
                let bracket = text.runEnd(of: openers, from: colon + 1, limit: end)
                let isList = bracket > colon + 1 && text.holds(quote, at: bracket)
                return isList && close - element <= longestKey ? element + 1..<close : nil
            }
            guard text.holds(ByteSet(ascii: ","), at: first) else { return nil }
            end = first
        }
        return nil
    }

    /// What stands in the string that ends a text.
    ///
    /// - Parameter isWhole: whether the text begins at `start`; otherwise that is in the string.
    private static func string(
        from start: Int,
        to end: Int,
        isWhole: Bool,
        in text: borrowing ByteWindow
    ) -> Range<Int>? {
        guard end > start, text[end - 1] == UInt8(ascii: "\"") else { return nil }
        guard isWhole else { return start..<end - 1 }
        var place = start
        while place < end {
            place = text.runEnd(of: separators, from: place, limit: end)
            guard text.holds(quote, at: place) else { return nil }
            let close = text.runEnd(of: quote.inverted, from: place + 1, limit: end)
            let colon = text.runEnd(of: gap, from: close + 1, limit: end)
            guard colon < end, text[colon] == UInt8(ascii: ":") else {
                return place + 1 < end - 1 ? place + 1..<end - 1 : nil
            }
            place = colon + 1
        }
        return nil
    }
}
