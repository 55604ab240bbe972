// Values that several strings of a document hold together are found, and the document stays one.

import Foundation
import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct SplitValueTests {
    private static let yaml =
        "rules:\n"
        + SmallRules.rule("token", "token: {prefix: tok_, alphabet: base62, length: 20}")
        + SmallRules.rule("grown", "token: {prefix: grown_, alphabet: base62, length: {min: 10, max: 40}}")
        + SmallRules.rule("word", "token: {prefix: pat, alphabet: base62, length: 10}")
        + SmallRules.rule("mail", "matcher: email")
        + SmallRules.rule("generic", "pattern: 'secret\": ?\"([a-z]{8,40})'\ngroup: 1\ntags: [generic]")

    private static func guardrail(decodeDepth: Int = 1) throws -> Guardrail {
        try SmallRules.guardrail(yaml, decodeDepth: decodeDepth)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

    private static func random(_ count: Int, _ generator: inout SplitMix64) -> String {
        String((0..<count).map { _ in alphabet[Int(generator.next() % 62)] })
    }

    private static func token(_ generator: inout SplitMix64) -> String { "tok_" + random(20, &generator) }

    private static func run(_ text: String, _ guardrail: Guardrail, cutAt cuts: [Int] = []) -> PayloadRun {
        PayloadRun(
            Array(text.utf8),
            cutAt: cuts,
            source: PayloadSource(format: .json, dialect: .unknown),
            guardrail: guardrail
        )
    }

    /// The token's pieces when it is cut at `places`.
    private static func pieces(of token: String, at places: [Int]) -> [String] {
        zip([0] + places, places + [token.count]).map { String(token.dropFirst($0).prefix($1 - $0)) }
    }

    /// Checks that each piece is a finding of its own, that only pieces are replaced, and that no cut matters.
    private static func expectPieces(
        _ pieces: [String],
        _ guardrail: Guardrail,
        _ label: String,
        document: ([String]) -> String
    ) {
        let text = document(pieces)
        let whole = run(text, guardrail)
        #expect(whole.findings.map(\.finding.rule.rawValue) == pieces.map { _ in "token" }, "\(label)")
        #expect(whole.findings.allSatisfy { $0.finding.decoded.forms == [.split] }, "\(label)")
        #expect(Set(whole.findings.map(\.finding.fingerprint)).count == 1, "\(label)")
        let found = whole.findings.map { String(decoding: Array(text.utf8)[$0.finding.range], as: UTF8.self) }
        #expect(found == pieces, "\(label)")
        let masked = String(decoding: whole.bytes, as: UTF8.self)
        #expect(masked == document(whole.findings.map(\.replacement)), "\(label)")
        #expect((try? JSONSerialization.jsonObject(with: Data(whole.bytes))) != nil, "\(label)")
        for cutting in (1..<text.utf8.count).map(Cutting.split) + [.drip, .random(seed: 3, largest: 9)] {
            let cut = run(text, guardrail, cutAt: cutting.cuts(of: text.utf8.count))
            #expect(cut.agrees(with: whole), "\(label), \(cutting)")
        }
    }

    static let joints = [
        "\", \"", "\",\"", "\" ,\n      \"", "\",\r\n\t\"", "\", \"name\": \"", "\",\"token2\":\"",
        "\" , \"a name with blanks\" : \"", "\",\n  \"" + String(repeating: "n", count: 64) + "\":\n\"",
    ]

    /// Elements of a list and members of an object, wherever the value is cut behind its first three bytes.
    @Test(arguments: joints) func twoPieces(joint: String) throws {
        let guardrail = try Self.guardrail()
        var generator = SplitMix64(seed: 1)
        let token = Self.token(&generator)
        for place in [3, 4, 5, 12, 23] {
            Self.expectPieces(Self.pieces(of: token, at: [place]), guardrail, "'\(joint)' at \(place)") { pieces in
                let inside = "\"" + pieces.joined(separator: joint) + "\""
                return joint.contains(":") ? "{\"token1\": \(inside), \"n\": 1}" : "{\"l\": [\"a\", \(inside), \"b\"]}"
            }
        }
    }

    @Test func upToFourPiecesInAnyPlace() throws {
        let guardrail = try Self.guardrail()
        var generator = SplitMix64(seed: 2)
        let token = Self.token(&generator)
        Self.expectPieces(Self.pieces(of: token, at: [6, 7, 15]), guardrail, "four") {
            "[\"k=\($0[0])\",\"\($0[1])\", \"\($0[2])\",\"\($0[3]) and more\"]"
        }
        Self.expectPieces(Self.pieces(of: token, at: [9, 15]), guardrail, "inside") {
            #"{"args":"{\"a\":[\"\#($0[0])\",\"\#($0[1])\",\"\#($0[2])\"]}","b":"c"}"#
        }
        Self.expectPieces(
            Self.pieces(of: token, at: [9]),
            guardrail,
            "after another",
            document: {
                "[\"" + String(repeating: "long text ", count: 60) + "\", \"\($0[0])\", \"\($0[1])\"]\n"
            }
        )
        let five = Self.pieces(of: token, at: [5, 9, 14, 18]).joined(separator: "\",\"")
        #expect(Self.run("[\"\(five)\"]", guardrail).findings.isEmpty)
    }

    /// What is no next string, and what is found in the first string by itself.
    @Test func whatIsNotJoined() throws {
        let guardrail = try Self.guardrail()
        var generator = SplitMix64(seed: 3)
        let token = Self.token(&generator)
        let (first, rest) = (String(token.prefix(12)), String(token.dropFirst(12)))
        let long = String(repeating: "n", count: 65)
        for joint in [
            "\"], [\"", "\", 1, \"", "\", null, \"", "\", [\"", "\", {\"a\": \"", "\": \"", "\" \"", "\", \" ",
            " \", \"",
            "\", \"\(long)\": \"", "\"}, {\"a\": \"", "\"" + String(repeating: " ", count: 65) + ", \"",
        ] {
            let text = "[{\"a\": \"\(first)\(joint)\(rest)\"}]"
            let run = Self.run(text, guardrail)
            #expect(run.findings.isEmpty && run.bytes == Array(text.utf8), "'\(joint)'")
        }
        for text in ["[\"\(first)\", \"\(rest)\"]", "{\"a\": \"\(first)\", \"b\": \"\(rest)\"}"] {
            #expect(Self.run(text, try Self.guardrail(decodeDepth: 0)).findings.isEmpty)
            #expect(Self.run(text, guardrail).findings.count == 2)
        }
        // A beginning that words have as well, and a shape that nothing at its beginning tells.
        #expect(Self.run("[\"pat\", \"\(Self.random(10, &generator))\"]", guardrail).findings.isEmpty)
        #expect(Self.run(#"["anna.berg@", "corp-mail.de"]"#, guardrail).findings.isEmpty)
        let whole = Self.run("[\"grown_\(Self.random(12, &generator))\", \"words\"]", guardrail)
        #expect(whole.findings.map(\.finding.rule.rawValue) == ["grown"])
        #expect(whole.findings.first?.finding.decoded.forms == [])
        #expect(String(decoding: whole.bytes, as: UTF8.self).hasSuffix("\", \"words\"]"))
    }

    /// A generic finding in one of the pieces gives way.
    @Test func moreThanAGenericRuleFound() throws {
        let yaml =
            "rules:\n" + SmallRules.rule("token", "token: {prefix: tok_, alphabet: lower-alnum, length: 20}")
            + SmallRules.rule("generic", "pattern: 'secret\": ?\"([a-z_]{8,40})'\ngroup: 1\ntags: [generic]")
        let guardrail = try SmallRules.guardrail(yaml, decodeDepth: 1)
        let run = Self.run(#"{"secret": "tok_abcdefghij", "rest": "klmnopqrst"}"#, guardrail)
        #expect(run.findings.map(\.finding.rule.rawValue) == ["token", "token"])
        #expect(run.findings.first?.finding.alsoMatched.map(\.rawValue) == ["generic"])
    }

    /// Random documents with cut tokens: no cut of the document matters, it stays JSON, and no piece of a token comes
    /// out.
    @Test(arguments: 0..<60 as Range<UInt64>) func randomDocuments(seed: UInt64) throws {
        let guardrail = try Self.guardrail()
        var generator = SplitMix64(seed: seed)
        var flagged: [String] = []
        var parts: [String] = []
        let isList = Bool.random(using: &generator)
        func add(_ text: String) {
            let blank = ["", " ", "\n  "].randomElement(using: &generator) ?? ""
            parts.append((isList ? "" : "\"n\(parts.count)\":" + blank) + text)
        }
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: add(["1", "null", "[]", "{\"tok_\":\"x\"}", "\"\""].randomElement(using: &generator) ?? "1")
            case 1:
                add("\"" + (["tok_", "a word", "see tok", "grown_x"].randomElement(using: &generator) ?? "") + "\"")
            default:
                let token = Self.token(&generator)
                var places = Set([Int.random(in: 5...23, using: &generator)])
                for _ in 0..<Int.random(in: 0...2, using: &generator) {
                    places.insert(Int.random(in: 5...23, using: &generator))
                }
                let pieces = Self.pieces(of: token, at: places.sorted())
                flagged += pieces.filter { $0.count > 4 }
                // A word before, as the end of another may have begun.
                add("\"-\"")
                for piece in pieces { add("\"\(piece)\"") }
                add("\"-\"")
            }
        }
        let inside = parts.joined(separator: ",")
        let text = isList ? "[\(inside)]" : "{\(inside)}"
        let whole = Self.run(text, guardrail)
        let masked = String(decoding: whole.bytes, as: UTF8.self)
        for piece in flagged { #expect(!masked.contains(piece), "seed \(seed): \(text)") }
        #expect((try? JSONSerialization.jsonObject(with: Data(whole.bytes))) != nil, "seed \(seed)")
        for cutting in [.drip] + (0..<8).map({ Cutting.random(seed: seed &+ $0, largest: 20) }) {
            let cut = Self.run(text, guardrail, cutAt: cutting.cuts(of: text.utf8.count))
            #expect(cut.agrees(with: whole), "seed \(seed), \(cutting)")
        }
    }

    /// Of ordinary strings nothing is held for what may follow them but the few bytes that something has begun in.
    @Test func ordinaryStringsAreNotHeld() throws {
        let guardrail = Guardrail(
            rules: try RuleSet.compile(DefaultRules.definitions),
            key: DefaultRules.key,
            decodeDepth: 3
        )
        var filter = PayloadFilter(guardrail: guardrail, source: PayloadSource(format: .json, dialect: .unknown))
        var output = FilterOutput()
        var most = 0
        var held: [Int] = []
        var text = "{\"names\": ["
        for number in 0..<400 {
            let word = ["class", "eu-west-1", "the answer is yes", "package.json", "risk", "key"][number % 6]
            text += number % 7 == 6 ? "{\"kind\": \"\(word)\", \"id\": \"item-\(number)\"}, " : "\"\(word)\", "
        }
        for byte in text.utf8 {
            filter.append([byte].span, to: &output)
            most = max(most, filter.heldByteCount)
            held.append(filter.heldByteCount)
        }
        #expect(most < 64)
        #expect(held.reduce(0, +) < 12 * held.count)
    }
}
