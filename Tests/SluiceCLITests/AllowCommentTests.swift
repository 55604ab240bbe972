// Comments that accept findings.

import Foundation
import SluiceCLI
import Testing

@Suite struct AllowCommentTests {
    private func comment(_ text: String) -> AllowComment { AllowComment(text.utf8, marker: .sluice) }

    @Test(arguments: [
        " a test value", "-next-line: known", "(test-token) only tests", ": rotated // */", "\tas known",
        "(a, test-token): only tests", "(test-token) (see the ticket)", "-next-line(test-token) known",
    ])
    func countsWithAReason(_ text: String) {
        #expect(comment(text).accepts("test-token"))
    }

    @Test(arguments: [
        "", " */", " -->", "(test-token)", "-next-line", " 42", " */ let name = 1", " --> <b>text</b>",
        "(test-token) */ code",
    ])
    func doesNotCountWithoutAReason(_ text: String) {
        #expect(comment(text).fault == .noReason)
        #expect(!comment(text).accepts("test-token"))
    }

    @Test func countsForTheRulesInTheListAlone() {
        #expect(!comment("(other-rule) only tests").accepts("test-token"))
        #expect(comment("(other-rule) only tests").fault == nil)
    }

    @Test(arguments: [
        "(test-token", "(test-token only tests", " (test-token) only tests", ": (test-token) only tests",
        "() only tests",
        "(,) only tests", "( ) only tests", "()", "list does not work", "-nextline typo", "-next-lines typo", "/foo",
        "_all of it", "=test-token", "-next-line() known", "-next-line (test-token) known",
    ])
    func malformedOnesAcceptNothing(_ text: String) {
        #expect(comment(text).fault == .malformed)
        #expect(!comment(text).accepts("test-token"))
    }

    @Test func otherMarkersCountWhereverTheyStand() {
        let marker = AllowComment.Marker(name: "other", isStrict: false)
        #expect(AllowComment("".utf8, marker: marker).accepts("test-token"))
        #expect(AllowComment("ed (".utf8, marker: marker).accepts("test-token"))
    }

    /// Whether a comment is found in a text that comes in pieces of a size.
    private func finds(_ text: String, size: Int, marker: AllowComment.Marker = .sluice) -> Bool {
        let bytes = Array(text.utf8)
        var finder = AllowCommentFinder(markers: [marker])
        for start in stride(from: 0, to: bytes.count, by: size) {
            finder.append(bytes.span.extracting(start..<min(bytes.count, start + size)))
        }
        finder.finish()
        return !finder.comments(for: 1).isEmpty
    }

    @Test(arguments: [1, 5, 4096])
    func beginsAComment(_ size: Int) {
        for before in ["", "a ", "\t", "#", "x; //", "/*", "<!--", "--", "a;", "'", "\"", "(", "{#", "%", "a\u{A0}"] {
            #expect(finds("\(before)sluice:allow reason", size: size), "\(before)")
            let long = String(repeating: "x", count: 100) + " "
            #expect(finds("\(long)\(before)sluice:allow reason", size: size), "\(before)")
        }
        for before in ["no", "x-", "a/", "https://x/", "https://", "é", "_", ".", "@", "?q=", "0", "sluice:"] {
            for long in ["", String(repeating: "x", count: 100)] {
                #expect(!finds("\(long)\(before)sluice:allow reason", size: size), "\(before)")
            }
            let marker = AllowComment.Marker(name: "sluice", isStrict: false)
            #expect(finds("\(before)sluice:allow", size: size, marker: marker), "\(before)")
        }
    }

    @Test(arguments: [1, 7, 8, 9, 64, 1 << 20])
    func findsThemHoweverTheTextIsCut(_ size: Int) {
        let long = String(repeating: "x", count: 700)
        let text = """
            one
            two # sluice:allow for tests \(long)
            three sluice:allow(a, b) reason here // notsluice :allow x
            four
            // sluice:allow-next-line because of reasons
            six :allow sluice:allow
            """
        let bytes = Array(text.utf8)
        var finder = AllowCommentFinder(markers: [.sluice])
        var index = 0
        while index < bytes.count {
            let end = min(bytes.count, index + size)
            finder.append(bytes.span.extracting(index..<end))
            index = end
        }
        finder.finish()
        let accepted = (1...7).map { line in finder.comments(for: line).map { $0.accepts("a") } }
        #expect(accepted == [[], [true], [true], [], [], [false, true], []])
        #expect(finder.comments(for: 3).map(\.rules) == [["a", "b"]])
    }
}
