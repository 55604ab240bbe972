// The beginnings of all texts that a run of pieces can start with.

/// The beginnings of everything that a list of pieces can match, piece by piece.
///
/// Every text that the pieces match begins with one of `strings`; an open string has followed the pieces exactly and
/// can be made longer, a closed one cannot.
struct LiteralExpansion {
    struct Start: Equatable {
        private(set) var elements: [ByteSet] = []
        var isOpen = true
        private var digest: UInt64 = 5381

        /// Makes the string longer.
        mutating func append(_ set: ByteSet) {
            elements.append(set)
            digest = (digest &* 33) ^ set.digest
        }

        static func == (left: Start, right: Start) -> Bool {
            left.digest == right.digest && left.isOpen == right.isOpen && left.elements == right.elements
        }
    }

    /// The longest string.
    let maximumElements: Int
    /// The most strings.
    let maximumStrings: Int
    private(set) var strings = [Start()]

    init(maximumElements: Int, maximumStrings: Int) {
        self.maximumElements = maximumElements
        self.maximumStrings = maximumStrings
    }

    /// A set of more characters than this, letters counted once for both cases, says too little.
    private static let maximumWidth = 16

    /// Whether a byte of `set` says enough to be part of a string.
    static func isNarrow(_ set: ByteSet) -> Bool {
        !set.isEmpty && set.countIgnoringCase <= maximumWidth
    }

    /// Makes the open strings longer by a piece; false, and nothing changes, where that is impossible.
    mutating func extend(by piece: LiteralPiece) -> Bool {
        guard strings.contains(where: \.isOpen) else { return false }
        switch piece {
        case .gap: return false
        case .element(let set):
            guard Self.isNarrow(set) else { return false }
            for index in strings.indices where strings[index].isOpen {
                strings[index].append(set)
                strings[index].isOpen = strings[index].elements.count < maximumElements
            }
            return true
        case .choice(let alternatives):
            guard alternatives.count <= maximumStrings else { return false }
            var endings: [Start] = []
            for alternative in alternatives {
                endings += expansion(of: alternative)
                guard endings.count <= maximumStrings else { return false }
            }
            return append(endings)
        }
    }

    private func expansion(of pieces: [LiteralPiece]) -> [Start] {
        var inner = LiteralExpansion(maximumElements: maximumElements, maximumStrings: maximumStrings)
        for piece in pieces where !inner.extend(by: piece) {
            inner.close()
            break
        }
        return inner.strings
    }

    private mutating func close() {
        for index in strings.indices { strings[index].isOpen = false }
    }

    private mutating func append(_ endings: [Start]) -> Bool {
        // There are so few that a look at each, which compares their digests, is quicker than a table.
        var result: [Start] = []
        for string in strings {
            guard string.isOpen else {
                if !result.contains(string) { result.append(string) }
                continue
            }
            for ending in endings {
                var extended = string
                for set in ending.elements.prefix(maximumElements - string.elements.count) { extended.append(set) }
                extended.isOpen = ending.isOpen && extended.elements.count < maximumElements
                if !result.contains(extended) { result.append(extended) }
                guard result.count <= maximumStrings else { return false }
            }
        }
        strings = result
        return true
    }
}
