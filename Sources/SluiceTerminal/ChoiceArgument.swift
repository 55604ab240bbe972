// Options that take one of a few words.

package import ArgumentParser

/// One of a few words on the command line.
package struct ChoiceArgument<Choice: RawRepresentable<String> & CaseIterable & Sendable>: ExpressibleByArgument {
    package let value: Choice

    package init(_ value: Choice) {
        self.value = value
    }

    package init?(argument: String) {
        guard let value = Choice(rawValue: argument) else { return nil }
        self.value = value
    }

    package var defaultValueDescription: String { value.rawValue }
    package static var allValueStrings: [String] { Choice.allCases.map(\.rawValue) }
    package static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
