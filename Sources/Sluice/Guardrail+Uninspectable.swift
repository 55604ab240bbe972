// What a policy says of a part of a message that came without the message.

package import SluiceModel
package import SluicePolicies

extension Guardrail {
    /// What a filter would say of a part that cannot be looked into, for a caller that was told of it alone: nothing
    /// where the policy lets such parts pass.
    package func output(of part: Uninspectable, context: PolicyContext) -> FilterOutput {
        var output = FilterOutput()
        let decision = boundPolicy.view(for: context).decide(part)
        guard decision.wouldBe > .allow else { return output }
        let place = DocumentEditor.Place(offset: 0, line: 1, column: 1)
        output.findings.append(LocatedFinding(part, at: place, path: "$", decision: decision))
        if decision.action == .block {
            output.blockedAt = FilterOutput.Blocked(part.reportedAs, at: place, message: decision.message)
        }
        return output
    }
}
