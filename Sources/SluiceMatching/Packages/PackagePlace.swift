// A text that leads to the name of a package.

/// A text that leads to the name of a package, and what stands around it.
struct PackagePlace: Sendable {
    /// What stands there.
    enum Form: Sendable {
        /// The end of a command, one of some tools, whose arguments follow.
        case command(Command)
        /// The command of a tool in a list of code, behind the tool's name, whose arguments follow.
        case listedCommand(Command)
        /// A word at the beginning of a line, and a module.
        case statement
        /// A name follows, up to one of some bytes.
        case name(until: ByteSet)
        /// A name that is the text itself stands alone on a line.
        case line
        /// A list of requirements in quotation marks follows, up to its closing bracket.
        case requirements
        /// A quotation mark stands before, and a name follows, up to its version or the quotation mark that ends it.
        case alias
        /// The name stands before, and its version follows.
        case version(Version)
        /// A name follows, also where a word stands at the beginning of a line.
        case word(atLineStart: Bool)
        /// Coordinates of Maven follow in quotation marks, `"group:artifact:1.0"`, from the last byte of the text on.
        case coordinates
        /// Coordinates of Maven follow without quotation marks, or inside one pair, with these bytes between them.
        case coordinateList(separators: ByteSet)
        /// One of the two parts of coordinates of Maven follows, and the other one stands before.
        case part(MavenPart)
        /// The address of a repository follows, behind what leads to one of Swift's packages.
        case repository(behind: RepositoryLead)
        /// The name of a pod follows, and no more on its line than a version and the like.
        case pod
        /// The name of a package of Hex follows in a tuple, `{:a, "~> 1.0"}`.
        case dependencyTuple
        /// Coordinates of Maven stand before at the beginning of a line, and the configurations that use them follow.
        case lockedCoordinates

        /// A name follows, up to the quotation mark that ends it.
        static let quotedName = name(until: ByteSet(ascii: "\"'`"))
        /// A module follows, whose first part is the name.
        static let quotedModule = name(until: ByteSet(ascii: "\"'`."))
    }

    /// A command that takes packages.
    struct Command: Sendable {
        /// How many bytes of the text belong to the tool's name.
        let toolLength: Int
        /// Whether only the first argument is a package: the others are those of a program in it.
        let takesOne: Bool
        /// The tools, and where their packages come from.
        let tools: [(name: [UInt8], ecosystem: PackageEcosystem)]
    }

    /// How a name and its version are written.
    enum Version: Sendable {
        /// `"name": "^1.2"`, a member of a JSON object.
        case member
        /// `"name": "latest"`, a word in the place of a version.
        case memberWord
        /// `"name": {"version": "1.2"`, the beginning of an entry of a lock file.
        case lockObject
        /// `"name": {"hashes": [`, another key that begins such an entry.
        case lockKey
        /// `"name": "https://…/name.tgz"`, the address of an archive in the place of a version.
        case archive
        /// `"name": "…", "version": "1.2"`, the beginning of a package's own description.
        case ownVersion
        /// `    name (1.2)`, a line of Gemfile.lock.
        case gemLine
        /// `  - name (1.2)`, a line of Podfile.lock.
        case podLine
        /// `name: ^1.2`, a line of pubspec.yaml.
        case pubLine
        /// `name = "1.2"`, an entry of a TOML table.
        case entry
        /// `name = { version = "1.2" }`, or another key of a dependency's table.
        case table
        /// `name.workspace = true`, a key of a dependency.
        case attribute
        /// `name:` and `specifier: ^1.2` on the line below, as in pnpm-lock.yaml.
        case specifier
        /// `name[extra] >= 1.2`, a requirement of Python's (PEP 508) on a line of its own or in a list.
        case requirement
        /// `path v1.2`, a line of go.mod or go.sum.
        case goModule
        /// `name@^1.2`, the beginning of an entry of yarn.lock or pnpm-lock.yaml.
        case lockEntry
    }

    /// Kinds of places that a rule may choose.
    enum Kind: String, CaseIterable, Sendable {
        case install, `import`, manifest
        /// Names alone on lines, as in requirements.txt: only where a rule asks for them.
        case line
    }

    let kind: Kind
    let form: Form
    /// In the order in which they are tried; of a command all that its tools have.
    let ecosystems: [PackageEcosystem]
    let elements: [ByteSet]
    /// Where the name follows, or the version, from the text's start.
    let leadLength: Int
    let gate: CandidateGate?
    /// Whether what stands there is a package whatever its name, so that one may ask whether it is on a list.
    let isCertain: Bool

    /// - Parameters:
    ///   - text: what leads to the name or the version.
    ///   - value: how the version begins, or the name.
    ///   - gap: the byte behind that.
    ///   - set: the byte behind that.
    ///   - isSpread: whether its blanks may be tabs.
    init(
        _ kind: Kind,
        _ form: Form,
        _ ecosystems: [PackageEcosystem],
        _ text: String,
        value: String = "",
        gap: ByteSet? = nil,
        then set: ByteSet? = nil,
        gate: CandidateGate? = nil,
        isCertain: Bool,
        isSpread: Bool = false
    ) {
        self.kind = kind
        self.form = form
        self.ecosystems = ecosystems
        let blank = UInt8(ascii: " ")
        elements =
            (text + value).utf8.map { isSpread && $0 == blank ? PackageText.blanks : ByteSet($0...$0) }
            + [gap, set].compactMap(\.self)
        if case .version = form {
            leadLength = text.utf8.count
        } else {
            leadLength = elements.count - value.utf8.count
        }
        self.gate = gate
        self.isCertain = isCertain
    }

    /// A name of the list that stands alone on a line, written as PyPI takes for the same (PEP 503), but for signs in a row.
    init(line name: [UInt8]) {
        kind = .line
        form = .line
        ecosystems = [.pypi]
        elements = name.map { PackageText.joints.contains($0) ? PackageText.joints : ByteSet($0...$0).caseFolded }
        leadLength = 0
        gate = nil
        isCertain = true
    }

    /// A command, whose text begins with a tool's last letters or the blank behind it. Each blank of the text may be a
    /// tab.
    ///
    /// - Parameter isCertain: whether its arguments are packages of these registries alone.
    init(_ text: String, takesOne: Bool = false, isCertain: Bool = true, _ tools: [(PackageEcosystem, [String])]) {
        let command = Command(
            toolLength: text.utf8.prefix { $0 != UInt8(ascii: " ") }.count,
            takesOne: takesOne,
            tools: tools.flatMap { ecosystem, names in names.map { (Array($0.utf8), ecosystem) } }
        )
        self.init(.install, .command(command), tools.map(\.0), text, isCertain: isCertain, isSpread: true)
    }

    /// The command of a tool in quotation marks, as in a list of code.
    static func listed(_ command: String, _ tools: [(PackageEcosystem, [String])]) -> [PackagePlace] {
        let names = tools.flatMap { ecosystem, names in names.map { (Array($0.utf8), ecosystem) } }
        let form = Form.listedCommand(Command(toolLength: 0, takesOne: false, tools: names))
        return ["\"", "'"].map { quote in
            PackagePlace(.install, form, tools.map(\.0), quote + command + quote, isCertain: true)
        }
    }

    /// Commands whose text has blanks inside, of which there may be two, as where a manual or a script aligns them.
    static func spread(
        _ text: String,
        takesOne: Bool = false,
        _ tools: [(PackageEcosystem, [String])]
    ) -> [PackagePlace] {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        let inner = words.indices.filter { $0 > 0 && !words[$0].isEmpty && !words[$0 - 1].isEmpty }
        let wider = inner.map { words[..<$0].joined(separator: " ") + "  " + words[$0...].joined(separator: " ") }
        return ([text] + wider).map { PackagePlace($0, takesOne: takesOne, tools) }
    }

    /// The anchor that leads to the place.
    var anchor: Anchor {
        Anchor(elements: elements, maskOffset: min(leadLength, elements.count - 1), gate: gate)
    }
}
