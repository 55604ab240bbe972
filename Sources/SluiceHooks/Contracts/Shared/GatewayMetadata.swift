// Gathers what a gateway says about a message.

import SluicePayloads

/// Gathers what a gateway says about a message, within bounds.
///
/// Part of it comes from the gateway's callers, so nothing of it is an error: what is too long or too much is left out.
/// What is added first stays, so the gateway's own words go first and cannot be pushed out or replaced.
struct GatewayMetadata {
    private static let mostNames = 64
    private static let mostBytes = 8_192
    private static let longest = 512

    /// What was gathered.
    private(set) var values: [String: String] = [:]
    private var size = 0

    /// Adds a value under a name that has none yet.
    mutating func add(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty, values[name] == nil, values.count < Self.mostNames else { return }
        let more = name.utf8.count + value.utf8.count
        guard more <= Self.longest, size + more <= Self.mostBytes else { return }
        size += more
        values[name] = value
    }

    /// Adds the members of an object that are texts, numbers or flags.
    ///
    /// - Parameter prefix: stands before every name.
    mutating func add(membersOf node: JSONTree.Node?, in json: JSONTree, prefix: String = "") {
        guard let node else { return }
        json.forEachText(of: node) { name, value in add(prefix + name, value) }
    }
}
