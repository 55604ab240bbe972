// Values of columns that are called secrets.

import SluiceModel

extension AssignedValue.Rules {
    /// What a value in a column is whose name promises a secret. The name is not quite that of the value, so that a key
    /// or token must be random from end to end.
    func outcome(
        ofCell value: Range<Int>,
        as kind: AssignedValue.Kind,
        form: AssignedValue.Form,
        in window: borrowing ByteWindow
    ) -> MatchOutcome {
        guard value.count >= minimumLength, value.count <= maximumLength else {
            return .noMatch(.length(found: value.count))
        }
        let text = window.span(value)
        guard kind == .password || GeneratedKey.isOne(text), let judgement = judge(text, as: kind, form: form) else {
            return .noMatch(.shape)
        }
        if judgement.verdict == .placeholder { return .noMatch(.placeholder) }
        return .match(RawMatch(match: value, isSample: judgement.verdict == .sample, doubt: judgement.doubt))
    }
}
