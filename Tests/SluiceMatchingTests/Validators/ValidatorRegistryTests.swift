// Tests of the registry, and of every validator with random input.

import SluiceMatching
import Testing

struct ValidatorRegistryTests {
    @Test func namesAreUniqueAndFound() {
        let names = ValidatorRegistry.all.map(\.name)
        #expect(Set(names).count == names.count)
        for validator in ValidatorRegistry.all {
            #expect(ValidatorRegistry.validator(named: validator.name)?.summary == validator.summary)
            #expect(validator.name.utf8.allSatisfy { ByteSet("abcdefghijklmnopqrstuvwxyz0123456789-").contains($0) })
            #expect(validator.summary.hasSuffix(".") && validator.summary.utf8.count > 20, "\(validator.name)")
        }
        #expect(ValidatorRegistry.validator(named: "no-such-check") == nil)
    }

    @Test(arguments: [
        "luhn", "mod-97", "verhoeff", "crc32-base62", "crc32-hex", "crc32-hex-le", "crc32-hex-body", "gitlab-routable",
        "github-fine-grained", "azure-identifiable-key", "azure-annotated-key", "bech32", "jwt", "base64-json",
        "pypi-macaroon", "aws-key-id", "discord-id", "payment-card", "iban", "us-ssn", "calendar-date",
        "random-looking",
        "mixed-classes",
    ])
    func ruleFilesMayName(name: String) {
        #expect(ValidatorRegistry.validator(named: name) != nil)
    }

    /// No input may trap, and the same input gets the same answer.
    @Test(arguments: ValidatorRegistry.all.map(\.name))
    func randomInputOfEveryLength(name: String) throws {
        let validator = try #require(ValidatorRegistry.validator(named: name))
        let starts = [
            "", "a_", "eyJ", "py" + "pi-AgEI", "gl" + "pat-", "DE", "A1", ".", "AKIA",
            String(repeating: "A", count: 52) + "JQQJ9", String(repeating: "A", count: 33) + "AzCa",
            String(repeating: "A", count: 76) + "+ASt",
        ].map { Array($0.utf8) }
        let sets: [ByteSet] = [.all, .base64URL.union(ByteSet(".")), .digits.union(ByteSet(" -")), .base32, .lowerHex]
        for length in 0...300 {
            var numbers = SeededNumbers(seed: UInt64(length))
            for round in 0..<3 {
                let set = sets[(length + round) % sets.count]
                let start = starts[Int.random(in: starts.indices, using: &numbers)]
                let value = Array((start + numbers.bytes(length, of: set)).prefix(length))
                let answer = validator.validate(bytes: value)
                #expect(validator.validate(bytes: value) == answer, "length \(length), round \(round)")
                if let checksum = validator.checksum(completing: value) {
                    #expect(checksum.count > 0 && checksum.count <= 9, "length \(length), round \(round)")
                }
            }
        }
    }

    /// Random values hardly ever pass a checksum.
    @Test(arguments: [
        "crc32-base62", "crc32-hex", "crc32-hex-le", "crc32-hex-body", "gitlab-routable", "github-fine-grained",
        "azure-identifiable-key", "azure-annotated-key", "bech32", "jwt", "base64-json", "pypi-macaroon", "discord-id",
        "iban",
    ])
    func randomValuesDoNotPass(name: String) throws {
        let validator = try #require(ValidatorRegistry.validator(named: name))
        var numbers = SeededNumbers(seed: 10)
        for round in 0..<2000 {
            let length = [20, 40, 44, 84, 88, 93][round % 6]
            #expect(validator.validate(bytes: numbers.bytes(length, of: .base64URL)) != .valid, "round \(round)")
        }
    }
}
