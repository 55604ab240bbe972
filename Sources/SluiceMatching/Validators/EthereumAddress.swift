// The checksum of Ethereum addresses.

/// The case of an Ethereum address's letters is its checksum: a letter is a capital where the Keccak-256 of the address
/// in small letters has a digit of 8 or more.
///
/// Source: EIP-55. Addresses in one case have no checksum.
package struct EthereumAddress: Validator {
    package let name = "eip-55"
    package let summary = "The case of the 40 hexadecimal digits is the checksum of an Ethereum address (EIP-55)."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        let start = value.count - Self.digits
        guard start == 0 || start == 2 else { return .invalid }
        let digits = (start..<value.count).map { value[$0] }
        guard digits.allSatisfy(ByteSet.hex.contains) else { return .invalid }
        let hasUpper = digits.contains(where: ByteSet.upperCase.contains)
        let hasLower = digits.contains(where: ByteSet.lowerCase.contains)
        guard hasUpper, hasLower else { return .notApplicable }
        return Self.spelled(digits) == digits ? .valid : .invalid
    }

    private static let digits = 40

    private static func spelled(_ digits: [UInt8]) -> [UInt8] {
        let lower = digits.map(\.asciiLowercased)
        let hash = Keccak256.hash(lower)
        return lower.enumerated().map { index, digit in
            let nibble = index % 2 == 0 ? hash[index / 2] >> 4 : hash[index / 2] & 15
            return nibble >= 8 && ByteSet.lowerCase.contains(digit) ? digit - 32 : digit
        }
    }
}
