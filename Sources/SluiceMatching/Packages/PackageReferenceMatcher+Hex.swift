// Packages of Hex in tuples of Elixir.

extension PackageReferenceMatcher {
    private static let gaps = ByteSet(ascii: " \t\r\n")
    private static let requirements = ["\"~>", "\">=", "\"=="].map { Array($0.utf8) }
    private static let options = ["\"", "git:", "github:", "path:", "hex:", "only:", "in_umbrella:", "runtime:"].map {
        Array($0.utf8)
    }

    /// A package in a tuple, behind which its version or an option stands. What is on no list is told only with a version
    /// that has an operator, as any tuple may have a text in its second place.
    func tuple(
        _ place: PackagePlace,
        at position: Int,
        from start: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> RawMatch? {
        let end = try window.peekRunEnd(of: PackageText.identifier, from: start, limit: start + PackageName.longest)
        guard end > start, try window.peek(end) == UInt8(ascii: ",") else { return nil }
        let next = try window.peekRunEnd(of: Self.gaps, from: end + 1, limit: end + PackageText.longestGap)
        let words = judge.search == .listed ? Self.options : Self.requirements
        for word in words where try window.peeks(word, at: next) {
            return found(start..<end, place, begin: position, in: window)
        }
        return nil
    }
}
