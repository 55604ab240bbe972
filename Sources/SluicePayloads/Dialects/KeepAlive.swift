// Which events carry nothing.

extension JSONTree {
    /// Whether an event holds nothing but its type, which is one of `types`, and the number that its stream counts
    /// events with. Whatever else is in an event has to be read, also where its type says that it carries nothing.
    func isKeepAlive(_ types: [StaticString]) -> Bool {
        guard kind(root) == .object else { return false }
        return children(of: root).allSatisfy { member in
            if isNamed(member, "type") { return types.contains { isString(member, $0) } }
            return isNamed(member, "sequence_number") && kind(member) == .number && isShortNumber(member)
        }
    }
}
