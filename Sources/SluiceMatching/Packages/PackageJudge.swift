// Decides which packages are told.

/// Decides which packages are told.
struct PackageJudge: Sendable {
    /// Which packages are told.
    enum Search: String, CaseIterable, Sendable {
        /// Those on the list.
        case listed
        /// Those that are not on it, of registries that it has packages of.
        case unlisted
        /// Those that resemble one on the list.
        case lookAlikes = "look-alikes"
    }

    let search: Search
    let distance: Int
    let list: PackageList
    let exceptions: PackageList

    /// What is told of a package.
    enum Verdict {
        /// Nothing.
        case pass
        /// It must not be there; the number of the package on the list that explains it.
        case told(Int?)
    }

    /// Words that end a command in prose (`pip install the package`), where what is not listed is told.
    private static let prose: Set<String> = [
        "a", "an", "the", "this", "that", "it", "all", "any", "some", "your", "my", "our", "to", "and", "or", "in",
        "on", "for", "with",
        "from", "as", "of", "if", "is", "will", "can", "should", "then", "again", "before", "after", "first", "into",
        "by", "at",
        "when", "where", "which", "not", "command", "packages", "dependencies", "using", "inside",
    ]

    /// Whether a word ends a command, because it is one of prose.
    func endsCommand(_ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        guard search != .listed, range.count <= 12 else { return false }
        return Self.prose.contains(String(decoding: window.copy(range), as: UTF8.self).lowercased())
    }

    /// What is told of the package with the name in a range.
    func verdict(
        _ range: Range<Int>,
        _ ecosystem: PackageEcosystem,
        isName: Bool,
        in window: borrowing ByteWindow
    ) -> Verdict {
        guard list.covers(ecosystem), let name = PackageName(ecosystem, range, in: window) else { return .pass }
        return verdict(name, isName: isName)
    }

    /// What is told of a package.
    ///
    /// - Parameter isName: whether it is written as a name of the registry.
    func verdict(_ name: PackageName, isName: Bool) -> Verdict {
        guard list.covers(name.ecosystem), exceptions.number(of: name) == nil else { return .pass }
        switch search {
        case .listed:
            if let number = number(of: name) { return .told(number) }
        case .unlisted:
            if isName, number(of: name) == nil { return .told(nil) }
        case .lookAlikes:
            if isName, let number = list.resembled(by: name, distance: distance) { return .told(number) }
        }
        return .pass
    }

    /// The number of a package on the list, or of the longest beginning of its name that stands for it.
    private func number(of name: PackageName) -> Int? {
        if let number = list.number(of: name) { return number }
        var number: Int?
        name.forEachBeginning { number = number ?? list.number(of: $0) }
        return number
    }

    /// What a finding says of a package.
    func label(of number: Int) -> String? {
        guard let label = list.label(of: number) else { return nil }
        return search == .lookAlikes ? "resembles \(label)" : label
    }
}
