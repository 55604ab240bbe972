// What places of messages, patches and tool calls lie in.

import SluiceMatching
import SluiceModel
import SluiceScanning
import Testing

struct ScopeTrackerTests {
    /// What is known of a text, and the text with marks.
    static let samples: [(String, ScopeHint, String)] = [
        ("a fence", .prose, "«prose»A `x` b\n```python\n«python/code»x = '«python/string»'\n```\n«prose»b"),
        ("a fence of tildes", .prose, "~~~ js\n«javascript»a\n```\n«javascript»b\n~~~~  \n«prose»c"),
        ("a longer fence", .prose, "````py\n«python»a\n```\n«python»b\n````\n«prose»c"),
        ("a fence without a name", .prose, "```\n«unknown»a\n```\n«prose»"),
        ("a fence of text", .prose, "```text\n«prose»a\n```py\n«prose»b\n```\n«prose»"),
        ("a fence with an unknown name", .prose, "```klingon\n«unknown»a"),
        ("a fence without an end", .prose, "```go\n«go»a\n\n«go»b"),
        ("fences in fences", .prose, "```markdown\n«prose»a\n```py\n«python»b\n```\n«prose»c\n```\n«prose»d"),
        ("longer marks around", .prose, "````md\n«prose»a\n```py\n«python»b\n```\n«prose»c\n````\n«prose»d"),
        (
            "a fence in a list", .prose,
            "1. a:\n\n   ```sh\n   «shell»b\n   ```\n«prose»c\n- ```rust\n  «rust»d\n  ```\n«prose»e"
        ),
        ("a fence in a quotation", .prose, "> a\n> ```py\n> «python»b\n> ```\n> «prose»c"),
        ("no fence in a fence's line", .prose, "```py\n«python»a = '```'\n ```x\n«python»b\n``` y\n«python»c"),
        ("code inside a line", .prose, "```a``` b\n«prose»c"),
        ("two marks", .prose, "``py\n«prose»c"),
        ("lines that end with a carriage return", .prose, "```py\r\n«python»a\r\n```\r\n«prose»c"),
        ("an info string in braces", .prose, "``` {.python .numberLines}\n«python»a"),
        ("an info string with a path", .prose, "```ts:src/a.py\n«typescript»a\n```\n```12:40:src/b.rs\n«rust»a"),
        ("an info string that is a path", .prose, "```src/Main.java\n«java»a"),
        ("an info string with attributes", .prose, "```js{1,3} title=\"x.py\"\n«javascript»a"),
        ("an indented block", .prose, "«prose»a\n\n    «unknown»b\n\n    «unknown»c\n«prose»d\n    «prose»e"),
        (
            "an indented item", .prose,
            "- a\n\n  «prose»b\n\n    «prose»c\n\n      «unknown»d\n\n«prose»e\n\n\t«unknown»f"
        ),
        ("a text of unknown kind", .unknown, "«unknown»a\n```py\n«python»b\n```\n«unknown»c\n\n    «unknown»d"),
        ("a program", ScopeHint(Language(named: "python") ?? .all[0]), "```js\n«python/code»a # «python/comment»```\n"),
        (
            "Cline writes a file", .prose,
            "I write.\n<write_to_file>\n<path>src/a.py</path>\n<content>«python/code»\nx # «python/comment»\n```\n"
                + "«call:python/code»</content>«python/code»\n</write_to_file>\n«prose»b\n<content>«prose»"
        ),
        (
            "Cline writes a file of unknown kind", .prose,
            "<write_to_file><path>a.xyz</path><content>«call:unknown»\n</content></write_to_file>«prose»"
        ),
        (
            "Cline writes a text", .prose,
            "<write_to_file>\n<path>a.md</path>\n<content>\n«call:prose»a\n```go\n«call:go»b\n</content>\n"
                + "</write_to_file>«prose»\nc\n"
        ),
        (
            "Cline changes a file", .prose,
            """
            <replace_in_file>
            <path>a.py</path>
            <diff>
            ------- SEARCH
            «old:python/code»a = '''
            =======
            «python/code»b # «python/comment»
            +++++++ REPLACE
            <<<<<<< SEARCH
            «old:python»c
            =======
            «python»d
            =======
            «python»e
            >>>>>>> REPLACE
            </diff>«prose»
            """
        ),
        (
            "Cline runs a command", .prose,
            "<execute_command>\n<command>«shell/code»rm \"«shell/string»\" </command>«prose»\n<path>\n"
        ),
        (
            "a call in the middle of a line and behind a list's mark", .prose,
            "I run <execute_command><command>«call:shell»ls</command></execute_command> «prose»now\n- <execute_command>"
                + "<command>«call:shell»ls</command>«prose»"
        ),
        (
            "a call with named parameters", .prose,
            "<x:function_calls>\n<x:invoke name=\"Write\">\n<x:parameter name=\"file_path\">/src/a.go</x:parameter>\n"
                + "<x:parameter name=\"content\">«call:go/code»var a // «go/comment»\n</parameter></x:parameter>«prose»\n"
                + "</x:invoke>\n<parameter name=\"command\">«prose»ls"
        ),
        (
            "a command in a named parameter", .prose,
            "<invoke name='Bash'><parameter name='command'>«call:shell»ls </x:parameter>«prose»</invoke>"
        ),
        (
            "another parameter", .prose,
            "<invoke name='Task'><parameter name='prompt'>«call:prose»a <execute_command><command>«call:prose»b</parameter>"
                + "«prose»"
        ),
        (
            "an edit in named parameters", .prose,
            "<function=edit><parameter=path>\n src/a.py\n</parameter><parameter=old_str>«old:python»a</parameter>\n"
                + "<parameter=new_str>«call:python»b</parameter></function>«prose»"
        ),
        ("JSON in a tag", .prose, "a <tool_call>\n{\"name\": «call:unknown»\"a\"}\n</tool_call>«prose»"),
        (
            "a builder's tags", .prose,
            "<boltAction type=\"file\" filePath=\"src/a.ts\">«call:typescript»a</boltAction>«prose»\n"
                + "<boltAction type=\"shell\">«call:shell»ls</boltAction><lov-write file_path=\"b.py\">«call:python»b"
        ),
        (
            "a call in a fence", .prose,
            "```xml\n<execute_command>\n<command>«call:shell»ls\n</command>«xml»\n```\n«prose»\n```\n<execute_command>"
                + "<command>«call:shell»ls</command>«unknown»\n```\n«prose»"
        ),
        (
            "tags that are none", .prose,
            "a < b <1> <execute_command\n><command>«prose»b <\(String(repeating: "a", count: 200))> «prose»"
        ),
        (
            "what looks like a change behind code", .prose,
            "```go\n/*\n<<<<<<< SEARCH\n*/\n«go/code»a\n--- a/b.go\n+++ b/b.go\n@@ -1,9 +1,9 @@\n «go/code»b\n```\n"
        ),
        (
            "the same in a command", .shell,
            "cat <<'E'\n<<<<<<< SEARCH\n«shell»a\n--- a/b.sh\n+++ b/b.sh\n@@ -1,2 +1,2 @@\n «shell»b\n-«old:shell»c\n"
        ),
        ("elements that are none", .prose, "<content>«prose»a\n</path>\n<command>«prose»b <path>c.py\n«prose»"),
        (
            "parts to replace in a fence", .prose,
            "```py\n<<<<<<< SEARCH\n«old:python»a\n=======\n«python»b\n>>>>>>> REPLACE\n«python»c\n```\n«prose»"
        ),
        (
            "a patch of OpenAI's", .prose,
            """
            *** Begin Patch
            *** Update File: a/b.py
            @@ «prose»def f():
             «old:python/code»a
            -«old:python»b = '''
            +«python/code»c # «python/comment»
             «old:python/code»d
            *** Add File: c.rs
            +«rust»e
            *** End Patch
            «prose»f
            """
        ),
        (
            "the same in a command", .shell,
            "«shell»apply_patch <<'EOF'\n*** Begin Patch\n*** Update File: x.js\n+«javascript»a\n*** End Patch\nEOF«shell»"
        ),
        (
            "a here document in a file", .shell,
            "mkdir -p a && cat > a/b.py <<'EOF'\n«shell/string>python/code»x = '«shell/string>python/string»' # "
                + "«shell/string>python/comment»a\n«shell/string>python/code»EOF\n«shell/code>»ls"
        ),
        (
            "here documents for programs", .shell,
            "python3 - <<EOF\n«shell/string>python/code»\nEOF\nsudo docker exec -i db /usr/bin/psql -U a b <<-SQL\n"
                + "«shell/string>sql/code»\nSQL\ncat << X | tee -a \"c/d_e.js\" >/dev/null\n«shell/string>javascript/code»\n"
                + "X\nbash -s <<'E'\n«shell/string>shell/code»rm\nE\nkubectl apply -f - <<E\n«shell/string>yaml/code»\nE\n"
                + "ssh h sh <<E\n«shell/string>shell/code»\nE\nx=$(node <<'E'\n«shell/string>javascript/code»\nE\n)"
                + "«shell/code>»"
        ),
        (
            "here documents of nothing that is known", .shell,
            "cat <<EOF\n«shell/string>»\nEOF\ncat > README.md <<EOF\n«shell/string>»\nEOF\npython3 a.py <<EOF\n"
                + "«shell/string>»\nEOF\ncat > a <<EOF; python3 -\n«shell/string>»\nEOF\ncat 2> a.py <<EOF\n"
                + "«shell/string>»\nEOF\ncat < a.py <<EOF >&2\n«shell/string>»\nEOF\n"
                + "git commit -m \"$(cat <<'EOF'\n«shell/string>»\nEOF\n)\"«shell/code>»"
        ),
        (
            "a here document in a string's code", .shell,
            "echo \"$(ruby <<'EOF'\n«shell/string>ruby/code»\nEOF\n«shell/code>»)«shell/string>»\"«shell/code>»"
        ),
        (
            "here documents in a fence and in a call", .prose,
            "```bash\ncat <<EOF >a.go\n«shell/string>go/code»// «shell/string>go/comment»\nEOF\n«shell/code>»\n```\n"
                + "<execute_command><command>cat >a.rs <<E\n«shell/string>rust/code»</command>«prose>»"
        ),
        (
            "programs in arguments", .shell,
            "python3 -c '«shell/string>python/code»a # «shell/string>python/comment»'«shell/code>» \"«shell/string>»b\"\n"
                + "sudo bash -lc \"«shell/string>shell/code»a '«shell/string>shell/string»' $(«shell/code>»b "
                + "'«shell/string>»') «shell/string>shell/code»\"«shell/code>»\nperl -ne '«shell/string>perl/code»'; "
                + "php -r '«shell/string>php/code»'\nnode --eval=\"«shell/string>javascript/code»\" && "
                + "psql -U a -c \"«shell/string>sql/code»\" | python3 <<< '«shell/string>python/code»'"
        ),
        (
            "a command over lines", .shell,
            "cat \\\n  > a.py \\\n  <<E\n«shell/string>python/code»\nE\nruby \\\n  -e '«shell/string>ruby/code»'\nruby\n"
                + "-e '«shell/string>»'"
        ),
        (
            "arguments that are no programs", .shell,
            "grep -e '«shell/string>»' a; python3 a.py -c '«shell/string>»'; mysql -p\"«shell/string>»\"; "
                + "git -c '«shell/string>»' bash; python3 -m a '«shell/string>»' #"
        ),
        (
            "a diff", .prose,
            """
            «prose»See
            diff --git a/a.py b/a.py
            --- a/a.py\t2026
            +++ b/a.py\t2026
            @@ -1,3 +1,3 @@ «prose»def f
             «old:python»a
            -«old:python»b
            +«python»c
             «old:python»d
            --- a/b.txt
            +++ b/b.go
            @@ -0,0 +1 @@
            +«go»c
            «prose»d
            +«prose»e
            """
        ),
        (
            "a diff in a fence", .prose,
            "```diff\n«prose»--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-«old:c»a\n+«c»b\n «old:c»c\n+«c»d\n```\n«prose»"
        ),
        ("a diff without headers", .prose, "```diff\n-«old:unknown»a\n+«unknown»b\n```\n«prose»"),
        ("a removed file", .prose, "--- a/x.c\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-«old:c»a\n-«old:c»b\n«prose»c"),
        ("a header alone", .prose, "--- a/x.c\n+++ b/x.c\n«prose»c\n```py\n«python»"),
        ("a fence behind a diff", .prose, "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n```py\n«python»"),
        (
            "a diff in a fence without a name", .prose,
            "```\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-«old:c»a\n+«c»b\n```\n«prose»"
        ),
    ]

    @Test(arguments: samples.indices) func placesAreTold(index: Int) {
        let (name, hint, marked) = Self.samples[index]
        #expect(ScopeText(marked).mistakes(hint) == [], "\(name)")
    }

    @Test(arguments: samples.indices) func piecesDoNotMatter(index: Int) {
        let (name, hint, marked) = Self.samples[index]
        let text = ScopeText(marked).bytes
        let whole = ScopeText.scopes(text, hint)
        for cut in 0...text.count {
            #expect(ScopeText.scopes(text, hint, cuts: [cut]) == whole, "\(name), cut at \(cut)")
        }
        #expect(ScopeText.scopes(text, hint, cuts: Array(1..<text.count)) == whole, "\(name), one byte at a time")
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func piecesOfCommandsDoNotMatter(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let parts = [
            "bash ", "-c ", "--eval=", "\"a # $(b '\" ", "'", "\"", "<<<", " <<E", "\nE\n", "\n", ">x.py ", "python3 ",
            String(repeating: " ", count: 300), String(repeating: "x", count: 200), "$(", ")", "\\\n", " | ", "; ",
        ]
        for _ in 0..<10 {
            let text = (0..<60).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
            let bytes = Array(text.utf8)
            let whole = ScopeText.scopes(bytes, .shell)
            let drip = ScopeText.scopes(bytes, .shell, cuts: Array(1..<max(1, bytes.count)))
            #expect(whole.elementsEqual(drip), "seed \(seed)")
            let cut = Int.random(in: 0...bytes.count, using: &generator)
            let two = ScopeText.scopes(bytes, .shell, cuts: [cut])
            #expect(two.elementsEqual(whole), "seed \(seed), cut at \(cut)")
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func piecesOfMixturesDoNotMatter(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<10 {
            let text = MarkdownMixture.lines(40, using: &generator).joined()
            let bytes = Array(text.utf8)
            for hint in [ScopeHint.prose, .unknown, .shell, ScopeHint(.unknown, .diff)] {
                let whole = ScopeText.scopes(bytes, hint)
                let drip = ScopeText.scopes(bytes, hint, cuts: Array(1..<max(1, bytes.count)))
                #expect(whole == drip, "seed \(seed)")
                let cut = Int.random(in: 0...bytes.count, using: &generator)
                #expect(ScopeText.scopes(bytes, hint, cuts: [cut]) == whole, "seed \(seed), cut at \(cut)")
            }
        }
    }
}

struct ScopeDefinitionTests {
    /// The lines of messages with fences and indented blocks lie in what a reading line by line says.
    @Test(arguments: 0..<60 as Range<UInt64>) func linesAreAsAPlainReadingSays(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<20 {
            let lines = MarkdownMixture.fencedLines(30, using: &generator)
            let wanted = MarkdownMixture.kinds(lines)
            let scopes = ScopeText.scopes(Array(lines.joined().utf8), .prose)
            var end = 0
            for (index, line) in lines.enumerated() {
                end += line.utf8.count
                // The place of the line feed, or of the carriage return before it.
                let found = ScopeText.name(scopes[end - (line.hasSuffix("\r\n") ? 2 : 1)]).split(separator: "/")[0]
                let kind = wanted[index] == "flow" ? "prose" : wanted[index]
                #expect(found == kind, "seed \(seed), line \(index + 1) of \(lines)")
                if found != kind { return }
            }
        }
    }
}
