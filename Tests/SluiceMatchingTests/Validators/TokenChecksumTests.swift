// Tests of the checksums that vendors put into tokens.

import SluiceMatching
import Testing

/// A form of token: a validator, what is covered, and where its characters may be changed.
struct TokenForm: Sendable, CustomTestStringConvertible {
    let validator: String
    let prefix: String
    let body: Int
    let alphabet: ByteSet
    /// What stands between the body and the checksum.
    var joint = ""
    /// The alphabet of the checksum, with which a single wrong character is put in.
    var checksumAlphabet = ByteSet.alphanumerics
    /// How many characters follow the checksum, outside of it.
    var tail = 0
    /// Whether the prefix is covered as well.
    var coversPrefix = false

    var testDescription: String { "\(validator) \(prefix)" }

    static let all: [TokenForm] = [
        TokenForm(validator: "crc32-base62", prefix: "gh" + "p_", body: 30, alphabet: .alphanumerics),
        TokenForm(validator: "crc32-base62", prefix: "gh" + "r_", body: 70, alphabet: .alphanumerics),
        TokenForm(validator: "crc32-base62", prefix: "np" + "m_", body: 30, alphabet: .alphanumerics),
        TokenForm(validator: "crc32-base62", prefix: "vc" + "p_", body: 50, alphabet: .base64URL),
        TokenForm(
            validator: "gitlab-routable",
            prefix: "gl" + "pat-",
            body: 27,
            alphabet: .base64URL,
            joint: ".",
            coversPrefix: true
        ),
        TokenForm(
            validator: "gitlab-routable",
            prefix: "gl" + "pat-",
            body: 300,
            alphabet: .base64URL,
            joint: ".01.",
            coversPrefix: true
        ),
        TokenForm(
            validator: "crc32-hex",
            prefix: "ATA" + "TT3xFfGF0",
            body: 171,
            alphabet: .base64URL,
            joint: "=",
            coversPrefix: true
        ),
        TokenForm(validator: "crc32-hex", prefix: "AT" + "BB", body: 24, alphabet: .alphanumerics, coversPrefix: true),
        TokenForm(
            validator: "crc32-hex-le",
            prefix: "gl" + "sa_",
            body: 32,
            alphabet: .alphanumerics,
            joint: "_",
            coversPrefix: true
        ),
        TokenForm(validator: "crc32-hex-body", prefix: "zp" + "ka_", body: 32, alphabet: .alphanumerics, joint: "_"),
        TokenForm(
            validator: "github-fine-grained",
            prefix: "github" + "_pat_",
            body: 66,
            alphabet: .alphanumerics,
            tail: 8,
            coversPrefix: true
        ),
        TokenForm(
            validator: "bech32",
            prefix: "AGE-" + "SECRET-KEY-1",
            body: 52,
            alphabet: ByteSet("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
            checksumAlphabet: ByteSet("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")
        ),
    ]
}

struct TokenChecksumTests {
    @Test(arguments: TokenForm.all)
    func completedTokensHoldAndChangedOnesDoNot(form: TokenForm) throws {
        let validator = try #require(ValidatorRegistry.validator(named: form.validator))
        for seed in UInt64(0)..<6 {
            var numbers = SeededNumbers(seed: seed)
            let head = Array(form.prefix.utf8) + numbers.bytes(form.body, of: form.alphabet) + Array(form.joint.utf8)
            let checksum = try #require(validator.checksum(completing: head), "seed \(seed)")
            let tail = numbers.bytes(form.tail, of: .alphanumerics)
            let token = head + checksum + tail
            #expect(validator.validate(bytes: token) == .valid, "seed \(seed)")

            let first = form.coversPrefix ? 0 : form.prefix.utf8.count
            let bodyEnd = form.prefix.utf8.count + form.body
            for index in first..<bodyEnd {
                var wrong = token
                // Letters keep the separators, whose place decides what is covered.
                guard ByteSet.alphanumerics.contains(wrong[index]) else { continue }
                wrong[index] = numbers.other(than: wrong[index], of: form.alphabet.intersection(.alphanumerics))
                #expect(validator.validate(bytes: wrong) == .invalid, "seed \(seed), character \(index)")
            }
            for index in head.count..<head.count + checksum.count {
                var wrong = token
                wrong[index] = changed(wrong[index], alphabet: form.checksumAlphabet, with: &numbers)
                #expect(validator.validate(bytes: wrong) == .invalid, "seed \(seed), character \(index)")
            }
            #expect(validator.validate(bytes: Array(token.dropLast())) == .invalid, "seed \(seed), shortened")
        }
    }

    /// Another character, and not the same in the other case, as some checksums may be written in either.
    private func changed(_ byte: UInt8, alphabet: ByteSet, with numbers: inout SeededNumbers) -> UInt8 {
        var rest = alphabet
        rest.remove(byte)
        if ByteSet.letters.contains(byte) { rest.remove(byte ^ 0x20) }
        return numbers.other(than: byte, of: rest)
    }

    @Test func grafanaAndAtlassianDifferInByteOrderAndCase() {
        let zeros = String(repeating: "0", count: 32)
        #expect(CRC32Hex(.beforeSeparatorSwapped).completed("gl" + "sa_" + zeros + "_") != nil)
        let digits = "123456789"
        #expect(CRC32Hex(.everythingBefore).completed(digits) == digits + "CBF43926")
        #expect(CRC32Hex(.everythingBefore).validate(text: digits + "cbf43926") == .valid)
        #expect(CRC32Hex(.beforeSeparatorSwapped).completed(digits + "_") == digits + "_2639f4cb")
        #expect(CRC32Hex(.betweenSeparators).completed("x_" + digits + "_") == "x_" + digits + "_cbf43926")
        #expect(CRC32Hex(.beforeSeparatorSwapped).checksum(completing: Array(digits.utf8)) == nil)
        #expect(CRC32Hex(.betweenSeparators).checksum(completing: Array("x__".utf8)) == nil)
    }

    @Test func base62ChecksumCoversWhatFollowsTheFirstUnderscore() {
        // CRC32 of 123456789, 0xCBF43926 = 3,421,780,262, in base 62.
        #expect(CRC32Base62().completed("x" + "_123456789") == "x" + "_1234567893jZRME")
        #expect(CRC32Base62().completed("123456789") == "1234567893jZRME")
        #expect(CRC32Base62().validate(text: "a_b.c_0123456789") == .notApplicable)
        #expect(CRC32Base62().validate(text: "a_12345") == .invalid)
        #expect(CRC32Base62().checksum(completing: Array("a_".utf8)) == nil)
    }

    @Test func gitLabClassicTokensHoldNoChecksum() {
        #expect(GitLabRoutable().validate(text: "gl" + "pat-" + String(repeating: "x", count: 20)) == .notApplicable)
        #expect(GitLabRoutable().validate(text: "gl" + "pat-x.y") == .invalid)
        #expect(GitLabRoutable().checksum(completing: Array("nodash.".utf8)) == nil)
        #expect(GitLabRoutable().checksum(completing: Array("a-b".utf8)) == nil)
    }

    @Test(arguments: [
        // BIP 173 and BIP 350.
        "A12UEL5L", "a12uel5l",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "?1ezyfcl", "A1LQFN3A", "a1lqfn3a",
        "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx", "?1v759aa",
    ])
    func bech32Vectors(text: String) {
        #expect(Bech32().validate(text: text) == .valid)
    }

    @Test(arguments: [
        "pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8", "10a06t8", "1qzzfhee", "A12uEL5L", "",
    ])
    func notBech32(text: String) {
        #expect(Bech32().validate(text: text) == .invalid)
    }

    @Test func ageTestKey() {
        // age's own test key, 32 bytes of 0x42.
        let data = String(repeating: "GFPYYSJZ", count: 6) + "GFPQ"
        let whole = "AGE-" + "SECRET-KEY-1" + data + "4EGAEX"
        #expect(Bech32().validate(text: whole) == .valid)
        #expect(Bech32().completed("AGE-" + "SECRET-KEY-1" + data) == whole)
    }
}
