// Tests of Azure's two kinds of keys with checksums.

import SluiceMatching
import Testing

struct AzureKeyTests {
    @Test func identifiableKeysOfEveryFamily() throws {
        let validator = AzureIdentifiableKey()
        #expect(AzureKeyFamily.all.count == 14)
        for family in AzureKeyFamily.all {
            let alphabet: ByteSet = family.isURLSafe ? .base64URL : .base64
            var numbers = SeededNumbers(seed: UInt64(family.signatureOffset))
            for round in 0..<5 {
                let head = numbers.bytes(family.signatureOffset, of: alphabet) + Array("\(family.signature)".utf8)
                let checksum = try #require(validator.checksum(completing: head))
                let key = head + checksum
                #expect(key.count % 4 == 0)
                #expect(validator.validate(bytes: key) == .valid, "\(family.signature), round \(round)")
                // Without padding, as in URLs.
                let bare = key.filter { $0 != UInt8(ascii: "=") }
                #expect(validator.validate(bytes: bare) == .valid, "\(family.signature), round \(round)")
                for index in bare.indices {
                    if (family.signatureOffset..<family.signatureOffset + 4).contains(index) { continue }
                    // Seeds such as MastRW00 and MastRO00 differ by what a change of the first four bytes may make up
                    // for.
                    if family.seeds.count > 1, index < 6 { continue }
                    // The last character also holds bits that are not part of the key.
                    if index == bare.count - 1 { continue }
                    var wrong = key
                    wrong[index] = numbers.other(than: wrong[index], of: .alphanumerics)
                    #expect(validator.validate(bytes: wrong) == .invalid, "\(family.signature), character \(index)")
                }
            }
        }
    }

    @Test func keysHaveThePublishedLengths() throws {
        let lengths = ["+ASt": 88, "ACDb": 88, "AzCa": 44, "AIoT": 44, "AzSe": 52, "+ACR": 52, "AzFu": 56]
        for (signature, length) in lengths {
            let family = try #require(AzureKeyFamily.all.first { "\($0.signature)" == signature })
            let head = Array(repeating: UInt8(ascii: "A"), count: family.signatureOffset) + Array(signature.utf8)
            let checksum = try #require(AzureIdentifiableKey().checksum(completing: head))
            #expect(head.count + checksum.count == length, "\(signature)")
        }
    }

    @Test func keysWithoutSignatureAreNotChecked() {
        let validator = AzureIdentifiableKey()
        #expect(validator.validate(text: String(repeating: "A", count: 86) + "==") == .notApplicable)
        #expect(validator.validate(text: "") == .notApplicable)
        #expect(validator.checksum(completing: Array(repeating: 65, count: 80)) == nil)
        // A signature in a key that is too long.
        let long = String(repeating: "A", count: 76) + "+ASt" + String(repeating: "A", count: 8)
        #expect(validator.validate(text: long) == .invalid)
    }

    @Test(arguments: ["JQQJ" + "99", "JQQJ" + "9D", "JQQJ" + "9H"])
    func annotatedKeys(mark: String) throws {
        let validator = AzureAnnotatedKey()
        for seed in UInt64(0)..<20 {
            var numbers = SeededNumbers(seed: seed)
            let head =
                numbers.bytes(52, of: .alphanumerics) + Array(mark.utf8) + Array("BD".utf8)
                + numbers.bytes(16, of: .alphanumerics) + Array("ACOG".utf8)
            let checksum = try #require(validator.checksum(completing: head))
            #expect(checksum.count == 4)
            #expect(validator.validate(bytes: head + checksum) == .valid, "seed \(seed)")
            for index in head.indices where !(52..<57).contains(index) {
                var wrong = head + checksum
                wrong[index] = numbers.other(than: wrong[index], of: .alphanumerics)
                #expect(validator.validate(bytes: wrong) == .invalid, "seed \(seed), character \(index)")
            }
        }
    }

    @Test func annotatedKeysWithTheOtherEndings() throws {
        var numbers = SeededNumbers(seed: 7)
        let head = numbers.bytes(52, of: .alphanumerics) + Array(("JQQJ" + "99BDAAAAAAAAAAAAAAAAAAAZDO").utf8)
        let covered = Array(head.prefix(80))
        try #require(covered.count == 80)
        let bytes = try #require(base64Decoded(covered))
        let hash = marvin32(bytes, seed: Marvin32.seed("Default0"))
        let little = (0..<4).map { UInt8(truncatingIfNeeded: hash >> UInt32(8 * $0)) }
        let encoded = Base64.encode(little.span)
        #expect(AzureAnnotatedKey().validate(bytes: covered + encoded.prefix(4)) == .valid)
        #expect(AzureAnnotatedKey().validate(bytes: covered + encoded + Array("==".utf8)) == .valid)
        #expect(AzureAnnotatedKey().validate(bytes: covered + Array("!!!!".utf8)) == .invalid)
        #expect(AzureAnnotatedKey().validate(bytes: covered) == .invalid)
        #expect(AzureAnnotatedKey().validate(text: String(repeating: "A", count: 84)) == .notApplicable)
    }
}
