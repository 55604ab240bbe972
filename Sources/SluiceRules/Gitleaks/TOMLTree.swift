// The values of a TOML document, and how TOMLKit's become them.

import TOMLKit

/// A value of a TOML document (https://toml.io/en/v1.0.0). Keys are in lower case, as gitleaks reads them in any.
package indirect enum TOMLTree: Sendable, Hashable {
    case string(String)
    case integer(Int)
    case number(Double)
    case bool(Bool)
    /// A date or a time, which no field of a configuration takes.
    case moment
    case array([TOMLTree])
    case table([String: TOMLTree])

    /// Reads a document.
    ///
    /// TOMLKit keeps no lines of values and never frees what it reads, so the document is copied and emptied here. What
    /// its parser would end the process at is refused before.
    package static func parse(_ text: String) throws(TOMLFailure) -> TOMLTree {
        if let failure = TOMLOutline.failure(in: text) { throw failure }
        let document: TOMLTable
        do {
            document = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw TOMLFailure(line: max(1, error.source.begin.line), reason: plain(error.description))
        } catch {
            throw TOMLFailure(line: 1, reason: "this is not TOML")
        }
        defer { document.clear() }
        return table(document)
    }

    /// The parser's words quote the document where it does not understand it, which is cut.
    private static func plain(_ reason: String) -> String {
        let line = reason.prefix { $0 != "\n" }
        return line.count > 160 ? "\(line.prefix(160))…" : String(line)
    }

    private init(_ value: some TOMLValueConvertible) {
        self =
            if let text = value.string {
                .string(text)
            } else if let number = value.int {
                .integer(number)
            } else if let number = value.double {
                .number(number)
            } else if let flag = value.bool {
                .bool(flag)
            } else if let list = value.array {
                .array((0..<list.count).map { TOMLTree(list[$0].tomlValue) })
            } else if let fields = value.table {
                Self.table(fields)
            } else {
                .moment
            }
    }

    private static func table(_ table: TOMLTable) -> TOMLTree {
        var fields: [String: TOMLTree] = [:]
        // Where a key stands twice in different case, the one that comes first in the alphabet counts.
        for key in table.keys.sorted().reversed() {
            if let value = table[key] { fields[key.lowercased()] = TOMLTree(value.tomlValue) }
        }
        return .table(fields)
    }

    /// What it is, for people.
    package var kind: String {
        switch self {
        case .string: "a text"
        case .integer, .number: "a number"
        case .bool: "true or false"
        case .moment: "a date or time"
        case .array: "a list"
        case .table: "a table"
        }
    }
}

/// Why a text is not TOML.
package struct TOMLFailure: Error, Hashable {
    package let line: Int
    package let reason: String
}
