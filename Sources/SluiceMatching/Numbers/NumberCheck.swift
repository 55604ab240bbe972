// A check of a number's digits: check digits, dates, ranges.

/// A named check of a number's letters and digits: a check digit, a date inside it, ranges that are given out.
///
/// It is a value with a function, so that a country's checks are a few lines each. As a `Validator` it ignores the
/// signs between letters and digits.
package struct NumberCheck: Validator {
    package let name: String
    package let summary: String
    /// How many letters and digits the numbers have.
    package let lengths: Set<Int>
    /// Whether hardly any other number of this length passes, so that one that does is taken as proved. One that one in
    /// eleven numbers pass is a gate and no proof.
    package let isProof: Bool
    /// What the check says of a code, which must have one of `lengths`.
    let judge: @Sendable (NumberCode) -> Validation

    /// A check of numbers of some lengths.
    ///
    /// - Parameters:
    ///   - summary: what holds, with the source of the algorithm.
    ///   - isProof: whether fewer than one in a hundred numbers pass.
    ///   - judge: is only asked about codes of these lengths; may not trap, whatever letters and digits they have.
    package init(
        _ name: String,
        _ summary: String,
        lengths: Set<Int>,
        isProof: Bool,
        judge: @escaping @Sendable (NumberCode) -> Validation
    ) {
        self.name = name
        self.summary = summary
        self.lengths = lengths
        self.isProof = isProof
        self.judge = judge
    }

    /// A check of numbers of some lengths that are all digits, and not all the same.
    package init(
        digits name: String,
        _ summary: String,
        lengths: Set<Int>,
        isProof: Bool,
        holds: @escaping @Sendable (NumberCode) -> Bool
    ) {
        self.init(name, summary, lengths: lengths, isProof: isProof) { code in
            code.isDigits && !code.isRepeated && holds(code) ? .valid : .invalid
        }
    }

    /// What the check says of a code.
    @inline(__always)
    package func check(_ code: NumberCode) -> Validation {
        lengths.contains(code.count) ? judge(code) : .invalid
    }

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard let code = NumberCode(value) else { return .invalid }
        return check(code)
    }

    /// The last one or two characters, found by trying.
    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        guard let head = NumberCode(value.span), head.count + 2 <= NumberCode.longest else { return nil }
        let characters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        for last in characters {
            var code = head
            code.append(last)
            if check(code) == .valid { return [last] }
        }
        for number in 0..<100 {
            var code = head
            let pair = [characters[number / 10], characters[number % 10]]
            pair.forEach { code.append($0) }
            if check(code) == .valid { return pair }
        }
        return nil
    }
}
