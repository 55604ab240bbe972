// Comments and strings of single languages.

import SluiceMatching
import SluiceModel
import SluiceScanning
import Testing

struct LexerTests {
    /// Code in which `¢` stands before a comment's byte, `§` before a string's and `¤` before one of code.
    static let samples: [(String, String)] = [
        ("python", "¤x = '§a\\'§b'¤ + \"§c # d\" # ¢e\n¤y = '''§a\n'§ b''' ¤; r'§\\'§x' ¤ f\"§{x}\"\n"),
        ("python", "def f():\n    \"\"\"§Doc # x\n    \"§ more\"\"\"\n    ¤return ''¤ + \"\"¤ # ¢c\n"),
        ("python", "a = '§open\n¤b = 1 # ¢'\n¤c"),
        ("javascript", "¤a = `§x ${¤b + '§c}' + `§d${¤{e: 1}.e}§` } § y`; // ¢z\n¤a /* ¢b */ ¤c"),
        ("javascript", "¤x = y / z; '§/'; /[§/'\"]\\//¤.test('§') // ¢b\n¤a = b / c / '§d' ¤"),
        ("typescript", "¤f(/'§/, `§`¤) // ¢'\n¤const s: string = \"§//\"¤;"),
        (
            "java",
            "¤char c = '§\"'; String s = \"§//\"; /* ¢\" */ ¤String t = \"\"\"\n  §\"a\" \\\"\"\"§ \"\"\"¤; // ¢x"
        ),
        (
            "c",
            "¤int n = 1'000; char c = '§\\''; // ¢\n¤#include \"§x.h\"\nu8'§a' ¤ R\"x(§)\" )y\" §)x\" ¤ /* ¢ /* ¢ */ ¤"
        ),
        (
            "csharp",
            "¤var a = @\"§c:\\\"; ¤b = @\"§x\"\"§y\n\"; ¤c = $\"§{d¤[\"§e\"] } § {{§f}}\"¤; \"\"\"\"§a\"\"\"§b\"\"\"\" ¤ // ¢x"
        ),
        ("go", "¤s := `§a\n\"§ \\`¤ + \"§`\" // ¢b\n¤r := '§`'¤"),
        (
            "rust",
            "¤fn f<'a>(x: &'a str) { let c = '\"'; let d = '\\§''; /* ¢ /* ¢ */ ¢ */ ¤r#\"§a\"§ \"#¤; br\"§\\\"¤; b\"§\\\"§\"¤ }"
        ),
        (
            "swift",
            "¤let a = \"§b \\(¤c[\"§d\"]) §\"¤; /* ¢ /* ¢ */ ¢ */ ¤#\"§a\"§ \\(x)\"#¤; \"\"\"\n§\"a\" \\(¤b)\n§\"\"\" ¤// ¢c"
        ),
        ("kotlin", "¤val a = \"§${¤b(\"§c\")}§ $d\"¤; val e = \"\"\"§ \\\"\"\"¤; val f = '§\"' /* ¢ /* ¢ */ ¢ */ ¤"),
        (
            "ruby",
            "¤a = \"§#{¤b ? '§c' : \"§d\"}§\" # ¢e\n=begin\n¢x\n=end\n¤f = <<~TEXT¤.strip\n  §a # b\n  TEXT\n¤g << h # ¢i"
        ),
        ("php", "¤$a = '§b'; // ¢c\n¤#[¤Attr]\n# ¢d\n¤$e = <<<EOT\n§ x\nEOT;¤\n/* ¢ */ ¤"),
        (
            "shell",
            "¤echo \"§a $(¤cmd '§b' # ¢c\n¤) §${¤d:-\"§e\"}§\" ¤ '§\\' ¤\\'¤ x#y # ¢z\n¤cat <<'EOF' ¤| tr\n§a # b\n EOFX\nEOF\n¤ls <<< \"§x\" ¤"
        ),
        ("powershell", "¤$a = \"§b`\"§ $(¤Get-X '§c''§d') §\" # ¢e\n<# ¢f #> ¤$g = @'\n§h'§ \"\n'@ ¤"),
        ("sql", "¤SELECT '§a''§b' -- ¢c'\n¤FROM \"§d\" /* ¢ '\n */ ¤WHERE"),
        ("dockerfile", "# ¢x\n¤RUN echo \"§#\" # ¤\n  # ¢y\n¤"),
        ("terraform", "¤a = \"§${¤b(\"§c\")}§\" # ¢d\n¤x // ¢e\n¤f = <<-EOT\n  §g\n  EOT\n¤h"),
        ("yaml", "¤a: it's ¤# ¢x\n¤b: '§c''§d' # ¢\n¤- \"§e\\\"§ # f\"¤ g#h\n¤i: [\"§j\", '§k']¤"),
        ("json", "¤{\"§a\\\"§b\": ¤1, // ¢c\n ¤\"§d\": /* ¢ */ ¤2}"),
        ("toml", "¤a = \"\"\"\n§b\"\"\" # ¢c\n¤d = '§\\' ¤# ¢"),
        ("html", "¤<a href=\"x\"> <!-- ¢ -- > ¢ --> ¤</a>"),
        ("lua", "¤-- ¢a\n¤--[[ ¢b\n ¢]] ¤c = [[§d\n§]] ¤.. \"§--\""),
        ("haskell", "¤f' x = {- ¢ {- ¢ -} ¢ -} ¤\"§--\" -- ¢c\n¤'\"' ¤"),
        ("batch", "REM ¢x\n¤remove y\n:: ¢z\n¤echo"),
        ("julia", "¤A' * B' # ¢x\n¤#= ¢ #= ¢ =# ¢ =# ¤\"§$(¤f(\"§a\"))§\"¤"),
        ("elixir", "¤\"§#{¤a}§\" # ¢b\n¤\"\"\"\n§c\n\"\"\"¤"),
        (
            "ruby",
            "¤a.gsub(/[§']/¤, \"\"); b = %w[§don't a]¤ + x / y / z # ¢c\n¤d = \"\n§e\"¤; f = '§open\n¤g $' ¤h"
        ),
        ("ruby", "¤ when /[§']/ ¤then\n¤ return /[§\"]/ ¤unless y\n¤n = %q(§(')§')¤; m = x %w ¤[1]"),
        (
            "perl",
            "¤$s =~ s{§'}{§x}¤g; $t =~ m{§\"}¤; qw(§a 'b)¤ . tr{§'} {§\"}¤; $h{s} / 2; '§x'¤\n¤print \"\n§a\"¤; # ¢c"
        ),
        ("perl", "¤$s =~ s/'/\"/g; ¤ split /'/, ¤$x; 'open\n¤$a{y} / $b / ¤c; ->y('§a')¤"),
        (
            "javascript",
            "¤ return /[§`]/¤.test(v) }\n/[§']/¤.test(x); a = <b c={d} /> ¤; typeof /[§`]/ ¤;\n¤ case/[§']/¤"
        ),
        (
            "shell",
            "¤(( a << b ))\n¤x=$(( y << z )) ¤${#x} ¤; # ¢c\n¤echo \"§$((¤1 << 2))§ ${#¤x}§\" # ¢d\n¤cat <<E\n§f\nE\n¤"
        ),
        ("csharp", "¤a = $\"§{¤M()}§ {{§b}} {¤c}§\"¤; ¤d"),
        ("php", "<a §'b> <?php ¤$c = '§d'; // ¢e ?> §don't <?= ¤$f ?>§ <?xml §'?>\n<?php ¤g"),
        ("perl", "¤$#a # ¢b\n\n=pod\n\n¢x\n\n=cut\n¤y"),
    ]

    @Test(arguments: samples) func placesAreTold(language: String, sample: String) throws {
        let marks: [Character: String] = ["¤": "/code", "¢": "/comment", "§": "/string"]
        let marked = sample.map { marks[$0].map { "«\(language)\($0)»" } ?? String($0) }.joined()
        let hint = ScopeHint(try #require(Language(named: language)))
        #expect(ScopeText(marked).mistakes(hint) == [])
    }

    @Test(arguments: Language.all) func piecesDoNotMatter(language: Language) {
        var generator = SplitMix64(seed: UInt64(language.index) + 7)
        for round in 0..<20 {
            let text = Self.soup(pieces: 60, using: &generator)
            let hint = ScopeHint(language)
            let whole = ScopeText.scopes(text, hint)
            let drip = ScopeText.scopes(text, hint, cuts: Array(1..<max(1, text.count)))
            #expect(whole == drip, "\(language), round \(round)")
            let cut = Int.random(in: 0...text.count, using: &generator)
            #expect(whole == ScopeText.scopes(text, hint, cuts: [cut]), "\(language), round \(round), cut at \(cut)")
        }
    }

    private static let pieces = [
        "\"", "'", "`", "\"\"\"", "'''", "#", "//", "/*", "*/", "--", "<!--", "-->", "{-", "-}", "(*", "*)", "<#", "#>",
        "\\",
        "\n", "\n", " ", "${", "}", "{", "(", ")", "$(", "\\(", "#{", "r#\"", "\"#", "R\"x(", ")x\"", "@\"", "$\"",
        "<<EOF",
        "<<~'A'", "EOF", "A", "<<<", "--[[", "]]", "[[", "=begin\n", "=end\n", "=pod\n", "=cut\n", "@'\n", "\n'@",
        "REM ",
        "::", "x", "foo", "=", ":", "1", "\u{E9}", "u8'", "/", "[", "]", "#[", "'a", "#=", "=#", ";", "%", "\t", "\r\n",
        "%w[", "qw(", "s{", "y/", "<?php ", "?>", "((", "))", "<<", "return ", "{{", "$'", ">",
    ].map { Array($0.utf8) }

    static func soup(pieces count: Int, using generator: inout SplitMix64) -> [UInt8] {
        var text: [UInt8] = []
        for _ in 0..<count { text += Self.pieces.randomElement(using: &generator) ?? [] }
        return text
    }

    @Test func longRunsOfMarksAreHarmless() {
        for language in Language.all {
            for piece in Self.pieces + [Array("\"#".utf8), Array("${`".utf8), Array("<<A\n".utf8)] {
                let text = Array(repeating: piece, count: 700).flatMap { $0 }
                #expect(ScopeText.scopes(text, ScopeHint(language)).count == text.count + 1)
            }
        }
    }
}
