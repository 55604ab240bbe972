// The last value that was judged, so that many names before one value cost one judgement.

/// The last value that was judged, and the answer.
package struct JudgedValue: Hashable, Sendable {
    /// Everything that the answer depends on; the bytes at an offset of a stream never change.
    package struct Question: Hashable, Sendable {
        package var value: Range<Int>
        package var kind: AssignedValue.Kind
        package var form: AssignedValue.Form
        package var minimumEntropy: Double

        /// Asks about the bytes in `value`.
        package init(
            value: Range<Int>,
            kind: AssignedValue.Kind,
            form: AssignedValue.Form,
            minimumEntropy: Double
        ) {
            self.value = value
            self.kind = kind
            self.form = form
            self.minimumEntropy = minimumEntropy
        }
    }

    /// What was asked.
    package let question: Question
    /// The answer.
    package let judgement: AssignedValue.Judgement?

    /// Remembers an answer.
    package init(question: Question, judgement: AssignedValue.Judgement?) {
        self.question = question
        self.judgement = judgement
    }
}
