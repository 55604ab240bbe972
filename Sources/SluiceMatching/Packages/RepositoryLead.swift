// What leads to the address of a Swift package.

/// What leads to the address of a Swift package.
enum RepositoryLead: Sendable {
    /// The text of the place alone.
    case text
    /// `.package(` or `.remote(` before `url:`, also with the package's name between.
    case call
    /// `"kind" : "remoteSourceControl",` before `"location"`, as in Package.resolved.
    case kind

    private static let calls = ["package(", "remote("].map { Array($0.utf8) }
    private static let name = Array("name".utf8)
    private static let kindValue = Array("\"remoteSourceControl\",".utf8)

    /// Whether it stands before the text at `position`.
    func stands(before position: Int, in window: borrowing ByteWindow) -> Bool {
        var end = position
        switch self {
        case .text: return true
        case .kind:
            end = PackageText.spaceStart(before: end, in: window)
            return window.hasPrefix(Self.kindValue, at: end - Self.kindValue.count)
        case .call:
            end = PackageText.spaceStart(before: end, in: window)
            if window.byte(before: end) == UInt8(ascii: ",") {
                guard let entry = PackageText.entry(Self.name, before: end - 1, in: window) else { return false }
                end = PackageText.spaceStart(before: entry.key, in: window)
            }
            for call in Self.calls where window.hasPrefix(call, at: end - call.count) { return true }
            return false
        }
    }
}
