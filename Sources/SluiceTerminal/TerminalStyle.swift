// When and how output is coloured.

package import SluiceModel

/// When to colour.
package enum ColorChoice: String, Sendable, CaseIterable {
    case auto
    case always
    case never

    /// Whether to colour output that goes, or does not go, to a terminal. `auto` respects https://no-color.org.
    package func isOn(toTerminal: Bool, noColor: String?, terminalType: String?) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: toTerminal && noColor == nil && terminalType != "dumb"
        }
    }
}

/// Colours as ANSI sequences, or none.
package struct TerminalStyle: Sendable {
    private let isColored: Bool

    package init(isColored: Bool) {
        self.isColored = isColored
    }

    package func place(_ text: String) -> String { paint(text, "1") }

    package func faint(_ text: String) -> String { paint(text, "2") }

    package func severity(_ severity: Severity) -> String {
        switch severity {
        case .critical: paint(severity.rawValue, "1;31")
        case .high: paint(severity.rawValue, "31")
        case .medium: paint(severity.rawValue, "33")
        case .low: paint(severity.rawValue, "36")
        case .info: paint(severity.rawValue, "34")
        }
    }

    package func action(_ action: Action) -> String {
        switch action {
        case .block: paint(action.rawValue, "31")
        case .mask: paint(action.rawValue, "33")
        case .log: paint(action.rawValue, "36")
        case .allow: action.rawValue
        }
    }

    private func paint(_ text: String, _ code: String) -> String {
        isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
