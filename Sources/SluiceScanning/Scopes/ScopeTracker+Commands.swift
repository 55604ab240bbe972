// Programs of other languages that a shell's commands hold.

import SluiceModel

extension ScopeTracker {
    /// Takes a byte of a shell's program.
    mutating func advanceShell(_ byte: UInt8) {
        let isInner = innerScope != nil
        let place = lexer[0].place
        lexer[0].advance(byte)
        if lexer[0].place != place {
            settleInnerProgram()
        } else if isInner {
            inner[0].advance(byte)
        }
        command.append(byte)
    }

    /// Begins and ends the program inside, where the shell's lexer has come to another region, a here document or its
    /// end.
    mutating func settleInnerProgram() {
        if let open = inner.first {
            if open.goesOn(in: lexer[0]) { return }
            inner.removeAll(keepingCapacity: true)
        }
        if lexer[0].isInDocument {
            guard let language = ShellCommand(command.bytes).languageOfDocument else { return }
            inner.append(InnerProgram(language, in: .document, lexer: makeLexer(language)))
        } else if lexer[0].region == .string, command.mayGiveText() {
            guard let language = ShellCommand(command.bytes).languageOfArgument else { return }
            let place = InnerProgram.Place.string(frames: lexer[0].frameCount)
            inner.append(InnerProgram(language, in: place, lexer: makeLexer(language)))
        }
    }

    /// What the program inside adds to the scope of the next byte.
    var innerScope: Scope.Inner? {
        guard let program = inner.first else { return nil }
        return program.scope(in: lexer[0])
    }

    /// Takes bytes of the program inside.
    mutating func lexInner(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        offset: Int,
        into history: inout ScopeHistory
    ) {
        var scope = scope
        inner[0].advance(bytes, range) { end, inner in
            scope.inner = inner
            history.append(scope, at: offset + end)
        }
        self.scope = scope
    }
}
