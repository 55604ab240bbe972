// The account number inside a Discord token.

/// The part before the first dot is the base 64 of the account's snowflake, a decimal number of 17 to 20 digits.
///
/// Source: Discord's reference of snowflakes and of bot tokens.
package struct DiscordToken: Validator {
    package let name = "discord-id"
    package let summary = "The part before the first dot is the base 64 of a Discord account number (17 to 20 digits)."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard let dot = value.firstIndex(of: UInt8(ascii: ".")), dot <= 28,
            let bytes = Base64.decode(value.extracting(0..<dot)), (17...20).contains(bytes.count)
        else { return .invalid }
        return bytes.allSatisfy { ByteSet.digits.contains($0) } ? .valid : .invalid
    }
}
