// Private keys in PEM armour.

import SluiceMatching
import Testing

@Suite struct PEMPrivateKeyTests {
    let probe: ChunkingProbe<PEMPrivateKeyMatcher>

    init() throws { probe = try ChunkingProbe() }

    static func lines(_ count: Int, width: Int = 64, last: Int = 24, seed: UInt64 = 1) -> [String] {
        var generator = SeededSamples(seed: seed)
        return (0..<count).map { _ in generator.text(width, of: SeededSamples.base64) }
            + (last > 0 ? [generator.text(last, of: SeededSamples.base64) + "=="] : [])
    }

    static func key(_ kind: String = "RSA ", newline: String = "\n", lines: [String] = lines(5), block: String = "")
        -> String
    {
        let label = kind + "PRIVATE " + "KEY" + block
        return (["-----BEGIN \(label)-----"] + lines + ["-----END \(label)-----"]).joined(separator: newline)
    }

    static let positives = [
        "«\(key())»\n", "«\(key("", newline: "\r\n"))»\r\nx", "k = \"«\(key("EC ", newline: "\\n"))»\\n\"",
        "«\(key("OPENSSH ", lines: lines(6, width: 70, last: 5)))»", "«\(key("ENCRYPTED ", newline: "\\r\\n"))»",
        "«\(key("DSA ", newline: " "))» y", "«\(key("", newline: "\n    "))»", "«\(key("", newline: "\\\\n"))»\\\\n",
        "\"«\(key("", newline: "\\n\" +\n  \""))»\\n\"", "'«\(key("RSA ", newline: "',\n '"))»'",
        "> «\(key("", newline: "\n> "))»", "s = \"«\(key("", newline: "\\\\n\"\n +   \""))»\\\\n\"",
        "«\(key("", lines: lines(1, width: 1_600, last: 0)))»", "«\(key("", lines: lines(1, width: 64, last: 0)))»",
        "«\(key("", lines: lines(2, width: 76, last: 1)))»", "-«\(key("", newline: "\n-"))»\n",
        "«\(key("RSA ", lines: ["Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-128-CBC,00AA11", ""] + lines(4)))»",
        "«\(key("PGP ", lines: ["Version: GnuPG v2", "", lines(3, last: 0).joined(separator: "\n"), "=ab12"], block: " BLOCK"))»",
    ]

    @Test(arguments: positives) func finds(_ marked: String) { probe.expect(marked) }

    static let begin = "-----BEGIN PRIVATE " + "KEY-----"

    static let negatives = [
        begin, begin + "\n", begin + "\nMIIE...\n-----END", begin + "\n<your key>",
        begin + " marks the start of a key in PEM form and",
        "-----BEGIN CERTIFICATE-----\n" + lines(4).joined(separator: "\n"),
        "-----BEGIN PUBLIC KEY-----\n" + lines(2)[0],
        begin + "\n" + String(repeating: "A", count: 64), "-----BEGIN XPRIVATE KEY-----\n" + lines(4).joined(),
        begin + "\n" + lines(1, width: 63, last: 0)[0], begin + "\n[REDACTED:pem-private-key:7f3a]", begin + begin,
    ]

    @Test(arguments: negatives) func leaves(_ text: String) { probe.expect(text) }

    @Test func anUnfinishedKeyEndsWithItsBody() {
        let body = Self.lines(4, last: 0)
        // A short run might be the last line, so that one word is swallowed.
        probe.expect("«\(Self.begin)\n\(body.joined(separator: "\n"))\n\nThat» was it.")
        probe.expect("«\(Self.begin)\n\(body.joined(separator: "\n"))»\n\n(That was it.)")
        probe.expect("«\(Self.begin)\n\(body.joined(separator: "\n"))»\"; let x = 1")
        probe.expect("«\(Self.begin)\n\(body.joined(separator: "\n"))»")
    }

    @Test func aKeyRingOfHundredsOfKilobytesIsFoundToItsEnd() {
        let text = Array((Self.key("PGP ", lines: Self.lines(4_000), block: " BLOCK") + "\nafter").utf8)
        #expect(probe.secrets(in: text) == [0..<(text.count - 6)])
    }

    /// Of a text without an end no more than this belongs to the key: the last line that ends before the bound.
    @Test(arguments: [1, 64, 65, 66, 1_000]) func aKeyIsCapped(lastLine: Int) {
        let line = Self.lines(1, last: 0)[0] + "\n"
        let text = Array(String(repeating: line, count: 40).utf8)
        let start = ArmouredBody.maximumLength - lastLine
        let lines = text.count / line.utf8.count
        let ends = [1, 30, 65, text.count].map { step in
            var settled = start
            var upper = start
            while true {
                upper = min(start + text.count, upper + step)
                let bytes = text.span.extracting((settled - start)..<(upper - start))
                let window = ByteWindow(bytes, lowerBound: settled, isComplete: upper == start + text.count)
                switch ArmouredBody.extend(from: settled, begin: 0, in: window) {
                case .closed(let end): return end
                case .open(let end): settled = end
                }
            }
        }
        let expected = (1...lines).map { start + $0 * 65 - 1 }.last { $0 <= ArmouredBody.maximumLength } ?? start
        #expect(Set(ends) == [expected])
    }

    @Test func isSettledWithTheSixtyFourthCharacter() {
        let text = Array((Self.begin + "\n" + Self.lines(3).joined(separator: "\n")).utf8)
        let match = probe.matches(in: text).first
        #expect(match?.isOpen == true)
        #expect(match?.secret == 0..<(Self.begin.utf8.count + 1 + 64))
        #expect(match?.proof == .holds)
    }

    @Test func neighboursAreDecidedAlike() {
        for (index, marked) in Self.positives.enumerated() { probe.mutate(marked, seed: UInt64(index), rounds: 4) }
    }

    @Test(arguments: [
        "-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\na: ",
    ])
    func floodsAreDecidedAlike(_ unit: String) { probe.expectFloodIsDecidedAlike(unit) }
}
