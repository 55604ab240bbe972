// The arguments of a command that code holds in a list.

/// Goes through the arguments of a command that code holds in a list, each in quotation marks, behind its name:
/// `["pip", "install", "a", "b==1"]`.
struct PackageArgumentList: PackageArguments {
    private let ecosystem: PackageEcosystem
    private let limit: Int
    private(set) var offset: Int
    private var skipsNext = false

    /// Begins at `start`, behind the command's quotation mark, and reads no further than `limit`.
    init(_ ecosystem: PackageEcosystem, from start: Int, limit: Int) {
        self.ecosystem = ecosystem
        self.limit = limit
        offset = start
    }

    private static let gaps = ByteSet(ascii: " \t\r\n,")
    private static let quotes = ByteSet(ascii: "\"'")
    private static let printable = ByteSet(0x20...0x7E)

    mutating func next(in window: borrowing ByteWindow) throws(AwaitsBytes) -> PackageCommand.Argument? {
        while true {
            offset = try window.peekRunEnd(of: Self.gaps, from: offset, limit: limit)
            guard offset < limit, let quote = try window.peek(offset), Self.quotes.contains(quote) else { return nil }
            let first = offset + 1
            var rest = Self.printable
            rest.remove(quote)
            let end = try window.peekRunEnd(of: PackageText.pathBytes, from: first, limit: limit)
            let close = try window.peekRunEnd(of: rest, from: end, limit: limit)
            guard close < limit, try window.peek(close) == quote else { return nil }
            offset = close + 1
            let isValue = skipsNext
            skipsNext = PackageCommand.takesValue(first..<end, ecosystem, in: window)
            guard !isValue, !skipsNext, end > first, window[first] != UInt8(ascii: "-") else { continue }
            return PackageCommand.argument(first..<end, ecosystem, in: window)
        }
    }

    /// Where the tool's name ends that stands before the command at `position`, in quotation marks like its; nil where
    /// none does.
    static func toolEnd(before position: Int, in window: borrowing ByteWindow) -> Int? {
        let limit = position - PackageText.longestGap
        let comma = window.runStart(of: PackageText.blanks, before: position, limit: limit) - 1
        guard window.byte(at: comma) == UInt8(ascii: ",") else { return nil }
        let quote = window.runStart(of: PackageText.blanks, before: comma, limit: limit) - 1
        guard let byte = window.byte(at: quote), byte == window.byte(at: position), quotes.contains(byte) else {
            return nil
        }
        return quote
    }
}
