// All contracts.

/// All contracts that are answered; a new one is one line here.
package enum ContractRegistry {
    /// The contracts, of which each route must be another.
    package static func all(sessions: SessionStore) -> [any GatewayContract] {
        [
            CheckContract(),
            FilterContract(),
            SessionContract(sessions: sessions),
            PortkeyContract(),
            TrueFoundryContract(),
            LiteLLMContract(),
            AgentGatewayContract(),
            KongGuardrailContract(),
            KongSanitizerContract(),
            ApplyGuardrailContract(),
            ModerationsContract(),
            NeMoContract(),
            LLMGuardContract(),
        ]
    }
}
