// All validators, by name.

/// All validators that rule files may name. A new validator is one file and one line here.
package enum ValidatorRegistry {
    /// Every validator.
    package static let all: [any Validator] =
        [
            // Check digits.
            Luhn(), Mod97(), Verhoeff(),
            // Checksums of tokens.
            CRC32Base62(), CRC32Hex(.everythingBefore), CRC32Hex(.beforeSeparatorSwapped), CRC32Hex(.betweenSeparators),
            GitLabRoutable(), GitHubFineGrained(), AzureIdentifiableKey(), AzureAnnotatedKey(), Bech32(),
            EthereumAddress(), XRPAddress(), SolanaAddress(),
            // Structures.
            JSONWebToken(), Base64JSON(), PyPIMacaroon(), AWSKeyID(), DiscordToken(),
            // Personal data.
            PaymentCard(), IBAN(), USSocialSecurityNumber(), CalendarDateText(), MachineReadableZone(),
            // What random values look like.
            RandomLooking(), MixedClasses(),
        ] + NumberCheck.all.map { $0 as any Validator }

    /// The validator of a name, or nil.
    package static func validator(named name: String) -> (any Validator)? {
        byName[name]
    }

    /// The check of a name as `number:` rules use it, or nil.
    package static func numberCheck(named name: String) -> NumberCheck? {
        guard let validator = byName[name] else { return nil }
        if let check = validator as? NumberCheck { return check }
        return NumberCheck(name, validator.summary, lengths: Set(2...NumberCode.longest), isProof: false) { code in
            let bytes = (0..<code.count).map { code[$0] }
            return validator.validate(bytes.span)
        }
    }

    private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
