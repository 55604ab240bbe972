// How values of options are read.

import ArgumentParser
import SluiceModel
import SluicePolicies
import SluiceRules

/// A confidence on the command line.
struct ConfidenceArgument: ExpressibleByArgument {
    let value: Confidence

    init(_ value: Confidence) {
        self.value = value
    }

    init?(argument: String) {
        guard let value = confidence(argument) else { return nil }
        self.value = value
    }

    var defaultValueDescription: String { String(value.percent) }
}

/// A mask style on the command line.
struct MaskStyleArgument: CustomStringConvertible {
    let value: MaskStyle

    init(_ value: MaskStyle) {
        self.value = value
    }

    /// Reads the argument; the error says what to write instead.
    init(parsing argument: String) throws {
        do {
            value = try MaskStyle(parsing: argument)
        } catch {
            throw ValidationError(error.reason)
        }
    }

    var description: String { value.description }
}

/// What `--only` or `--skip` says.
struct SelectorArgument: ExpressibleByArgument {
    let text: SelectorText

    init?(argument: String) {
        guard let text = SelectorText(argument) else { return nil }
        self.text = text
    }
}

/// A size on the command line.
struct SizeArgument: ExpressibleByArgument {
    let value: Int

    init?(argument: String) {
        guard let value = ByteCount.parse(argument) else { return nil }
        self.value = value
    }
}
