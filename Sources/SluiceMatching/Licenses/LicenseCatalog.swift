// The licence identifiers and names that are known.

import Synchronization

/// The licence identifiers and names that are known: lines of an identifier and, behind tabs, names. Identifiers of
/// exceptions begin with `+`.
package final class LicenseCatalog: Sendable {
    private let identifiers: [String]
    private let isException: [Bool]
    /// By identifier in lower case.
    private let numbers: [String: Int]
    /// By a name's key.
    private let named: [LicenseNameKey: Int]
    /// The beginnings of the keys of names.
    private let beginnings: Set<LicenseNameKey>

    // Symbols of details that are no identifiers.
    private static let firstOperator = 65_000
    private static let and = 65_000
    private static let or = 65_001
    private static let with = 65_002
    private static let unknown = 65_003
    /// The number of a long expression follows.
    private static let long = 65_004

    /// What details stand for that have no room for it. It grows by what texts say, within bounds, and no answer
    /// depends on what it held before.
    private let longExpressions = Mutex(LongLicenseExpressions())

    /// What stands for a licence that is not known.
    package static let unknownName = "unknown"

    /// Reads the lines of the files, later names in place of earlier ones; the result names the line that is wrong.
    package init(_ files: [[UInt8]]) throws(LicenseListError) {
        var identifiers: [String] = []
        var isException: [Bool] = []
        var numbers: [String: Int] = [:]
        var named: [LicenseNameKey: Int] = [:]
        for (fileNumber, bytes) in files.enumerated() {
            var lineNumber = 0
            for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                lineNumber += 1
                if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
                let fields = line.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) }
                guard line.first != UInt8(ascii: "\t"), var identifier = fields.first,
                    identifiers.count < Self.firstOperator
                else {
                    throw LicenseListError(file: fileNumber, line: lineNumber)
                }
                let marked = identifier.hasPrefix("+")
                if marked { identifier.removeFirst() }
                guard !identifier.isEmpty, identifier.utf8.allSatisfy(LicenseNameKey.isIdentifierByte) else {
                    throw LicenseListError(file: fileNumber, line: lineNumber)
                }
                let number: Int
                if let known = numbers[identifier.lowercased()] {
                    number = known
                } else {
                    number = identifiers.count
                    identifiers.append(identifier)
                    isException.append(marked)
                    numbers[identifier.lowercased()] = number
                }
                for name in fields.dropFirst() {
                    if let key = LicenseNameKey(of: Array(name.utf8)) { named[key] = number }
                }
                // Names of one letter and the like would be found everywhere.
                if !marked, let key = LicenseNameKey(of: Array(identifier.utf8)), named[key] == nil {
                    named[key] = number
                }
            }
        }
        self.identifiers = identifiers
        self.isException = isException
        self.numbers = numbers
        self.named = named
        beginnings = Set(named.keys.flatMap(\.beginnings))
    }

    /// The identifier that a key of a name stands for.
    func identifier(named key: LicenseNameKey) -> String? { named[key].map { identifiers[$0] } }

    /// Whether a name begins so.
    func begins(_ key: LicenseNameKey) -> Bool { beginnings.contains(key) }

    /// The identifier as it is spelled today: of the GNU licences `-only` or `-or-later`; nil where it is not known.
    package func canonical(_ identifier: String) -> String? {
        if let number = numbers[identifier.lowercased()] {
            let name = identifiers[number]
            for later in [name + "-or-later", name + "-only"] where name.hasSuffix("+") == false {
                if later.hasSuffix("-only"), let number = numbers[later.lowercased()] { return identifiers[number] }
            }
            if name.hasSuffix("+"), let number = numbers["\(name.dropLast())-or-later".lowercased()] {
                return identifiers[number]
            }
            return name
        }
        guard identifier.hasSuffix("+"), let base = numbers["\(identifier.dropLast())".lowercased()] else { return nil }
        if let number = numbers["\(identifiers[base])-or-later".lowercased()] { return identifiers[number] }
        return identifiers[base]
    }

    /// The licences as findings name them.
    package var licenses: [String] { spelledToday(exceptions: false) }

    /// The exceptions as findings name them.
    package var exceptions: [String] { spelledToday(exceptions: true) }

    private func spelledToday(exceptions: Bool) -> [String] {
        identifiers.indices.filter { isException[$0] == exceptions }.map { identifiers[$0] }
            .filter { canonical($0) == $0 }
    }

    /// Whether all licences of an expression are known.
    package func knows(_ expression: LicenseExpression) -> Bool {
        expression.identifiers.allSatisfy { spelled($0) != nil }
    }

    /// The detail that stands for an expression. What is not known is said to be unknown.
    package func detail(of expression: LicenseExpression) -> MatchDetail {
        if let detail = MatchDetail(symbols: symbols(of: expression)) { return detail }
        let known = known(expression)
        if let number = longExpressions.withLock({ $0.number(of: known) }) {
            return MatchDetail(symbols: [Self.long, number]) ?? .none
        }
        return cut(known)
    }

    /// The detail that stands for an expression of which not all can be kept: some of its licences and an unknown one,
    /// all of which hold.
    private func cut(_ expression: LicenseExpression) -> MatchDetail {
        var symbols = [Self.unknown]
        for name in expression.identifiers.prefix((MatchDetail.capacity - 1) / 2) {
            symbols += [symbol(of: name), Self.and]
        }
        return MatchDetail(symbols: symbols) ?? .none
    }

    /// An expression with all identifiers as they are spelled today.
    private func known(_ expression: LicenseExpression) -> LicenseExpression {
        switch expression {
        case .license(let name): .license(spelled(name) ?? Self.unknownName)
        case .with(let license, let exception):
            .with(known(license), exception: spelled(exception) ?? Self.unknownName)
        case .and(let left, let right): .and(known(left), known(right))
        case .or(let left, let right): .or(known(left), known(right))
        }
    }

    /// The identifier that is meant by one, or by a name in its place such as `GPLv3`.
    private func spelled(_ name: String) -> String? {
        if let identifier = canonical(name) { return identifier }
        guard let key = LicenseNameKey(of: Array(name.utf8)), let identifier = identifier(named: key) else {
            return nil
        }
        return canonical(identifier)
    }

    private func symbols(of expression: LicenseExpression) -> [Int] {
        switch expression {
        case .license(let name): [symbol(of: name)]
        case .with(let license, let exception): symbols(of: license) + [symbol(of: exception), Self.with]
        case .and(let left, let right): symbols(of: left) + symbols(of: right) + [Self.and]
        case .or(let left, let right): symbols(of: left) + symbols(of: right) + [Self.or]
        }
    }

    private func symbol(of name: String) -> Int {
        spelled(name).flatMap { numbers[$0.lowercased()] } ?? Self.unknown
    }

    /// The expression that a detail stands for.
    package func expression(of detail: MatchDetail) -> LicenseExpression? {
        let symbols = detail.symbols
        if symbols.count == 2, symbols[0] == Self.long { return longExpressions.withLock { $0[symbols[1]] } }
        var stack: [LicenseExpression] = []
        for symbol in symbols {
            guard symbol >= Self.firstOperator else {
                guard identifiers.indices.contains(symbol) else { return nil }
                stack.append(.license(identifiers[symbol]))
                continue
            }
            if symbol == Self.unknown {
                stack.append(.license(Self.unknownName))
                continue
            }
            guard let right = stack.popLast(), let left = stack.popLast() else { return nil }
            switch symbol {
            case Self.and: stack.append(.and(left, right))
            case Self.or: stack.append(.or(left, right))
            default: stack.append(.with(left, exception: right.description))
            }
        }
        return stack.last
    }
}

/// A line of a list of licences that cannot be read.
package struct LicenseListError: Error, Sendable, Hashable {
    /// Which file of those that were given, from 0.
    let file: Int
    /// From 1.
    let line: Int
}
