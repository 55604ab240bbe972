// Which values say that a message ends.

extension JSONTree {
    /// Whether a value says anything: many servers write members that they have nothing for as `null`, `false`, 0, or an
    /// empty text, list or object.
    func isTelling(_ node: Node?) -> Bool {
        guard let node else { return false }
        switch kind(node) {
        case .string: return isText(node)
        case .number: return raw(node) != "0"
        case .literal: return raw(node) == "true"
        case .object, .array: return children(of: node).contains { _ in true }
        }
    }

    /// Whether a value is the reason why a message ends: a text, and none by which servers say that there is no reason
    /// yet.
    func isReason(_ node: Node?) -> Bool {
        isText(node) && !Self.noReasons.contains { isString(node, $0) }
    }

    private static let noReasons: [StaticString] = [
        "null", "none", "None", "NONE", "unspecified", "UNSPECIFIED", "FINISH_REASON_UNSPECIFIED",
    ]
}
