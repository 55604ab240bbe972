// The kinds of Azure's identifiable keys, with their signatures and checksum seeds.

/// A service whose keys carry a signature of four characters and a Marvin32 checksum behind it.
///
/// Source: microsoft/security-utilities, which publishes signatures and seeds for scanners.
package struct AzureKeyFamily: Sendable {
    /// The four characters before the checksum.
    package let signature: StaticString
    /// How many characters precede the signature: 76 in a key of 64 bytes, 33 of 32, 42 of 39, 44 of 40.
    package let signatureOffset: Int
    /// The kinds of key, as the eight characters that their seeds are made of.
    package let seeds: [UInt64]
    /// Whether the service writes `-` and `_` for `+` and `/`.
    package let isURLSafe: Bool

    private init(_ signature: StaticString, at offset: Int, seeds: [StaticString], isURLSafe: Bool = false) {
        self.signature = signature
        self.signatureOffset = offset
        self.seeds = seeds.map { Marvin32.seed($0) }
        self.isURLSafe = isURLSafe
    }

    private static let messagingSeeds: [StaticString] = ["Send0000", "Manage00", "Listen00", "System00", "Unknown0"]

    /// All kinds that are known.
    package static let all: [AzureKeyFamily] = [
        // Storage.
        AzureKeyFamily("+ASt", at: 76, seeds: ["Default0"]),
        // Cosmos DB.
        AzureKeyFamily(
            "ACDb",
            at: 76,
            seeds: ["MastRW00", "MastRO00", "SysAll00", "SystRW00", "SystRO00", "Resour00", "Encryp00"]
        ),
        // Batch.
        AzureKeyFamily("+ABa", at: 76, seeds: ["AbAcct00"]),
        // API Management. The seed of subscription keys is published as that of IoT hubs.
        AzureKeyFamily("APIM", at: 76, seeds: ["Tenant00", "IoTHub00", "Gatewy00", "GitKey00"]),
        // Machine Learning, classic web services.
        AzureKeyFamily("+AMC", at: 76, seeds: ["Classic0"]),
        // Cache for Redis.
        AzureKeyFamily("AzCa", at: 33, seeds: ["Access00"]),
        // IoT Hub, its device provisioning, its devices.
        AzureKeyFamily("AIoT", at: 33, seeds: ["IoTHub00", "DpsKey00", "Device00"]),
        // Service Bus, Event Hubs, Relay.
        AzureKeyFamily("+ASb", at: 33, seeds: messagingSeeds),
        AzureKeyFamily("+AEh", at: 33, seeds: messagingSeeds),
        AzureKeyFamily("+ARm", at: 33, seeds: messagingSeeds),
        // Event Grid.
        AzureKeyFamily("AZEG", at: 33, seeds: ["Default0"]),
        // Search: query and admin keys.
        AzureKeyFamily("AzSe", at: 42, seeds: ["Query000", "PAdmin00"]),
        // Container Registry.
        AzureKeyFamily("+ACR", at: 42, seeds: ["ACRDflt0"]),
        // Functions: master, system and function keys.
        AzureKeyFamily("AzFu", at: 44, seeds: ["Functi00", "System00", "Master00"], isURLSafe: true),
    ]

    /// The family whose signature stands in `value`, or nil.
    package static func family(of value: Span<UInt8>) -> AzureKeyFamily? {
        for family in all where value.holds(family.signature, at: family.signatureOffset) { return family }
        return nil
    }
}
