// Nothing of a private key passes, however long it is, and nothing of it is held.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct LongBlockTests {
    private static let begin = "-----BEGIN PGP " + "PRIVATE KEY BLOCK-----"
    private static let end = "-----END PGP " + "PRIVATE KEY BLOCK-----"

    /// A key ring with lines of 64 characters.
    private static func keyRing(lines: Int) -> [UInt8] {
        var generator = SplitMix64(seed: 71)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text = Array("\(begin)\n\n".utf8)
        for _ in 0..<lines {
            for _ in 0..<64 { text.append(alphabet[Int(generator.next() & 63)]) }
            text.append(UInt8(ascii: "\n"))
        }
        return text + Array("=ab12\n\(end)".utf8)
    }

    @Test(arguments: [777, 16_384, 300_000]) func aKeyRingOfMegabytesIsSwallowed(pieceSize: Int) throws {
        let text = Array("a\n".utf8) + Self.keyRing(lines: 40_000) + Array("\nb\n".utf8)
        var filter = TextFilter(guardrail: try DefaultRules.guardrail())
        var output = FilterOutput()
        var start = 0
        var mostHeld = 0
        while start < text.count {
            let end = min(text.count, start + pieceSize)
            filter.append(text.span.extracting(start..<end), to: &output)
            start = end
            mostHeld = max(mostHeld, filter.heldByteCount)
        }
        filter.finish(to: &output)
        #expect(mostHeld <= 192)
        try #require(output.findings.count == 1)
        #expect(output.findings[0].finding.rule == "private-key")
        #expect(output.findings[0].finding.range == 2..<(text.count - 3))
        #expect(output.bytes == Array("a\n\(output.findings[0].replacement)\nb\n".utf8))
    }
}
