// The licence identifiers and names that are known.

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

    /// Whether all licences of an expression are known.
    package func knows(_ expression: LicenseExpression) -> Bool {
        expression.identifiers.allSatisfy { canonical($0) != nil }
    }

    /// The detail that stands for an expression. What is not known, or too much, is said to be unknown.
    package func detail(of expression: LicenseExpression) -> MatchDetail {
        MatchDetail(symbols: symbols(of: expression)) ?? MatchDetail(symbols: [Self.unknown]) ?? .none
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
        canonical(name).flatMap { numbers[$0.lowercased()] } ?? Self.unknown
    }

    /// The expression that a detail stands for.
    package func expression(of detail: MatchDetail) -> LicenseExpression? {
        var stack: [LicenseExpression] = []
        for symbol in detail.symbols {
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
