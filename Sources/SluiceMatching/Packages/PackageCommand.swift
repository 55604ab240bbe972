// The arguments of a command that installs packages.

/// Goes through arguments that may be packages.
protocol PackageArguments {
    /// Before this byte all is decided.
    var offset: Int { get }
    /// The next argument that may be a package; nil where there are no more.
    mutating func next(in window: borrowing ByteWindow) throws(AwaitsBytes) -> PackageCommand.Argument?
}

/// Goes through the arguments of a command that installs packages, one after the other.
struct PackageCommand: PackageArguments {
    /// An argument that may be a package.
    struct Argument {
        /// The name, without a version.
        let name: Range<Int>
        /// Whether it is written as a name of the registry, and not as a path, an address or the like.
        let isName: Bool
        /// Whether it is the value of an option, so that it is not the one that a command takes.
        var isOption = false
    }

    private let ecosystem: PackageEcosystem
    private let limit: Int
    private let takesOne: Bool
    private(set) var offset: Int
    private var skipsNext = false
    /// Whether the next argument is the package that an option names.
    private var takesNext = false
    /// Whether an option has named the package whose program the first other argument is.
    private var hasPackage = false
    private var hasEnded = false

    /// Begins at `start`, where the first blank or argument stands, and reads no further than `limit`.
    ///
    /// - Parameter takesOne: whether the command starts a program, which an option may say the package of.
    init(_ ecosystem: PackageEcosystem, takesOne: Bool = false, from start: Int, limit: Int) {
        self.ecosystem = ecosystem
        self.takesOne = takesOne
        self.limit = limit
        offset = start
    }

    private static let argumentStart = PackageText.pathBytes.union(ByteSet(ascii: "~"))
    private static let quotes = ByteSet(ascii: "\"'")
    /// What goes on behind a name up to the next blank: a version, extras, the rest of an address.
    private static let rest: ByteSet = {
        var set = ByteSet(0x21...0x7E)
        for byte in "\"';&|`\\".utf8 { set.remove(byte) }
        return set
    }()
    /// Words that are no packages but the beginning of another command, so that no text is read for two commands.
    private static let actions = ["install", "add", "i", "get", "require", "dlx", "exec", "npx", "bunx", "uvx", "run"]
        .map {
            Array($0.utf8)
        }

    mutating func next(in window: borrowing ByteWindow) throws(AwaitsBytes) -> Argument? {
        while !hasEnded {
            let start = try skipBlanks(in: window)
            guard start < limit, var byte = try window.peek(start) else { return nil }
            var first = start
            let quote = Self.quotes.contains(byte) ? byte : nil
            if quote != nil {
                first += 1
                guard first < limit, let next = try window.peek(first) else { return nil }
                byte = next
            }
            guard Self.argumentStart.contains(byte) else { return nil }
            let end = try window.peekRunEnd(of: PackageText.pathBytes, from: first, limit: limit)
            let last = try window.peekRunEnd(of: Self.rest, from: end, limit: limit)
            // What is cut by the limit may be the beginning of another name.
            guard last < limit else { return nil }
            let following = try window.peek(last)
            offset = last
            if let following, Self.quotes.contains(following) {
                if following == quote { offset += 1 } else { hasEnded = true }
            }
            if byte == UInt8(ascii: "-"), namesPackage(first..<end, in: window) {
                guard window.byte(at: end) == UInt8(ascii: "=") else {
                    takesNext = true
                    continue
                }
                let last = window.runEnd(of: PackageText.pathBytes, from: end + 1)
                guard last > end + 1 else { continue }
                var argument = Self.argument(end + 1..<last, ecosystem, in: window)
                argument.isOption = true
                return argument
            }
            if byte == UInt8(ascii: "-") {
                skipsNext = Self.takesValue(first..<end, ecosystem, in: window)
                continue
            }
            if skipsNext {
                skipsNext = false
                continue
            }
            if takesNext, end > first {
                takesNext = false
                var argument = Self.argument(first..<end, ecosystem, in: window)
                argument.isOption = true
                return argument
            }
            if hasPackage { return nil }
            for word in Self.actions where Self.isWord(word, first..<end, in: window) { return nil }
            guard end > first else { continue }
            return Self.argument(first..<end, ecosystem, in: window)
        }
        return nil
    }

    private static let programOptions = ["-p", "--package"].map { Array($0.utf8) }
    private static let sourceOptions = ["--from", "--spec"].map { Array($0.utf8) }
    private static let additionOption = Array("--with".utf8)

    /// Whether the value of an option is a package: that of the program which a command starts, or one beside it.
    private mutating func namesPackage(_ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        if ecosystem == .pypi, Self.isWord(Self.additionOption, range, in: window) { return true }
        guard takesOne, ecosystem == .npm || ecosystem == .pypi else { return false }
        for option in ecosystem == .npm ? Self.programOptions : Self.sourceOptions
        where Self.isWord(option, range, in: window) {
            hasPackage = true
            return true
        }
        return false
    }

    /// What `pub add` takes before a name and a colon.
    private static let kinds = ["dev", "override"].map { Array($0.utf8) }

    /// What an argument is whose name and version stand in `range`.
    static func argument(
        _ range: Range<Int>,
        _ ecosystem: PackageEcosystem,
        in window: borrowing ByteWindow
    ) -> Argument {
        var range = range
        if ecosystem == .pub, let kind = kinds.first(where: { isWord($0, range, in: window) }),
            window.byte(at: range.upperBound) == UInt8(ascii: ":")
        {
            let first = range.lowerBound + kind.count + 1
            let end = window.runEnd(of: PackageText.pathBytes, from: first)
            if end > first { range = first..<end }
        }
        let name = withoutVersion(range, in: window)
        let next = window.byte(at: range.upperBound)
        // `git+https://…`, `file:…`; Composer and Pub have a version there.
        let isAddress =
            next == UInt8(ascii: "+") || next == UInt8(ascii: ":") && ecosystem != .composer && ecosystem != .pub
        return Argument(name: name, isName: !isAddress && ecosystem.isName(name, in: window))
    }

    /// Whether an argument is an option whose value is the next one.
    static func takesValue(
        _ range: Range<Int>,
        _ ecosystem: PackageEcosystem,
        in window: borrowing ByteWindow
    ) -> Bool {
        guard window.byte(at: range.upperBound) != UInt8(ascii: "=") else { return false }
        for option in valueOptions(of: ecosystem) where isWord(option, range, in: window) { return true }
        return false
    }

    /// The next byte that is no blank; a backslash at a line's end continues the line.
    private mutating func skipBlanks(in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int {
        while true {
            offset = try window.peekRunEnd(of: PackageText.blanks, from: offset, limit: limit)
            guard offset + 2 < limit, try window.peek(offset) == UInt8(ascii: "\\") else { return offset }
            switch try window.peek(offset + 1) {
            case UInt8(ascii: "\n"): offset += 2
            case UInt8(ascii: "\r"):
                guard try window.peek(offset + 2) == UInt8(ascii: "\n") else { return offset }
                offset += 3
            default: return offset
            }
        }
    }

    private static func isWord(_ word: [UInt8], _ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        range.count == word.count && window.hasPrefix(word, at: range.lowerBound)
    }

    /// A name without `@1.2.3`; of npm the first `@` belongs to the scope.
    static func withoutVersion(_ range: Range<Int>, in window: borrowing ByteWindow) -> Range<Int> {
        var end = range.lowerBound + (window[range.lowerBound] == UInt8(ascii: "@") ? 1 : 0)
        while end < range.upperBound, window[end] != UInt8(ascii: "@") { end += 1 }
        return range.lowerBound..<end
    }

    /// Options whose value is the next argument.
    private static func valueOptions(of ecosystem: PackageEcosystem) -> [[UInt8]] {
        switch ecosystem {
        case .pypi: pypiOptions
        case .npm: npmOptions
        case .cargo: cargoOptions
        case .gem: gemOptions
        case .nuget: nugetOptions
        case .composer: composerOptions
        case .pub: pubOptions
        case .hex: hexOptions
        // Coordinates of Maven and addresses of Swift are read elsewhere; pods have no command.
        case .go, .maven, .swift, .cocoapods: []
        }
    }

    private static func options(_ text: String) -> [[UInt8]] {
        text.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) }
    }

    private static let pypiOptions = options(
        """
        -r -c -e -i -t -f -G -p --requirement --requirements --constraint --constraints --editable --index-url --extra-index-url \
        --index --default-index --find-links --target --prefix --root --python --group --extra --extras --source --trusted-host \
        --platform --python-version --proxy --cache-dir --timeout --retries --spec --branch --tag --rev
        """
    )
    private static let npmOptions = options(
        "-w -C --workspace --prefix --registry --tag --filter --dir --cwd --omit --include --loglevel --cache --userconfig"
    )
    private static let cargoOptions = options(
        """
        -F -p --features --package --version --vers --git --branch --tag --rev --path --rename --registry --index --root \
        --manifest-path --target --target-dir --profile --bin --example
        """
    )
    private static let gemOptions = options(
        "-v -s -g -n -i --version --source --group --git --github --path --branch --ref --install-dir --bindir --platform"
    )
    private static let nugetOptions = options(
        """
        -v -s -f --version --source --framework --package-directory -Version -Source -ProjectName -Destination -MinimumVersion \
        -MaximumVersion -RequiredVersion
        """
    )
    private static let pubOptions = options("-C --directory --hosted-url --git-url --git-ref --git-path --path --sdk")
    private static let hexOptions = options("--organization --repo --only --env --branch --tag")
    private static let composerOptions = options("-d --working-dir")
}

extension PackageEcosystem {
    private static let fileEndings = [".txt", ".toml", ".whl", ".gz", ".tgz", ".zip", ".gem", ".nupkg", ".lock"].map {
        Array($0.utf8)
    }

    /// Whether a range is written as a name of the registry, and not as a path or a version.
    func isName(_ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        guard let first = window.byte(at: range.lowerBound), first != UInt8(ascii: "."), first != UInt8(ascii: "/")
        else {
            return false
        }
        var slashCount = 0
        var hasLetter = false
        var hasEarlyDot = false
        for offset in range {
            switch window[offset] {
            case UInt8(ascii: "/"): slashCount += 1
            case UInt8(ascii: "."): hasEarlyDot = hasEarlyDot || slashCount == 0
            case let byte: hasLetter = hasLetter || ByteSet.letters.contains(byte)
            }
        }
        guard hasLetter else { return false }
        switch self {
        case .go: return hasEarlyDot && slashCount > 0
        case .composer: return slashCount == 1
        case .maven, .hex, .pub: return slashCount == 0
        case .swift: return hasEarlyDot
        case .cocoapods: return true
        case .npm: return slashCount == (first == UInt8(ascii: "@") ? 1 : 0)
        case .pypi, .cargo, .gem, .nuget:
            guard slashCount == 0 else { return false }
            for ending in Self.fileEndings
            where range.count > ending.count && window.hasPrefix(ending, at: range.upperBound - ending.count) {
                return false
            }
            return true
        }
    }
}
