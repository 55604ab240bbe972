// Comments that accept findings.

import Foundation
import SluiceCLI
import Testing

@Suite struct AllowCommentTests {
    private func comment(_ text: String) -> AllowComment { AllowComment(text.utf8, marker: .sluice) }

    @Test(arguments: [" a test value", "-next-line: known", "(test-token) only tests", ": rotated // */"])
    func countsWithAReason(_ text: String) {
        #expect(comment(text).accepts("test-token"))
    }

    @Test(arguments: ["", " */", " -->", "(test-token)", "-next-line", " 42", "(other-rule) only tests"])
    func doesNotCountOtherwise(_ text: String) {
        #expect(!comment(text).accepts("test-token"))
    }

    @Test func otherMarkersMayNeedNoReason() {
        #expect(AllowComment("".utf8, marker: .init(name: "other", needsReason: false)).accepts("test-token"))
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
