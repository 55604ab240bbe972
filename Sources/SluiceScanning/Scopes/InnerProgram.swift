// A program inside a shell's, in a here document or in quotes.

import SluiceMatching
import SluiceModel

/// A program inside a shell's that a here document or a quoted argument holds.
struct InnerProgram: Sendable {
    /// What ends it.
    enum Place: Sendable {
        case document
        /// The string that lies in as many strings' code.
        case string(frames: Int)
    }

    private let language: Language
    private let place: Place
    // One, or none where comments and strings of the language are not told apart.
    private var lexer: [Lexer]

    init(_ language: Language, in place: Place, lexer: Lexer?) {
        self.language = language
        self.place = place
        self.lexer = lexer.map { [$0] } ?? []
    }

    /// What it adds to the scope of the next byte; nil where that is code of the shell in its string.
    func scope(in shell: borrowing Lexer) -> Scope.Inner? {
        if case .string(let frames) = place, shell.frameCount > frames || shell.region != .string { return nil }
        return Scope.Inner(language: language, region: lexer.first?.region ?? .unknown)
    }

    /// Whether it goes on, where a lexer of the shell is.
    func goesOn(in shell: borrowing Lexer) -> Bool {
        switch place {
        case .document: shell.isInDocument
        case .string(let frames): shell.frameCount > frames || shell.region == .string
        }
    }

    mutating func advance(_ byte: UInt8) {
        if !lexer.isEmpty { lexer[0].advance(byte) }
    }

    /// Takes bytes; calls `note` with each place behind which its scope is another.
    mutating func advance(_ bytes: Span<UInt8>, _ range: Range<Int>, note: (Int, Scope.Inner) -> Void) {
        guard !lexer.isEmpty else { return }
        let part = bytes.extracting(0..<range.upperBound)
        var end = range.lowerBound
        while let region = lexer[0].takeRegion(part, from: end, to: &end, stopsAtLineEnd: false) {
            note(end, Scope.Inner(language: language, region: region))
        }
    }
}
