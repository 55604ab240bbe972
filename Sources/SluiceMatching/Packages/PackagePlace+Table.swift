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
    static func dottedVersion(from offset: Int) -> CandidateGate {
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
    static let lineStart: CandidateGate = {
        var set = ByteSet.all
        for byte in "\n\r\t;\"'`\\+ifu".utf8 { set.remove(byte) }
        return CandidateGate(offset: -2, set: set, lengths: 0...1, pair: UInt8(ascii: " "))
    }()

    private static let quotes = ByteSet(ascii: "\"'`")
    static let plainQuotes = ByteSet(ascii: "\"'")
    private static let bracket = ByteSet(ascii: "]")
    private static let slash = ByteSet(ascii: "/")

    /// All places.
    static let all: [PackagePlace] =
        commands + longCommands + listedCommands + imports + goImports + manifests + groups + lockedVersions
        + lockedKinds + maven
        + swift + cocoapods + hex + pub

    private static let commands: [PackagePlace] = [
        PackagePlace(
            " install ",
            [
                (.pypi, ["pip", "pipx", "pipenv", "uv"]), (.npm, ["npm", "pnpm", "bun", "volta"]), (.cargo, ["cargo"]),
                (.go, ["go"]),
                (.gem, ["gem"]),
                (.nuget, ["dotnet", "nuget"]),
            ]
        ),
        // Most of conda's packages are PyPI's under the same names, but not all.
        PackagePlace(" install ", isCertain: false, [(.pypi, ["conda", "mamba", "micromamba"])]),
        PackagePlace(" download ", [(.pypi, ["pip"])]),
        PackagePlace(" wheel ", [(.pypi, ["pip"])]),
        PackagePlace(" binstall ", [(.cargo, ["cargo"])]),
        PackagePlace(" inject ", [(.pypi, ["pipx"])]),
        PackagePlace(.install, .word(atLineStart: false), [.go], " -require=", isCertain: true),
        PackagePlace(" update ", [(.npm, ["npm", "pnpm"])]),
        PackagePlace(
            " add ",
            [
                (.pypi, ["uv", "poetry", "pdm", "rye"]), (.npm, ["npm", "yarn", "pnpm", "bun"]), (.cargo, ["cargo"]),
                (.gem, ["bundle"]),
            ]
        ),
        // `dotnet add app.csproj package A`: what else stands there is no package.
        PackagePlace(" add ", isCertain: false, [(.pypi, ["pixi"]), (.nuget, ["dotnet"])]),
        PackagePlace("npx ", takesOne: true, [(.npm, ["npx"])]),
        PackagePlace("bunx ", takesOne: true, [(.npm, ["bunx"])]),
        PackagePlace(" dlx ", takesOne: true, [(.npm, ["pnpm", "yarn"])]),
        PackagePlace("uvx ", takesOne: true, [(.pypi, ["uvx"])]),
        PackagePlace("easy_install ", takesOne: true, [(.pypi, ["easy_install"])]),
        PackagePlace("Install-Package ", [(.nuget, ["Install-Package"])]),
    ]

    /// Commands of which the tool or another word is looked for as well, as theirs is in every text.
    private static let longCommands = [
        spread(" add package ", [(.nuget, ["dotnet"])]),
        spread("npm i ", [(.npm, ["npm", "pnpm"])]),
        spread("bun i ", [(.npm, ["bun"])]),
        spread("bun x ", takesOne: true, [(.npm, ["bun"])]),
        spread("npm x ", takesOne: true, [(.npm, ["npm"])]),
        spread("npm exec ", takesOne: true, [(.npm, ["npm", "pnpm"])]),
        spread(" run --with ", takesOne: true, [(.pypi, ["uv"])]),
        spread("uv tool run ", takesOne: true, [(.pypi, ["uv"])]),
        spread("pipx run ", takesOne: true, [(.pypi, ["pipx"])]),
        spread("go get ", [(.go, ["go"])]),
        spread("go run ", takesOne: true, [(.go, ["go"])]),
        spread("composer require ", [(.composer, ["composer"])]),
        spread("composer create-project ", takesOne: true, [(.composer, ["composer"])]),
        spread(" global require ", [(.composer, ["composer"])]),
    ]
    .flatMap(\.self)

    /// What programs start other programs with: `["pip", "install", "a"]`.
    private static let listedCommands = [
        listed(
            "install",
            [(.pypi, ["pip", "uv"]), (.npm, ["npm", "pnpm"]), (.cargo, ["cargo"]), (.gem, ["gem"])]
        ),
        listed("add", [(.pypi, ["uv", "poetry"]), (.npm, ["yarn", "pnpm", "npm", "bun"]), (.cargo, ["cargo"])]),
        listed("i", [(.npm, ["npm", "pnpm"])]), listed("get", [(.go, ["go"])]),
        listed("require", [(.composer, ["composer"])]),
    ]
    .flatMap(\.self)

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

    /// Lists of requirements by what groups and extras are mostly called: names without a version stand in them.
    private static let groups: [PackagePlace] = [
        "dev", "test", "tests", "testing", "doc", "docs", "lint", "typing", "all", "extra", "cli", "build", "async",
        "ci",
    ]
    .flatMap { word in
        [" = [", "=[", "\": [", "': ["].map {
            PackagePlace(.manifest, .requirements, [.pypi], word + $0, isCertain: false)
        }
    }

    private static let manifests: [PackagePlace] = [
        PackagePlace(.manifest, .word(atLineStart: false), [.pypi], "#egg=", isCertain: false),
        PackagePlace(.manifest, .word(atLineStart: false), [.pypi], "&egg=", isCertain: false),
        PackagePlace(.manifest, .word(atLineStart: true), [.go], "tool ", gate: lineStart, isCertain: false),
        PackagePlace(.manifest, .version(.archive), [.npm], "\": \"", value: "https://", isCertain: false),
        PackagePlace(.manifest, .version(.archive), [.npm], "\": \"", value: "http://", isCertain: false),
        PackagePlace(.manifest, .version(.archive), [.npm], "\":\"", value: "https://", isCertain: false),
        PackagePlace(.manifest, .version(.lockKey), [.pypi], "\"", value: "hashes\": [", isCertain: false),
        PackagePlace(.manifest, .version(.lockKey), [.pypi], "\"", value: "hashes\":[", isCertain: false),
        PackagePlace(.manifest, .quotedName, [.npm], "\"node_modules/", isCertain: true),
        PackagePlace(.manifest, .quotedName, [.nuget], "PackageReference Include=\"", isCertain: true),
        PackagePlace(.manifest, .quotedName, [.nuget], "PackageReference Update=\"", isCertain: true),
        PackagePlace(.manifest, .quotedName, [.nuget], "PackageVersion Include=\"", isCertain: true),
        PackagePlace(.manifest, .quotedName, [.nuget], "<package id=\"", isCertain: true),
        PackagePlace(.manifest, .quotedName, [.nuget], " Include=\"", isCertain: false),
        PackagePlace(.manifest, .quotedName, [.nuget], " Include = \"", isCertain: false),
        PackagePlace(.manifest, .quotedName, [.gem], "gem ", then: plainQuotes, isCertain: true),
        PackagePlace(.manifest, .quotedName, [.gem], "gem  ", then: plainQuotes, isCertain: true),
        PackagePlace(.manifest, .quotedName, [.gem], "_dependency  ", then: plainQuotes, isCertain: true),
        PackagePlace(.manifest, .quotedName, [.gem], "gem(", then: plainQuotes, isCertain: false),
        PackagePlace(.manifest, .quotedName, [.gem], "_dependency ", then: plainQuotes, isCertain: true),
        PackagePlace(.manifest, .quotedName, [.gem], "_dependency(", then: plainQuotes, isCertain: true),
        PackagePlace(.manifest, .quotedName, [.cargo, .pypi], "name = \"", isCertain: false),
        PackagePlace(.manifest, .quotedName, [.cargo], "package = \"", isCertain: false),
        PackagePlace(.manifest, .name(until: bracket), [.cargo, .pypi], "dependencies.", isCertain: false),
        ownName("\"name\": \""), ownName("\"name\":\""),
        PackagePlace(.manifest, .alias, [.npm], "npm:", then: PackageText.pathBytes, isCertain: false),
        member("\": \""), member("\":\""),
        word("latest\""), word("next\""), word("beta\""), word("alpha\""), word("canary\""), word("dev-"), word("@dev"),
        word("workspace:"), word("catalog:"), word("github:"), word("git+"), word("git://"), word("npm:"),
        word("file:"), word("link:"), word("portal:"), word("patch:"), member("\": \"v"),
        member("\": \">= "), member("\": \"> "), member("\": \"<= "), member("\": \"< "),
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
        // Apart from its operator a number may be compared by code.
        compared("===", .digits), compared("!=", .digits), compared("<=", .digits),
        compared("<", .digits), compared(">", .digits),
        compared("== ", .digits), compared(">= ", .digits), compared("~= ", .digits),
        compared("==\t", gap), compared(">=\t", gap), compared("~=\t", gap),
        compared("==  ", gap), compared(">=  ", gap), compared("~=  ", gap),
        compared(" @ ", ByteSet(ascii: "hgf")),
        PackagePlace(.manifest, .version(.attribute), [.cargo], ".", value: "workspace = ", isCertain: false),
        PackagePlace(.manifest, .version(.attribute), [.cargo], ".", value: "version = \"", isCertain: false),
        PackagePlace(.manifest, .version(.attribute), [.cargo], ".", value: "workspace=", isCertain: false),
        PackagePlace(.manifest, .version(.attribute), [.cargo], ".", value: "version=\"", isCertain: false),
        PackagePlace(.manifest, .version(.specifier), [.npm], "specifier: ", isCertain: false),
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
            [locked(.lockObject, [.npm, .composer, .pypi], $0), locked(.ownVersion, [.npm], $0)]
        }

    /// Entries of NuGet's packages.lock.json, which begin with how they are used.
    private static let lockedKinds = ["\"type\": \"", "\"type\":\""].flatMap { text in
        ["Direct\"", "Transitive\"", "CentralTransitive\""].map {
            PackagePlace(.manifest, .version(.lockKey), [.nuget], text, value: $0, isCertain: false)
        }
    }

    static let goVersion = CandidateGate(
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

    private static let gap = PackageText.blanks.union(.digits)

    /// A requirement of Python's with an operator, and what stands behind that.
    private static func compared(_ text: String, _ set: ByteSet) -> PackagePlace {
        PackagePlace(.manifest, .version(.requirement), [.pypi], text, then: set, isCertain: false)
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
