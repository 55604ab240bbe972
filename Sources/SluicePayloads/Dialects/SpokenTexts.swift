// The texts of an answer that have been said.

/// The texts of an answer that have been said, by their paths, so that what says one again is told from what stands for
/// itself: only what is said again need not be reported again.
struct SpokenTexts: Sendable {
    /// Of further texts it is not known; they are reported as often as they come.
    private static let most = 4_096

    private var paths: Set<String> = []
    /// The id of the answer, as it is written; empty while it is not known.
    private var answer: [UInt8] = []

    /// Forgets all texts if `id` is that of another answer. The result says whether it is.
    @discardableResult
    mutating func begin(_ id: JSONTree.Node?, of json: JSONTree) -> Bool {
        guard let id, json.isText(id) else { return false }
        let name = json.bytes[json.content(id)]
        guard !answer.elementsEqual(name) else { return false }
        let isAnother = !answer.isEmpty
        answer = Array(name)
        if isAnother { paths.removeAll() }
        return isAnother
    }

    /// Whether the text at `path` has been said.
    func contains(_ path: String) -> Bool { paths.contains(path) }

    /// Notes that the text at `path` has been said.
    mutating func insert(_ path: String) {
        if paths.count < Self.most { paths.insert(path) }
    }
}
