// Tests of the lexer of digit groups.

import SluiceMatching
import SluiceModel
import Testing

@Suite("Digit groups")
struct DigitGroupsTests {
    private func read(_ text: String, limit: Int = 6, digits: Int = 19, isComplete: Bool = true) -> DigitGroups {
        let bytes = Array(text.utf8)
        let window = ByteWindow(bytes.span, lowerBound: 0, isComplete: isComplete)
        return DigitGroups(at: 0, in: window, separators: ByteSet("- "), groupLimit: limit, digitLimit: digits)
    }

    @Test("reads groups with one separator")
    func groups() {
        let read = read("123-45-6789 1")
        #expect(read.lengths == SIMD8(3, 2, 4, 0, 0, 0, 0, 0))
        #expect((read.count, read.digitCount, read.end) == (3, 9, 11))
        #expect((read.value, read.separator) == (123_456_789, UInt8(ascii: "-")))
        #expect(!read.isOpen && !read.isTooLong)
    }

    @Test("stops at what is asked for")
    func limits() {
        #expect(read("1 2 3 4", limit: 2).end == 3)
        #expect(read("12345", digits: 4).isTooLong)
        #expect(read("12 345", digits: 4).isTooLong)
        #expect(read("12--3").end == 2)
        #expect(read("12-").end == 2)
        #expect(read(String(repeating: "9", count: 19)).value == 9_999_999_999_999_999_999)
        #expect(read(String(repeating: "9", count: 20)).isTooLong)
    }

    @Test("knows when more may come", arguments: ["1", "12-", "12-3", "12-34-"])
    func open(_ text: String) {
        #expect(read(text, isComplete: false).isOpen)
        #expect(!read(text).isOpen)
    }

    @Test("is decided where a byte decides", arguments: ["1x", "12-x", "12-3/", "12--", "12-3 4"])
    func decided(_ text: String) {
        #expect(!read(text, limit: 2, isComplete: false).isOpen)
    }

    @Test("tells what a beginning may become")
    func becoming() {
        let shape = SIMD8<UInt8>(3, 2, 4, 0, 0, 0, 0, 0)
        #expect(read("12", isComplete: false).mayBecome(shape))
        #expect(read("123-4", isComplete: false).mayBecome(shape))
        #expect(!read("12-", isComplete: false).mayBecome(shape))
        #expect(!read("1234", isComplete: false).mayBecome(shape))
        #expect(!read("123-456", isComplete: false).mayBecome(shape))
        #expect(read("123-45-6789-0").begins(with: shape))
        #expect(!read("123-45-678").begins(with: shape))
    }
}
