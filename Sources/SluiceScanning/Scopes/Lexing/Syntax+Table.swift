// The comments and strings of each family of languages.

import SluiceModel

extension Syntax {
    /// The syntax of a family; nil where nothing is told apart.
    static func of(_ family: Language.Family) -> Syntax? {
        switch family {
        case .none, .diff: nil
        case .python: python
        case .javaScript: javaScript
        case .c: c
        case .plainC: plainC
        case .java: java
        case .cSharp: cSharp
        case .go: go
        case .rust: rust
        case .swift: swift
        case .kotlin: kotlin
        case .scala: scala
        case .groovy: groovy
        case .dart: dart
        case .php: php
        case .ruby: ruby
        case .perl: perl
        case .lua: lua
        case .hashComments: hashComments
        case .julia: julia
        case .elixir: elixir
        case .haskell: haskell
        case .ml: ml
        case .lisp: lisp
        case .percentComments: percentComments
        case .shell: shell
        case .powerShell: powerShell
        case .batch: batch
        case .visualBasic: visualBasic
        case .sql: sql
        case .dockerfile: dockerfile
        case .terraform: terraform
        case .yaml: yaml
        case .json: json
        case .toml: toml
        case .ini: ini
        case .markup: markup
        case .css: css
        case .graphQL: graphQL
        }
    }

    private static let slashes = [LineComment("//")]
    private static let hash = [LineComment("#")]
    private static let stars = [BlockComment("/*", "*/")]
    private static let nestedStars = [BlockComment("/*", "*/", nests: true)]
    private static let double = Quote("\"")
    private static let single = Quote("'")

    private static let python = Syntax(
        line: hash,
        quotes: [Quote("\"", hasTriple: true), Quote("'", hasTriple: true)]
    )
    private static let javaScript = Syntax(
        line: slashes,
        block: stars,
        quotes: [double, single, Quote("`", spansLines: true, interpolation: .dollarBrace)],
        .regularExpressions
    )
    private static let c = Syntax(
        line: slashes,
        block: stars,
        quotes: [double, single],
        [.digitSeparators, .cppRaw]
    )
    private static let plainC = Syntax(line: slashes, block: stars, quotes: [double, single])
    private static let java = Syntax(line: slashes, block: stars, quotes: [Quote("\"", hasTriple: true), single])
    private static let cSharp = Syntax(line: slashes, block: stars, quotes: [double, single], .cSharp)
    private static let go = Syntax(
        line: slashes,
        block: stars,
        quotes: [double, single, Quote("`", escape: nil, spansLines: true)]
    )
    private static let rust = Syntax(
        line: slashes,
        block: nestedStars,
        quotes: [Quote("\"", spansLines: true)],
        [.probedCharacters, .rustRaw]
    )
    private static let swift = Syntax(
        line: slashes,
        block: nestedStars,
        quotes: [Quote("\"", hasTriple: true, interpolation: .backslashParenthesis)],
        .swiftRaw
    )
    private static let kotlin = Syntax(
        line: slashes,
        block: nestedStars,
        quotes: [Quote("\"", hasTriple: true, tripleEscapes: false, interpolation: .dollarBrace), single]
    )
    private static let scala = Syntax(
        line: slashes,
        block: nestedStars,
        quotes: [Quote("\"", hasTriple: true, tripleEscapes: false, interpolation: .dollarBrace)],
        .probedCharacters
    )
    private static let groovy = Syntax(
        line: slashes,
        block: stars,
        quotes: [
            Quote("\"", hasTriple: true, interpolation: .dollarBrace), Quote("'", hasTriple: true),
        ]
    )
    private static let dart = Syntax(
        line: slashes,
        block: nestedStars,
        quotes: [
            Quote("\"", hasTriple: true, interpolation: .dollarBrace),
            Quote("'", hasTriple: true, interpolation: .dollarBrace),
        ]
    )
    private static let php = Syntax(
        line: [LineComment("//"), LineComment("#", unlessFollowedBy: UInt8(ascii: "["))],
        block: stars,
        quotes: [Quote("\"", spansLines: true), Quote("'", spansLines: true)],
        [.phpHereDocuments, .tags]
    )
    private static let ruby = Syntax(
        line: hash,
        block: [BlockComment("=begin", "=end", isWholeLine: true)],
        quotes: [
            Quote("\"", interpolation: .hashBrace), single, Quote("`", interpolation: .hashBrace),
        ],
        [.hereDocuments, .regularExpressions, .delimitedLiterals, .percentLiterals]
    )
    private static let perl = Syntax(
        line: [LineComment("#", .afterBlank)],
        block: [
            BlockComment("=pod", "=cut", isWholeLine: true), BlockComment("=head", "=cut", isWholeLine: true),
            BlockComment("=begin", "=cut", isWholeLine: true),
        ],
        quotes: [double, single],
        [.hereDocuments, .regularExpressions, .delimitedLiterals]
    )
    private static let lua = Syntax(
        line: [LineComment("--")],
        block: [BlockComment("--[[", "]]")],
        quotes: [double, single],
        .longBrackets
    )
    private static let hashComments = Syntax(line: hash, quotes: [double, single])
    private static let julia = Syntax(
        line: hash,
        block: [BlockComment("#=", "=#", nests: true)],
        quotes: [Quote("\"", spansLines: true, hasTriple: true, interpolation: .dollarParenthesis)],
        .probedCharacters
    )
    private static let elixir = Syntax(
        line: hash,
        quotes: [
            Quote("\"", spansLines: true, hasTriple: true, interpolation: .hashBrace),
            Quote("'", hasTriple: true, interpolation: .hashBrace),
        ]
    )
    private static let haskell = Syntax(
        line: [LineComment("--")],
        block: [BlockComment("{-", "-}", nests: true)],
        quotes: [double],
        .probedCharacters
    )
    private static let ml = Syntax(
        line: slashes,
        block: [BlockComment("(*", "*)", nests: true)],
        quotes: [Quote("\"", spansLines: true, hasTriple: true, tripleEscapes: false)],
        .probedCharacters
    )
    private static let lisp = Syntax(
        line: [LineComment(";")],
        block: [BlockComment("#|", "|#", nests: true)],
        quotes: [Quote("\"", spansLines: true)]
    )
    private static let percentComments = Syntax(line: [LineComment("%")], quotes: [double])
    private static let shell = Syntax(
        line: [LineComment("#", .afterBlank)],
        quotes: [
            Quote("\"", spansLines: true, interpolation: [.dollarParenthesis, .dollarBrace]),
            Quote("'", escape: nil, spansLines: true),
        ],
        [.hereDocuments, .shellHereDocuments, .escapesInCode, .dollarQuotes]
    )
    private static let powerShell = Syntax(
        line: [LineComment("#", .afterBlank)],
        block: [BlockComment("<#", "#>")],
        quotes: [
            Quote("\"", escape: "`", isDoubled: true, spansLines: true, interpolation: .dollarParenthesis),
            Quote("'", escape: nil, isDoubled: true, spansLines: true),
        ],
        [.hereStrings, .backtickEscapesInCode]
    )
    private static let batch = Syntax(line: [LineComment("::", .lineStart)], quotes: [], .remarks)
    private static let visualBasic = Syntax(
        line: [LineComment("'")],
        quotes: [Quote("\"", escape: nil, isDoubled: true)],
        .remarks
    )
    private static let sql = Syntax(
        line: [LineComment("--")],
        block: stars,
        quotes: [
            Quote("'", escape: nil, isDoubled: true, spansLines: true), Quote("\"", escape: nil, isDoubled: true),
        ]
    )
    private static let dockerfile = Syntax(line: [LineComment("#", .lineStart)], quotes: [double, single])
    private static let terraform = Syntax(
        line: hash + slashes,
        block: stars,
        quotes: [Quote("\"", interpolation: .dollarBrace)],
        .hereDocuments
    )
    private static let yaml = Syntax(
        line: [LineComment("#", .afterBlank)],
        quotes: [
            Quote("\"", spansLines: true), Quote("'", escape: nil, isDoubled: true, spansLines: true),
        ],
        .quotedValues
    )
    private static let json = Syntax(line: slashes, block: stars, quotes: [double])
    private static let toml = Syntax(
        line: hash,
        quotes: [
            Quote("\"", hasTriple: true), Quote("'", escape: nil, hasTriple: true, tripleEscapes: false),
        ]
    )
    private static let ini = Syntax(
        line: [LineComment("#", .afterBlank), LineComment(";", .afterBlank)],
        quotes: [double],
        .quotedValues
    )
    private static let markup = Syntax(block: [BlockComment("<!--", "-->")])
    private static let css = Syntax(block: stars, quotes: [double, single])
    private static let graphQL = Syntax(line: hash, quotes: [Quote("\"", hasTriple: true)])
}
