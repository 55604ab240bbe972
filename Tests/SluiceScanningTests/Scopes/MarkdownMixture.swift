// Random messages with code, and a plain second reading of what their lines lie in.

import SluiceMatching
import SluiceModel

/// Random messages with code: lines that begin, end or look like blocks.
enum MarkdownMixture {
    private static let plain = [
        "Text\n", "\n", "\n", "  \n", "x = 'a' # b\n", "    indented\n", "\tindented\n", "- item\n", "  - item\n",
        "12) item\n", "> quoted\n", "# Title\n", "a `b` c\n", "    - deep\n", "\r\n", "if (a) { /* b */ }\n", "1. \n",
        "- b ``` c\n", "-x ```\n", "**b** ``` c\n", "3.1 ```\n", "* > c\n", "<b>a</b>\n",
    ]
    private static let fences = [
        "```\n", "```python\n", "```js\r\n", "````\n", "````md\n", "~~~\n", "~~~~ rust\n", "   ```\n", "```markdown\n",
        "```text\n", "- ```sh\n", "> ```go\n", "> ```\n", "``` x``` y\n", "`` a\n", "    ```\n", "```diff\n",
        "``` \t\n",
    ]
    private static let others = [
        "--- a/x.py\n", "+++ b/x.py\n", "@@ -1,2 +1,2 @@\n", "@@\n", "-old\n", "+new '''\n", " kept\n",
        "diff --git a b\n",
        "*** Begin Patch\n", "*** Update File: a.go\n", "*** End Patch\n", "<write_to_file>\n", "<path>a.rs</path>\n",
        "<content>\n", "</content>\n", "<diff>\n", "</diff>\n", "<execute_command><command>ls\n", "</command>\n",
        "a <execute_command> <command>b\n", "<x:invoke name=\"Edit\">\n", "<x:parameter name=\"path\">a.go\n",
        "</x:parameter>\n", "<parameter name=\"old_string\">\n", "</parameter></invoke>\n", "<tool_call>{\n",
        "</tool_call> a\n", "</write_to_file>\n",
        "<<<<<<< SEARCH\n", "=======\n", ">>>>>>> REPLACE\n", "cat <<EOF\n", "EOF\n", "\\ No newline\n",
        "cat > a.py <<'EOF'\n",
        "python3 -c \"x = '''\" # y\n", "bash -lc 'a \"b\n", "c' <<EOF | tee b.js\n", "x=\"$(psql -c \"a -- b\n",
        ")\" <<<'a'\n", "EOF' -c \"\n",
    ]

    static func lines(_ count: Int, using generator: inout SplitMix64) -> [String] {
        (0..<count).map { _ in
            switch Int.random(in: 0..<5, using: &generator) {
            case 0, 1: plain.randomElement(using: &generator) ?? ""
            case 2, 3: fences.randomElement(using: &generator) ?? ""
            default: others.randomElement(using: &generator) ?? ""
            }
        }
    }

    /// Lines that fences and indented blocks are made of, and nothing else.
    static func fencedLines(_ count: Int, using generator: inout SplitMix64) -> [String] {
        (0..<count).map { _ in
            let kinds = Bool.random(using: &generator) ? plain : fences.filter { !$0.contains("diff") }
            return kinds.randomElement(using: &generator) ?? ""
        }
    }

    /// What the end of each line lies in, read line by line with the whole message at hand: the definition in
    /// `Docs/scopes.md` of fences and indented blocks.
    static func kinds(_ lines: [String]) -> [String] {
        struct Fence {
            var mark: Character
            var count: Int
            var isQuoted: Bool
            var kind: String
            var listIndent: Int
        }
        var open: [Fence] = []
        var wasBlank = true
        var isIndented = false
        var listIndent = 0
        var kinds: [String] = []
        for line in lines {
            let text = line.trimmingBlanks
            // A marker of an item needs the blank behind it.
            let marked = line.drop { $0 == " " || $0 == "\t" }.prefix { !$0.isNewline }
            var rest = marked
            let indent = line.indentation
            let isCode = isBlockIndent(indent, listIndent, wasBlank || isIndented)
            // A fence ends at as many marks of its kind, or more, alone on a line.
            if let fence = open.last {
                var closing = Substring(text.filter { $0 != " " && $0 != "\t" })
                if fence.isQuoted { closing = closing.drop { $0 == ">" } }
                let isOneRun = !text.drop { $0 == ">" || $0 == " " || $0 == "\t" }.contains { $0 == " " || $0 == "\t" }
                if isOneRun, closing.count >= fence.count, closing.allSatisfy({ $0 == fence.mark }) {
                    kinds.append(fence.kind == "flow" && isCode ? "unknown" : fence.kind)
                    open.removeLast()
                    (wasBlank, isIndented, listIndent) = (false, false, fence.listIndent)
                    continue
                }
                if fence.kind != "flow" {
                    kinds.append(fence.kind)
                    continue
                }
            }
            kinds.append(isCode ? "unknown" : "flow")
            if text.isEmpty {
                wasBlank = true
                continue
            }
            (wasBlank, isIndented) = (false, isCode)
            // Marks of quotations and of items may stand before a fence.
            var isQuoted = false
            for _ in 0..<4 {
                if rest.hasPrefix(">") {
                    isQuoted = true
                    rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
                } else if let item = rest.itemText {
                    rest = item.drop { $0 == " " || $0 == "\t" }
                } else {
                    break
                }
            }
            if let mark = rest.first, mark == "`" || mark == "~" {
                let marks = rest.prefix { $0 == mark }
                let info = String(rest.dropFirst(marks.count)).trimmingBlanks
                if marks.count >= 3, mark == "~" || !info.contains("`"), open.count < 3 {
                    let word = info.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
                    let kind: String
                    switch word {
                    case "md", "markdown": kind = "flow"
                    case "text": kind = "prose"
                    default: kind = Language(named: word)?.name ?? "unknown"
                    }
                    open.append(
                        Fence(mark: mark, count: marks.count, isQuoted: isQuoted, kind: kind, listIndent: listIndent)
                    )
                    (wasBlank, isIndented, listIndent) = (true, false, 0)
                    continue
                }
            }
            if let item = marked.itemText {
                listIndent = indent + (marked.count - item.count)
            } else if indent == 0 {
                listIndent = 0
            }
        }
        return kinds
    }

    private static func isBlockIndent(_ indent: Int, _ listIndent: Int, _ mayBegin: Bool) -> Bool {
        mayBegin && indent >= listIndent + 4
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        let isBlank = { (character: Character) in character == " " || character == "\t" || character.isNewline }
        var text = Substring(self).drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return String(text)
    }

    fileprivate var indentation: Int {
        var column = 0
        for character in self {
            switch character {
            case " ": column += 1
            case "\t": column = (column / 4 + 1) * 4
            default: return column
            }
        }
        return column
    }
}

extension Substring {
    /// What stands behind the marker of a list's item and one blank.
    fileprivate var itemText: Substring? {
        var rest = self
        if let first, "-*+".contains(first) {
            rest = rest.dropFirst()
        } else {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            guard !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" else { return nil }
            rest = rest.dropFirst()
        }
        guard let blank = rest.first, blank == " " || blank == "\t" else { return nil }
        return rest.dropFirst()
    }
}
