// All hand-written matchers, by name.

/// All hand-written matchers that rule files may name. A new matcher is one file and one line here.
package enum MatcherRegistry {
    /// Every matcher's type.
    package static let all: [any NamedMatcher.Type] = [
        // Secrets.
        AssignmentMatcher.self, AuthorizationHeaderMatcher.self, CLIPasswordMatcher.self, ColumnMatcher.self,
        ConnectionStringMatcher.self, JWTMatcher.self, KubernetesSecretMatcher.self, MnemonicMatcher.self,
        PEMPrivateKeyMatcher.self, SQLInsertMatcher.self, URLPasswordMatcher.self,
        // Addresses.
        EmailMatcher.self, IPv4Matcher.self, IPv6Matcher.self, MACAddressMatcher.self, CryptoAddressMatcher.self,
        // Numbers.
        PaymentCardMatcher.self, IBANMatcher.self, PhoneMatcher.self, DateMatcher.self,
        // Code.
        CodeFingerprintMatcher.self, ForkBombMatcher.self,
        // Packages.
        PackageReferenceMatcher.self,
        // Licences.
        LicenseFieldMatcher.self, LicenseNoticeMatcher.self, LicenseTagMatcher.self, LicenseTextMatcher.self,
        // Names.
        NameTaggerMatcher.self,
    ]

    /// The type of a name, or nil.
    package static func type(named name: String) -> (any NamedMatcher.Type)? {
        all.first { $0.name == name }
    }
}
