// A language that code or a text is written in.

/// A language that code or a text is written in, as rules name it in `applies_to.languages`.
///
/// The languages, their other names, their files and their lexical families are the table in `Language+Table.swift`.
public struct Language: Sendable, Hashable, CustomStringConvertible {
    /// The place in the table: below 64, so that a set of languages is one word.
    package let index: UInt8

    /// How comments and strings are told apart.
    package enum Family: Sendable, Hashable {
        /// There is nothing to tell apart: all of it is text.
        case none
        case python, javaScript, c, java, cSharp, go, rust, swift, kotlin, scala, groovy, dart, php, ruby, perl, lua
        case hashComments, julia, elixir, haskell, ml, lisp, percentComments, shell, powerShell, batch, visualBasic
        case sql, dockerfile, terraform, yaml, json, toml, ini, markup, css, graphQL, plainC, diff
    }

    /// A line of the table.
    struct Entry: Sendable {
        let name: String
        let aliases: [String]
        let extensions: [String]
        let fileNames: [String]
        let family: Family
        let isProse: Bool

        init(
            _ name: String,
            aliases: String = "",
            extensions: String = "",
            files: String = "",
            _ family: Family,
            isProse: Bool = false
        ) {
            self.name = name
            self.aliases = aliases.split(separator: " ").map(String.init)
            self.extensions = extensions.split(separator: " ").map(String.init)
            self.fileNames = files.split(separator: " ").map(String.init)
            self.family = family
            self.isProse = isProse
        }
    }

    private static let byName: [String: Language] = {
        var known: [String: Language] = [:]
        for (index, entry) in table.enumerated() {
            for name in [entry.name] + entry.aliases { known[name] = Language(index: UInt8(index)) }
        }
        return known
    }()

    private static let byExtension: [String: Language] = {
        var known: [String: Language] = [:]
        for (index, entry) in table.enumerated() {
            for name in entry.extensions { known[name] = Language(index: UInt8(index)) }
        }
        return known
    }()

    private static let byFileName: [String: Language] = {
        var known: [String: Language] = [:]
        for (index, entry) in table.enumerated() {
            for name in entry.fileNames { known[name] = Language(index: UInt8(index)) }
        }
        return known
    }()

    private init(index: UInt8) {
        self.index = index
    }

    /// The language of a name or of one of its other names, in any case of ASCII letters; nil if there is none.
    public init?(named name: some StringProtocol) {
        guard let language = Self.byName[Self.lowered(name.utf8)] else { return nil }
        self = language
    }

    /// The language of the file at a path, by the file's name or its extension, in any case of ASCII letters; nil if
    /// unknown.
    ///
    /// Templates and copies are what they are made from: `app.py.j2`, `nginx.conf.bak`.
    public init?(path: some StringProtocol) {
        let last = path.utf8.split(whereSeparator: { $0 == 0x2F || $0 == 0x5C }).last
        guard let last, last.count <= 255 else { return nil }
        var name = Self.lowered(last)
        while true {
            if let language = Self.byFileName[name] {
                self = language
                return
            }
            // `Dockerfile.dev`, but not `config.example`.
            guard let dot = name.lastIndex(of: ".") else { return nil }
            let kind = String(name[name.index(after: dot)...])
            if let language = Self.byExtension[kind] {
                self = language
                return
            }
            let isDockerfile = name.hasPrefix("dockerfile.") || name.hasPrefix("containerfile.")
            if isDockerfile {
                guard let language = Self.byName["dockerfile"] else { return nil }
                self = language
                return
            }
            guard Self.copyExtensions.contains(kind) else { return nil }
            name = String(name[..<dot])
        }
    }

    /// Extensions behind the one that says what a file is.
    private static let copyExtensions: Set<String> = [
        "j2", "jinja", "jinja2", "tmpl", "tpl", "template", "example", "sample", "dist", "bak", "orig", "old", "new",
        "in",
    ]

    /// The name that rules give it.
    public var name: String { Self.table[Int(index)].name }

    /// Its other names.
    public var aliases: [String] { Self.table[Int(index)].aliases }

    /// The extensions of its files.
    public var extensions: [String] { Self.table[Int(index)].extensions }

    /// The names of files that are written in it.
    public var fileNames: [String] { Self.table[Int(index)].fileNames }

    /// The name.
    public var description: String { name }

    /// How its comments and strings are told apart.
    package var family: Family { Self.table[Int(index)].family }

    /// Whether it is read as running text, in which code stands in blocks.
    package var isProse: Bool { Self.table[Int(index)].isProse }

    /// All languages, in the order of the table.
    public static var all: [Language] { table.indices.map { Language(index: UInt8($0)) } }

    private static func lowered(_ text: some Sequence<UInt8>) -> String {
        String(decoding: text.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }
}

/// A set of languages.
package struct LanguageSet: Sendable, Hashable {
    /// One bit for each place in the table.
    package private(set) var bits: UInt64 = 0

    /// An empty set.
    package init() {}

    /// The languages of these names; names of none are left out.
    package init(names: [String]) {
        for name in names { if let language = Language(named: name) { insert(language) } }
    }

    /// Adds a language.
    package mutating func insert(_ language: Language) {
        bits |= 1 << UInt64(language.index)
    }

    /// Whether a language is in the set.
    @inline(__always)
    package func contains(_ language: Language) -> Bool {
        bits & (1 << UInt64(language.index)) != 0
    }

    /// The languages that are in either set.
    package func union(_ other: LanguageSet) -> LanguageSet {
        var union = self
        union.bits |= other.bits
        return union
    }

    /// All languages.
    package static var all: LanguageSet {
        var all = LanguageSet()
        all.bits = .max
        return all
    }

    /// Whether there is none in it.
    package var isEmpty: Bool { bits == 0 }
}
