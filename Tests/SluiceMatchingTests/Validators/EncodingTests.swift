// Tests of the encodings and hashes under the validators, with the vectors of their standards.

import SluiceMatching
import Testing

struct EncodingTests {
    @Test func crc32KnownValues() {
        let digits = Array("123456789".utf8)
        #expect(crc32(digits) == 0xCBF4_3926)
        #expect(CRC32().value == 0)
        let sentence = Array("The quick brown fox jumps over the lazy dog".utf8)
        #expect(crc32(sentence) == 0x414F_A339)
    }

    @Test(arguments: [
        // RFC 4648 §10.
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ])
    func base64Vectors(plain: String, encoded: String) {
        #expect(base64(plain) == encoded)
        let text = Array(encoded.utf8)
        #expect(base64Decoded(text) == Array(plain.utf8))
        let padded = text + Array(repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
        #expect(base64Decoded(padded) == Array(plain.utf8))
    }

    @Test func base64RoundTripInBothAlphabets() {
        var numbers = SeededNumbers(seed: 1)
        for length in 0..<200 {
            let bytes = numbers.bytes(length, of: .all)
            for urlSafe in [true, false] {
                let text = Base64.encode(bytes.span, urlSafe: urlSafe)
                let alphabet = urlSafe ? ByteSet.base64URL : .base64
                #expect(text.allSatisfy { alphabet.contains($0) }, "length \(length)")
                #expect(base64Decoded(text) == bytes, "length \(length)")
            }
        }
    }

    @Test func base64RefusesOtherBytes() {
        for byte in UInt8.min ... .max where Base64.sextet(of: byte) == nil {
            let text = [UInt8(ascii: "A"), byte, UInt8(ascii: "A")]
            #expect(base64Decoded(text) == nil, "byte \(byte)")
        }
    }

    @Test func base32CharactersAreEachOthersInverse() {
        for quintet in UInt8(0)..<32 {
            #expect(Base32.quintet(of: Base32.character(quintet)) == quintet)
        }
        #expect((UInt8.min ... .max).filter { Base32.quintet(of: $0) != nil }.count == 32)
    }

    @Test func positionalDigits() {
        #expect(PositionalDigits.base62.encode(61, width: 1) == Array("z".utf8))
        #expect(PositionalDigits.base62.encode(62, width: 6) == Array("000010".utf8))
        #expect(PositionalDigits.base36.encode(UInt64(UInt32.max), width: 7) == Array("1z141z3".utf8))
        #expect(PositionalDigits.upperHex.encode(0xCBF4_3926, width: 8) == Array("CBF43926".utf8))
        var numbers = SeededNumbers(seed: 2)
        for _ in 0..<500 {
            let value = UInt64.random(in: 0...UInt64(UInt32.max), using: &numbers)
            var text = PositionalDigits.base62.encode(value, width: 6)
            #expect(PositionalDigits.base62.spells(value, bytes: text), "\(value)")
            let index = Int.random(in: 0..<6, using: &numbers)
            text[index] = numbers.other(than: text[index], of: .alphanumerics)
            #expect(!PositionalDigits.base62.spells(value, bytes: text), "\(value)")
        }
    }

    @Test func positionalDigitsDoNotFitInTooFewPlaces() {
        let text = Array("000".utf8)
        #expect(!PositionalDigits.decimal.spells(1000, bytes: text))
    }

    @Test func marvinKnownValues() {
        // Vectors of the .NET runtime's own tests, folded to 32 bits.
        let seed: UInt64 = 0x004F_B61A_001B_DBCC
        let empty: [UInt8] = []
        #expect(marvin32(empty, seed: seed) == 0x30ED_35C1 ^ 0x00CD_3C7D)
        let one: [UInt8] = [0xAF]
        #expect(marvin32(one, seed: seed) == 0x48E7_3FC7 ^ 0x7D75_DDC1)
        #expect(Marvin32.seed("Default0") == 0x4465_6661_756C_7430)
    }

    @Test(arguments: [
        "{}", #"{"alg":"none"}"#, #" {"a":[1,-2.5e+3,true,false,null,"x\"\u00e9\\"],"b":{"c":{}}} "#,
        #"{"a":[[],[{}]]}"#,
    ])
    func jsonObjects(text: String) {
        #expect(reader(of: text).isComplete)
        // No beginning of it is an object, but for one that lacks white space at the end.
        for length in 0..<text.utf8.count {
            let head = String(decoding: text.utf8.prefix(length), as: UTF8.self)
            let isWhole = length == text.utf8.count - 1 && text.hasSuffix(" ")
            #expect(reader(of: head).isComplete == isWhole, "cut to \(head)")
        }
    }

    @Test(arguments: [
        "", "[]", "1", "{", "{]", "[}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{,}"#, "{}{}", "{} x", #"{"a":tru}"#,
        #"{"a":nulls}"#, #"{"a":"\x"}"#, #"{"a":"\u12g4"}"#, "{\"a\":\"\n\"}", #"{"a":[1,]}"#, #"{a:1}"#, #"{"a" 1}"#,
    ])
    func notJSONObjects(text: String) {
        #expect(!reader(of: text).isComplete)
    }

    @Test func jsonDepthIsBounded() {
        let deep = String(repeating: #"{"a":"#, count: 63) + "{}" + String(repeating: "}", count: 63)
        #expect(reader(of: deep).isComplete)
        #expect(reader(of: #"{"a":"# + deep + "}").hasFailed)
    }

    @Test(arguments: [
        (#"{"alg":1}"#, true), (#"{"typ":"JWT","alg":1}"#, true), (#"{"x":{"alg":1}}"#, false), (#"{"algo":1}"#, false),
        (#"{"al":1}"#, false), (#"{"x":"alg"}"#, false), (#"{"a\u006cg":1}"#, false),
    ])
    func wantedKeyIsFoundInTheOutermostObjectOnly(text: String, isThere: Bool) {
        let reader = reader(of: text)
        #expect(reader.isComplete)
        #expect(reader.hasWantedKey == isThere)
    }

    private func reader(of text: String) -> JSONObjectReader {
        var reader = JSONObjectReader(wantedKey: "alg")
        for byte in text.utf8 { reader.take(byte) }
        return reader
    }
}
