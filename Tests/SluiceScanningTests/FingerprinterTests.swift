// Fingerprints are what RFC 4231 says of HMAC-SHA-256.

import SluiceModel
import SluiceScanning
import Testing

struct FingerprinterTests {
    private static func fingerprint(_ text: String, under key: [UInt8]) -> String {
        let value = Array(text.utf8)
        return Fingerprinter(FingerprintKey(bytes: key)).fingerprint(of: value.span).description
    }

    /// Test cases 1, 2 and 6 of RFC 4231 §4: a short key, a key of letters, a key longer than a block.
    @Test func publishedVectors() {
        #expect(Self.fingerprint("Hi There", under: Array(repeating: 0x0B, count: 20)) == "b0344c61d8db3853")
        #expect(Self.fingerprint("what do ya want for nothing?", under: Array("Jefe".utf8)) == "5bdcc146bf60754e")
        let long = "Test Using Larger Than Block-Size Key - Hash Key First"
        #expect(Self.fingerprint(long, under: Array(repeating: 0xAA, count: 131)) == "60e431591ee0b67f")
    }

    @Test func oneFingerprintLeavesTheNextAlone() {
        let fingerprinter = Fingerprinter(FingerprintKey(bytes: Array("Jefe".utf8)))
        let (one, other) = (Array("one".utf8), Array("other".utf8))
        let first = fingerprinter.fingerprint(of: one.span)
        #expect(fingerprinter.fingerprint(of: other.span) != first)
        #expect(fingerprinter.fingerprint(of: one.span) == first)
    }
}
