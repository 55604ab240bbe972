// Checksums of addresses of cryptocurrencies, against values computed elsewhere and plain second implementations.

import SluiceMatching
import Testing

struct AddressChecksumTests {
    private static func validation(_ name: String, _ text: String) throws -> Validation {
        let validator = try #require(ValidatorRegistry.validator(named: name))
        let bytes = Array(text.utf8)
        return validator.validate(bytes.span)
    }

    /// The first four are those of EIP-55; the others hold the bytes `sluice-example-data1` and 9A…AD.
    private static let ethereum = [
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        "0x736c756963652d6578616d706C652D6461746131", "0x9a9b9C9d9E9fa0a1A2A3A4A5a6A7a8A9AaAbacad",
    ]

    @Test(arguments: ethereum) func capitalsAreTheChecksum(address: String) throws {
        #expect(try Self.validation("eip-55", address) == .valid)
        #expect(try Self.validation("eip-55", String(address.dropFirst(2))) == .valid)
        #expect(try Self.validation("eip-55", address.lowercased()) == .notApplicable)
        #expect(try Self.validation("eip-55", String(address.dropLast())) == .invalid)
        var letters = Array(address)
        for index in letters.indices.dropFirst(2) where letters[index].isLetter {
            let letter = letters[index]
            letters[index] = Character(letter.isUppercase ? letter.lowercased() : letter.uppercased())
            #expect(try Self.validation("eip-55", String(letters)) != .valid)
            letters[index] = letter
        }
    }

    @Test func addressesOfTheXRPLedger() throws {
        let address = "rBXJdu3okyaBpb6NDiqo9KfFvR8EeaG8yY"
        for known in [address, "rrrrrrrrrrrrrrrrrrrrrhoLvTp", "rrrrrrrrrrrrrrrrrrrrBZbvji"] {
            #expect(try Self.validation("xrp-address", known) == .valid)
        }
        for place in 1..<address.count {
            var letters = Array(address)
            letters[place] = letters[place] == "r" ? "p" : "r"
            #expect(try Self.validation("xrp-address", String(letters)) == .invalid)
        }
        #expect(try Self.validation("xrp-address", "0OIl") == .invalid)
    }

    @Test func solanaHasNoChecksum() throws {
        let address = "8mZonSsnuyr2EtYR22TMbwZU9DLrGWyArPayeC6mo8cw"
        #expect(try Self.validation("solana-address", address) == .notApplicable)
        #expect(try Self.validation("solana-address", String(repeating: "z", count: 44)) == .invalid)
        #expect(try Self.validation("solana-address", String(repeating: "0", count: 40)) == .invalid)
    }

    /// Division of a decimal text by hand, digit by digit, gives the bytes that `decode` multiplies together.
    @Test(arguments: 0..<40 as Range<UInt64>) func base58DecodesWhatLongDivisionEncodes(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let count = Int.random(in: 1...40, using: &generator)
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let digits = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
        var number = bytes
        var text: [UInt8] = []
        while number.contains(where: { $0 != 0 }) {
            var rest = 0
            for index in number.indices {
                rest = rest * 256 + Int(number[index])
                number[index] = UInt8(rest / 58)
                rest %= 58
            }
            text.insert(digits[rest], at: 0)
        }
        #expect(Base58.decode(text.span, count: bytes.count) == bytes, "seed \(seed)")
        if bytes[0] != 0 { #expect(Base58.decode(text.span, count: bytes.count - 1) == nil, "seed \(seed)") }
    }
}
