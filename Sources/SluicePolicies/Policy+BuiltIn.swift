// Policies that need no file.

public import SluiceModel

extension Policy {
    /// The policy in force where no file is given, the same in effect as `Rules/policies/default.yaml`:
    ///
    /// - the hosts, accounts and users that secrets belong to are reported;
    /// - secrets are masked both ways, unsure ones and published samples too;
    /// - published samples of payment data and national ids are masked in requests;
    /// - payment cards, bank accounts and national ids are masked both ways from confidence 50;
    /// - other personal data of at least low severity is masked in requests from confidence 50;
    /// - code of rules with the tag `block` is masked in responses from confidence 50; in a tool's call it blocks where
    ///   it is critical;
    /// - code below confidence 50 passes;
    /// - everything else is reported.
    public static let standard = Policy(
        name: "default",
        entries: [
            .deciding("locators", PolicyOutcome(action: .log)) {
                $0.categories = [.secret]
                $0.tags = ["locator"]
            },
            .masking("secrets") { $0.categories = [.secret] },
            .masking("samples-in-requests") {
                $0.categories = [.pii]
                $0.directions = [.request]
                $0.severities = [.high, .critical]
                $0.isSample = true
            },
            .masking("payment-data") {
                $0.categories = [.pii]
                $0.entities = ["CREDIT_CARD", "IBAN_CODE", "US_BANK_NUMBER"]
                $0.confidence = Confidence(percent: 50)...Confidence(percent: 100)
            },
            .masking("national-ids") {
                $0.categories = [.pii]
                $0.severities = [.high, .critical]
                $0.confidence = Confidence(percent: 50)...Confidence(percent: 100)
            },
            .masking("personal-data-in-requests") {
                $0.categories = [.pii]
                $0.directions = [.request]
                $0.severities = [.low, .medium, .high, .critical]
                $0.confidence = Confidence(percent: 50)...Confidence(percent: 100)
            },
            .deciding(
                "dangerous-code-in-tool-calls",
                PolicyOutcome(
                    action: .block,
                    message: "The tool call held code that attacks or destroys a machine."
                )
            ) {
                $0.describeDangerousCode()
                $0.tools = ["*"]
                $0.severities = [.critical]
            },
            .masking("dangerous-code-in-answers") { $0.describeDangerousCode() },
            .deciding("unsure-code", PolicyOutcome(action: .allow)) {
                $0.categories = [.code]
                $0.confidence = Confidence(percent: 0)...Confidence(percent: 49)
            },
        ]
    )

    /// A policy that treats all findings alike.
    ///
    /// - Parameters:
    ///   - action: what is done about findings of at least `threshold`.
    ///   - threshold: findings below it are reported only.
    ///   - style: how values are replaced.
    public static func uniform(
        action: Action,
        threshold: Confidence = Confidence(percent: 0),
        style: MaskStyle = .tagged
    ) -> Policy {
        var condition = PolicyCondition()
        condition.confidence = threshold...Confidence(percent: 100)
        let entry = PolicyEntry(name: "findings", when: condition, then: PolicyOutcome(action: action))
        return Policy(name: "uniform", defaultStyle: style, entries: [entry])
    }
}

extension PolicyEntry {
    fileprivate static func masking(_ name: String, _ describe: (inout PolicyCondition) -> Void) -> PolicyEntry {
        deciding(name, PolicyOutcome(action: .mask), describe)
    }

    fileprivate static func deciding(
        _ name: String,
        _ outcome: PolicyOutcome,
        _ describe: (inout PolicyCondition) -> Void
    ) -> PolicyEntry {
        var condition = PolicyCondition()
        describe(&condition)
        return PolicyEntry(name: name, when: condition, then: outcome)
    }
}

extension PolicyCondition {
    /// What is sure to be code without a legitimate use, in an answer.
    fileprivate mutating func describeDangerousCode() {
        categories = [.code]
        tags = ["block"]
        directions = [.response]
        confidence = Confidence(percent: 50)...Confidence(percent: 100)
    }
}
