// The secret columns of rows, as bits.

/// The columns whose names say that their values are secret, a bit for each of the first 64.
package struct SecretColumns: Hashable, Sendable {
    /// Those of passwords.
    private var passwords: UInt64 = 0
    /// Those of keys and tokens.
    private var tokens: UInt64 = 0

    /// Whether there is none.
    var isEmpty: Bool { passwords | tokens == 0 }

    /// What the name of a column promises; nil where that is no secret.
    func kind(of column: Int) -> AssignedValue.Kind? {
        // A shift by more than there are bits leaves none.
        if passwords >> column & 1 != 0 { return .password }
        return tokens >> column & 1 != 0 ? .secret : nil
    }

    /// Adds a column.
    mutating func insert(_ column: SecretColumn) {
        let bit: UInt64 = 1 << column.index
        if column.kind == .password { passwords |= bit } else { tokens |= bit }
    }
}
