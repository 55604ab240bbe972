// JSON Web Tokens.

import SluiceMatching
import Testing

@Suite struct JWTTests {
    let probe: ChunkingProbe<JWTMatcher>

    init() throws { probe = try ChunkingProbe() }

    static func token(header: String = #"{"alg":"HS256","typ":"JWT"}"#, signature: Int = 43, seed: UInt64 = 1) -> String
    {
        var generator = SeededSamples(seed: seed)
        let claims = #"{"sub":"\#(generator.text(12))","iat":1700000000}"#
        let head = Marked.base64(header, url: true) + "." + Marked.base64(claims, url: true)
        return head + "." + generator.text(signature, of: SeededSamples.base64URL)
    }

    static let positives = [
        "«\(token())»", "Bearer «\(token(seed: 2))»\n", "\"«\(token(seed: 3))»\"", "x\\n«\(token(seed: 4))»\\n",
        "t=%3D«\(token(seed: 5))»&a", "«\(token(seed: 6))». Next",
        "«\(token(header: #"{"alg":"none"}"#, signature: 0))»",
        "«\(token(header: #"{"typ":"JWT","alg":"RS256"}"#, signature: 342))» «\(token(seed: 8))»",
    ]

    @Test(arguments: positives) func finds(_ marked: String) { probe.expect(marked) }

    static let negatives = [
        "a\(token())", "_\(token())", token().split(separator: ".").prefix(2).joined(separator: "."), "eyJ",
        "eyJ.eyJ.x",
        "eyJhbGciOi...", "eyJeyJeyJ", "eyJhbGciOiJ9.abcdefghijk.abc", "eyJhbGciOiJ9 .eyJabcdefgh.abc",
        token(signature: 8_200),
    ]

    @Test(arguments: negatives) func leaves(_ text: String) { probe.expect(text) }

    @Test func aHeaderWithAnAlgorithmProvesIt() {
        #expect(probe.matches(in: Array(Self.token().utf8)).first?.proof == .holds)
        #expect(probe.matches(in: Array(Self.token(header: #"{"typ":"JWT","kid":"1"}"#).utf8)).first?.proof == .fails)
        #expect(probe.matches(in: Array(Self.token(signature: 0).utf8)).first?.proof == .fails)
        #expect(probe.matches(in: Array(Self.token(signature: 42).utf8)).first?.proof == .fails)
        #expect(
            probe.matches(in: Array(Self.token(header: #"{"alg" : "none"}"#, signature: 0).utf8)).first?.proof == .holds
        )
    }

    @Test func theDocumentationsTokenIsASample() {
        let head = Marked.base64(#"{"alg":"HS256"}"#, url: true)
        let claims = Marked.base64(#"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#, url: true)
        let text = Array("\(head).\(claims).\(SeededSamples(seed: 3).first(43))".utf8)
        #expect(probe.matches(in: text).first?.isSample == true)
        #expect(probe.matches(in: Array(Self.token().utf8)).first?.isSample == false)
    }

    @Test func aWordForASignatureMakesASample() {
        for word in ["signature", "fake-signature", "sig"] {
            let text = Array((Self.token(signature: 0) + word).utf8)
            #expect(probe.matches(in: text).map(\.isSample) == [true])
        }
        for signature in ["Signature", "signature1", String(repeating: "ab", count: 20)] {
            let text = Array((Self.token(signature: 0) + signature).utf8)
            #expect(probe.matches(in: text).map(\.isSample) == [false])
        }
    }

    @Test func neighboursAreDecidedAlike() {
        for (index, marked) in Self.positives.enumerated() { probe.mutate(marked, seed: UInt64(index), rounds: 10) }
    }

    @Test(arguments: ["eyJ", "eyJ.", ".eyJaaaaaaaa", " eyJ", "eyJ eyJaaaaaaaaaa.", "\\neyJ"])
    func floodsAreDecidedAlike(_ unit: String) { probe.expectFloodIsDecidedAlike(unit) }
}

extension SeededSamples {
    fileprivate func first(_ count: Int) -> String {
        var copy = self
        return copy.text(count, of: Self.base64URL)
    }
}
