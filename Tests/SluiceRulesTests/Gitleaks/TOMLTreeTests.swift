// Broken TOML is refused by its line, and never ends the process.

import Foundation
import SluiceMatching
import SluiceRules
import Testing

private let header = "a table's header needs a name: a bare key or one in quotes"

@Suite struct TOMLTreeTests {
    /// The lines of tables are told whatever ends lines.
    @Test(arguments: ["\n", "\r\n"]) func headersHaveTheirLines(end: String) {
        let lines = ["title = \"t\"", "[[rules]]", "id = \"a\"", "[[rules]]", "id = \"b\"", ""]
        let headers = TOMLHeaders(of: lines.joined(separator: end))
        #expect(headers.line(of: "rules", 0) == 2 && headers.line(of: "rules", 1) == 4)
    }

    /// What TOMLKit's parser meets with an assertion.
    @Test(arguments: [
        ("[#", 1, header),
        ("[!", 1, header),
        ("a = 1\n[.a]", 2, header),
        ("[é]", 1, header),
        ("\u{FEFF}[é]", 1, header),
        ("[\n", 1, header),
        ("[\r\n]", 1, header),
        ("[[#", 1, header),
        (" \t[ \t!]", 1, header),
        ("a = '''\n[#'''\n\n  [[ =", 4, header),
        ("a = \"\"\"\\\"\"\"\n[#\"\"\"\"\"\n[\"a\"]\n[*]", 4, header),
        ("a = [}", 1, "a } is in the place of a value"),
        ("a = [ # x\n 1,}", 2, "a } is in the place of a value"),
        ("a = [\u{2028}", 1, "a value cannot begin with this character"),
        ("a = 1\nb = [1979-05-27T]\nc = 1979-05-27T:00", 3, "a date and a T are not followed by a time"),
        ("a = 1979-05-27T\"07:32:00", 1, "a date and a T are not followed by a time"),
        ("a = 1979-05-27Té07:32:00", 1, "a date and a T are not followed by a time"),
        ("a = 1979-05-27 0\n", 1, "a value is followed by another one"),
        ("a = { b = [1979-05-27 0]", 1, "a value is followed by another one"),
        ("a = 1979-05-2\(String(repeating: "_", count: 117))7 00:00", 1, "a value is followed by another one"),
        ("a = \u{0}", 1, "a NUL character is not allowed in TOML"),
    ])
    func whatEndsTheParserIsRefused(text: String, line: Int, reason: String) {
        let failure = failure(text)
        #expect(failure?.line == line && failure?.reason == reason, "\(String(describing: failure))")
    }

    /// What looks like it and is not.
    @Test(arguments: [
        "a = '''\n[#\n[!]'''", "a = \"\"\"\n[.a]\\\"\"\"\\\\\"\"\"\"\"", "a = [\n[ # a comment\n],\n['b'], [+1], [{}]]",
        "# '''\n# [#\n", "[ \"é\" ]\n['!'.x]\n[[ a-b_0.'c' ]]\n", "\u{FEFF}[a]\n",
        "1979-05-27T = 1\n1979-05-27T-x.y = 2",
        "a = 1979-05-27 07:32:00\nb = 1979-05-27T07:32:00.5-07:00\nc = 1979-05-27 # 0\nd = 07:32:00\ne = 1979-05-27",
        "a = ''\nb = \"\"\nc = ''''''\nd = ['', \"[\", '}']\n[e]",
        "a . 1 = 2\nb = { c . 1 . x = [ 1, 2 ], d = {} }\r\n[x.c2]",
    ])
    func whatIsRightIsRead(text: String) {
        #expect(failure(text) == nil)
    }

    /// A key may be cut in pieces by brackets: together they are as deep.
    @Test func deepKeysAreRefused() {
        let part = String(repeating: "a.", count: 600)
        let reason = "a key with more than 1000 parts is not read"
        for text in ["x = {\(part)a = {\(part)a = 1}}", "[\(part)\(part)a]", "x = [1,\n[{\(part)\(part)a = 1}]]"] {
            #expect(failure(text)?.reason == reason)
        }
        let flat = (0..<100).map { "a\($0).\(part.prefix(100))b = 1" }.joined(separator: ", ")
        #expect(failure("x = {\(flat)}\ny = [\(String(repeating: "1.5, ", count: 2_000))]") == nil)
    }

    /// Small files under random changes: there is a tree, or a failure that names a line of the file.
    @Test func changedFilesNeverEndTheProcess() {
        let environment = ProcessInfo.processInfo.environment
        let first = environment["SLUICE_SEED"].flatMap { UInt64($0) } ?? 1
        let count = environment["SLUICE_COUNT"].flatMap { UInt64($0) } ?? 20_000
        var treeCount = 0
        for seed in first..<first + count {
            let text = changed(seed)
            do throws(TOMLFailure) {
                _ = try TOMLTree.parse(text)
                treeCount += 1
            } catch {
                let lineCount = 1 + text.utf8.count { $0 == UInt8(ascii: "\n") }
                #expect((1...lineCount).contains(error.line) && !error.reason.isEmpty, "seed \(seed): \(error)")
            }
        }
        #expect(treeCount > count / 50)
    }

    private func failure(_ text: String) -> TOMLFailure? {
        do throws(TOMLFailure) {
            _ = try TOMLTree.parse(text)
            return nil
        } catch {
            return error
        }
    }

    private func changed(_ seed: UInt64) -> String {
        var generator = SplitMix64(seed: seed)
        var characters = Array((Self.samples.randomElement(using: &generator) ?? "").unicodeScalars)
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
            let place = Int.random(in: 0...characters.count, using: &generator)
            let end = min(characters.count, place + Int.random(in: 1...8, using: &generator))
            let piece = Array((Self.pieces.randomElement(using: &generator) ?? "").unicodeScalars)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: characters.removeSubrange(place..<end)
            case 1: characters.insert(contentsOf: piece, at: place)
            case 2: characters.replaceSubrange(place..<end, with: piece)
            default:
                let copy = Array(characters[place..<end])
                characters.insert(contentsOf: copy, at: Int.random(in: 0...characters.count, using: &generator))
            }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: characters)
        return String(text)
    }

    private static let pieces =
        "[]{}\"'=.,#\n\r \t\\u09ae_-+:TtxZz\u{B}é\u{85}\u{A0}\u{2028}\u{FEFF}\u{0}😀".unicodeScalars.map { String($0) }
        + [
            "[[", "]]", "'''", "\"\"\"", "\r\n", "1979-05-27", " 0", "07:32:00", "inf", "0x1", "_________", "{a.b=",
            "[}",
        ]

    private static let samples = [
        """
        title = "t"
        [extend]
        useDefault = false
        [allowlist]
        regexes = ['(?i)abc', 'x{2,3}']
        [[rules]]
        id = "a1"
        regex = '''(?i)[a-z0-9]{16,40}'''
        entropy = 3.2
        keywords = ["key", "tok"]
        [[rules.allowlists]]
        condition = "AND"
        """,
        """
        a.b."c d".'e' = { x = 1, y.z = [1, 2.5e3, 0x1F, 0o7, 0b1], t = {} }
        d = 1979-05-27T07:32:00Z
        e = 07:32:00.99
        f = [ [1, 2], # c
          ['a'],
        ]
        """,
        "[a]\nx = \"\"\"\nline \\\n  two \"\" \\u00e9 \\\"\"\"\"\n[a.b]\ny = '''\n[#]'''\n[[a.c]]\nz = +inf\nw = -nan\n",
        "k = \"a\\tb\\\\ \\U0001F600\"\n[x.y.z]\n[x]\nq = 1_000\nr = -1.5\nd = 1979-05-27 07:32:00\n",
        "[[a]]\nb=1\n[a.b]\n", "a=[1979-05-27 07:32:00-07:00,1]\n",
    ]
}
