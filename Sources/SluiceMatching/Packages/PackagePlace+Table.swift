// All texts that lead to names of packages.

extension PackagePlace {
    /// What a version in a manifest is made of, before its first dot.
    static let versionBytes = ByteSet.digits.union(ByteSet(ascii: "^~<>=*"))
    private static let dot = ByteSet(ascii: ".")
    /// The longest first part of a version that is followed by a dot.
    static let longestVersionStart = 8
    /// The longest first part of a package's name that a slash follows.
    private static let longestVendor = 48

    /// Lets through versions that have a dot (`PackageText.dottedVersion`).
    private static func dottedVersion(from offset: Int) -> CandidateGate {
        CandidateGate(
            offset: offset,
            set: versionBytes,
            lengths: [],
            separatedLengths: 1...longestVersionStart,
            separators: dot
        )
    }

    /// Lets through words at the beginning of a line (`PackageText.beginsLine`), and few others: of the two bytes
    /// before a word at most one is neither the end of a line nor the like, or there are two blanks. The word's own
    /// first letter ends the run.
    private static let lineStart: CandidateGate = {
        var set = ByteSet.all
        for byte in "\n\r\t;\"'`\\+ifu".utf8 { set.remove(byte) }
        return CandidateGate(offset: -2, set: set, lengths: 0...1, pair: UInt8(ascii: " "))
    }()

    private static let quotes = ByteSet(ascii: "\"'`")
    private static let plainQuotes = ByteSet(ascii: "\"'")
    private static let bracket = ByteSet(ascii: "]")
    private static let slash = ByteSet(ascii: "/")

    /// All places.
    static let all: [PackagePlace] = commands + imports + goImports + manifests + lockedVersions

    private static let commands: [PackagePlace] = [
        PackagePlace(
            " install ",
            [
                (.pypi, ["pip", "pipx", "pipenv", "uv"]), (.npm, ["npm", "pnpm", "bun"]), (.cargo, ["cargo"]),
                (.go, ["go"]),
                (.gem, ["gem"]),
            ]
        ),
        PackagePlace(
            " add ",
            [
                (.pypi, ["uv", "poetry", "pdm"]), (.npm, ["npm", "yarn", "pnpm", "bun"]), (.cargo, ["cargo"]),
                (.gem, ["bundle"]),
            ]
        ),
        PackagePlace(" add package ", [(.nuget, ["dotnet"])]),
        PackagePlace("npm i ", [(.npm, ["npm", "pnpm"])]),
        PackagePlace("bun i ", [(.npm, ["bun"])]),
        PackagePlace("npm exec ", takesOne: true, [(.npm, ["npm", "pnpm"])]),
        PackagePlace(" run --with ", takesOne: true, [(.pypi, ["uv"])]),
        PackagePlace("uvx --with ", takesOne: true, [(.pypi, ["uvx"])]),
        PackagePlace("npx ", takesOne: true, [(.npm, ["npx"])]),
        PackagePlace("bunx ", takesOne: true, [(.npm, ["bunx"])]),
        PackagePlace(" dlx ", takesOne: true, [(.npm, ["pnpm", "yarn"])]),
        PackagePlace("uvx ", takesOne: true, [(.pypi, ["uvx"])]),
        PackagePlace("pipx run ", takesOne: true, [(.pypi, ["pipx"])]),
        PackagePlace("go get ", [(.go, ["go"])]),
        PackagePlace("composer require ", [(.composer, ["composer"])]),
        PackagePlace(" global require ", [(.composer, ["composer"])]),
        PackagePlace("Install-Package ", [(.nuget, ["Install-Package"])]),
    ]

    private static let imports: [PackagePlace] = [
        PackagePlace(.import, .statement, [.pypi], "import ", gate: lineStart, isCertain: false),
        PackagePlace(.import, .statement, [.pypi], "from ", gate: lineStart, isCertain: false),
        PackagePlace(.import, .statement, [.cargo], "use ", gate: lineStart, isCertain: false),
        PackagePlace(.import, .statement, [.cargo], "extern crate ", isCertain: false),
        PackagePlace(.import, .quotedName, [.npm, .go], "import ", then: plainQuotes, isCertain: false),
        PackagePlace(.import, .quotedName, [.npm], "from ", then: plainQuotes, isCertain: false),
        PackagePlace(.import, .quotedName, [.npm], "require(", then: quotes, isCertain: false),
        PackagePlace(.import, .quotedName, [.npm], "import(", then: quotes, isCertain: false),
        PackagePlace(.import, .quotedModule, [.pypi], "__import__(", then: plainQuotes, isCertain: false),
        PackagePlace(.import, .quotedModule, [.pypi], "import_module(", then: plainQuotes, isCertain: false),
        PackagePlace(.import, .quotedName, [.gem], "require ", then: plainQuotes, isCertain: false),
    ]

    /// Inside `import (…)` a line is a path alone, or one behind the name that it is called by.
    private static let goImports = goHosts.map {
        PackagePlace(.import, .quotedName, [.go], "\"", value: $0, isCertain: false)
    }

    /// Well-known hosts that paths of Go's modules begin with.
    private static let goHosts = [
        "github.com/", "gitlab.com/", "bitbucket.org/", "gopkg.in/", "golang.org/x/", "google.golang.org/",
        "cloud.google.com/go", "go.uber.org/", "k8s.io/", "sigs.k8s.io/",
    ]

    private static let manifests: [PackagePlace] = [
        PackagePlace(.manifest, .quotedName, [.npm], "\"node_modules/", isCertain: true),
        PackagePlace(.manifest, .quotedName, [.nuget], "PackageReference Include=\"", isCertain: true),
        PackagePlace(.manifest, .quotedName, [.gem], "gem ", then: plainQuotes, isCertain: true),
        PackagePlace(.manifest, .quotedName, [.gem], "_dependency ", then: plainQuotes, isCertain: true),
        PackagePlace(.manifest, .quotedName, [.gem], "_dependency(", then: plainQuotes, isCertain: true),
        PackagePlace(.manifest, .quotedName, [.cargo, .pypi], "name = \"", isCertain: false),
        PackagePlace(.manifest, .quotedName, [.cargo], "package = \"", isCertain: false),
        PackagePlace(.manifest, .name(until: bracket), [.cargo, .pypi], "dependencies.", isCertain: false),
        ownName("\"name\": \""), ownName("\"name\":\""),
        PackagePlace(.manifest, .alias, [.npm], "npm:", then: PackageText.pathBytes, isCertain: false),
        member("\": \""), member("\":\""),
        word("latest\""), word("next\""), word("dev-"),
        PackagePlace(.manifest, .version(.gemLine), [.gem], " (", then: .digits, gate: goVersion, isCertain: false),
        PackagePlace(.manifest, .version(.entry), [.cargo, .pypi], " = \"", then: versionBytes, isCertain: false),
        PackagePlace(.manifest, .version(.table), [.cargo, .pypi], " = ", then: ByteSet(ascii: "{"), isCertain: false),
        PackagePlace(.manifest, .requirements, [.pypi], "dependencies = [", isCertain: true),
        PackagePlace(.manifest, .requirements, [.pypi], "dependencies=[", isCertain: true),
        PackagePlace(.manifest, .requirements, [.pypi], "requires = [", isCertain: true),
        PackagePlace(.manifest, .requirements, [.pypi], "requires=[", isCertain: true),
        PackagePlace(.manifest, .version(.requirement), [.pypi], "==", then: .digits, isCertain: true),
        PackagePlace(.manifest, .version(.requirement), [.pypi], ">=", then: .digits, isCertain: true),
        PackagePlace(.manifest, .version(.requirement), [.pypi], "~=", then: .digits, isCertain: true),
        PackagePlace(.manifest, .version(.requirement), [.pypi], "== ", then: .digits, isCertain: false),
        PackagePlace(.manifest, .version(.requirement), [.pypi], ">= ", then: .digits, isCertain: false),
        PackagePlace(.manifest, .version(.requirement), [.pypi], "~= ", then: .digits, isCertain: false),
        PackagePlace(.manifest, .version(.goModule), [.go], " v", then: .digits, gate: goVersion, isCertain: true),
        PackagePlace(
            .manifest,
            .version(.lockEntry),
            [.npm],
            "@",
            then: versionBytes,
            gate: dottedVersion(from: 1),
            isCertain: true
        ),
        PackagePlace(
            .manifest,
            .version(.lockEntry),
            [.npm],
            "@npm:",
            then: versionBytes,
            gate: dottedVersion(from: 5),
            isCertain: true
        ),
    ]

    private static let lockedVersions = ["\"version\": \"", "\"version\":\"", "\"version\": \"v", "\"version\":\"v"]
        .flatMap {
            // By its own name Composer's package is told already.
            [locked(.lockObject, [.npm, .composer], $0), locked(.ownVersion, [.npm], $0)]
        }

    private static let goVersion = CandidateGate(
        offset: 2,
        set: .digits,
        lengths: [],
        separatedLengths: 1...longestVersionStart,
        separators: dot
    )

    private static func member(_ text: String) -> PackagePlace {
        PackagePlace(
            .manifest,
            .version(.member),
            [.npm, .composer],
            text,
            then: versionBytes,
            gate: CandidateGate(
                offset: text.utf8.count,
                set: versionBytes,
                lengths: 1...PackageText.longestPlainVersion,
                separatedLengths: 1...longestVersionStart,
                separators: dot
            ),
            isCertain: false
        )
    }

    private static func word(_ word: String) -> PackagePlace {
        PackagePlace(.manifest, .version(.memberWord), [.npm, .composer], "\": \"", value: word, isCertain: false)
    }

    /// What a package of composer.lock is called. In a document its version is a text of its own.
    private static func ownName(_ text: String) -> PackagePlace {
        PackagePlace(
            .manifest,
            .quotedName,
            [.composer],
            text,
            gate: CandidateGate(
                offset: text.utf8.count,
                set: PackageText.nameBytes,
                lengths: [],
                separatedLengths: 1...longestVendor,
                separators: slash
            ),
            isCertain: false
        )
    }

    private static func locked(
        _ version: Version,
        _ ecosystems: [PackageEcosystem],
        _ text: String
    ) -> PackagePlace {
        PackagePlace(
            .manifest,
            .version(version),
            ecosystems,
            text,
            then: versionBytes,
            gate: dottedVersion(from: text.utf8.count),
            isCertain: false
        )
    }
}
