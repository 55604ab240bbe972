// Applies what a stream decides about text to the raw bytes that spell it.

import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import SluiceScanning

/// Applies what a stream decides about text to the raw bytes that spell it: structure always stays, content goes out,
/// is replaced or dropped, and a replacement is escaped for the string that it lands in.
struct PayloadSink<Editor: RawEditor>: ScanSink, Sendable {
    private var policy: PlacedPolicy
    var editor: Editor
    /// Findings that were decided, in the order of their ends.
    var findings: [PlacedFinding<Editor.Place>] = []
    /// Set once a finding led to a block: nothing of the stream may follow.
    @Seldom private(set) var block: Block?
    /// Whether `block` is set.
    private(set) var isBlocked = false
    /// Whether a flagged part is passing by.
    private(set) var isInFinding = false

    /// What blocked, and where.
    struct Block: Sendable {
        var rule: RuleID
        var place: Editor.Place
        var decision: PolicyDecision
    }

    private var runs = RunQueue()
    private var places: [MappedText.Place] = []
    private var path = PathTrail.Node.root
    private var preview = PreviewBuffer()
    /// How many bytes of text have been decided.
    private var textCount = 0
    /// How many bytes of text have been mapped.
    private var mappedCount = 0
    @Seldom private var current: Announced?
    private var number = NumberToken()
    private var spellings = SpellingScopes()

    private struct Announced: Sendable {
        var decision: PolicyDecision
        var text: MaskedText
        var isMasked: Bool
        var isInserted = false
        var path: PathTrail.Node
        var start: Editor.Place?
        var end: Editor.Place?
    }

    /// A number whose end has not been seen: it is kept or replaced as a whole.
    private struct NumberToken: Sendable {
        var rawCount = 0
        var depth: UInt8 = 0
        var replacement: MaskedText?
    }

    init(policy: PlacedPolicy, editor: Editor) {
        self.policy = policy
        self.editor = editor
    }

    /// Takes the way back of text that the stream is given next.
    mutating func map(_ text: MappedText) {
        runs.append(text.runs)
        for place in text.places {
            places.append(MappedText.Place(offset: mappedCount + place.offset, path: place.path))
        }
        mappedCount += text.text.count
    }

    /// Gives up what can be made again.
    mutating func rest() {
        findings.trim()
        places.trim()
        runs.rest()
        preview.rest()
        editor.rest()
        _current.rest()
    }

    /// Where the flagged part begins that has been announced and not reported yet.
    var openStart: Editor.Place? { current?.start }

    /// Lets raw bytes without text go that stand at the front.
    mutating func drain() {
        take(0, isConcealed: false)
        if textCount == mappedCount { settleNumber() }
        // Places that have been passed are forgotten also where nothing is found.
        _ = currentPath()
    }

    /// The paths of findings that have not been taken and those that findings to come may still have, for forgetting
    /// all others.
    mutating func withPaths(_ body: (inout [PathTrail.Node]) -> Void) {
        var nodes = places.map(\.path) + findings.map(\.path)
        nodes.append(path)
        nodes.append(current?.path ?? .root)
        body(&nodes)
        for index in places.indices { places[index].path = nodes[index] }
        for index in findings.indices { findings[index].path = nodes[places.count + index] }
        path = nodes[nodes.count - 2]
        current?.path = nodes[nodes.count - 1]
    }

    /// Forgets all paths: those of the next text are of another reader.
    mutating func forgetPaths() {
        places.removeAll(keepingCapacity: true)
        path = .root
    }

    mutating func pass(_ bytes: Span<UInt8>) {
        preview.append(bytes)
        take(bytes.count, isConcealed: false)
    }

    mutating func announce(_ mark: Mark, value: Span<UInt8>) {
        isInFinding = true
        var decision = policy.decide(mark)
        if runs.nextKind == .signed, decision.action == .mask { decision = decision.reportedOnly }
        let text = preview.masked(mark, value: value, style: decision.style)
        current = Announced(
            decision: decision,
            text: text,
            isMasked: decision.action == .mask,
            path: currentPath()
        )
        preview.append(text.shownBytes, isOneLine: decision.style.isOneLine)
        if decision.action == .block, block == nil {
            settleNumber()
            isBlocked = true
            block = Block(rule: mark.rule, place: editor.place(), decision: decision)
            editor.close()
        }
    }

    mutating func conceal(_ bytes: Span<UInt8>) {
        preview.skip(bytes.count)
        take(bytes.count, isConcealed: true)
    }

    mutating func report(_ finding: Finding) {
        isInFinding = false
        guard let current = current.take() else { return }
        // A match of structure alone cannot be masked and is none: the rule saw quotes and names.
        guard let start = current.start, let end = current.end ?? current.start else { return }
        findings.append(
            PlacedFinding(
                finding: finding,
                start: start,
                end: end,
                path: current.path,
                decision: current.decision,
                text: current.text
            )
        )
    }

    mutating func remark(_ finding: Finding, mark: Mark, value: Span<UInt8>) {
        let decision = policy.decide(mark).reportedOnly
        // The rest of the range is still undecided and is measured, not taken.
        let rawCount = number.rawCount + runs.rawCount(ofNext: finding.range.count)
        let text = preview.masked(mark, value: value, style: decision.style)
        preview.hide(next: finding.range.count, as: text.shownBytes)
        findings.append(
            PlacedFinding(
                finding: finding,
                start: editor.place(),
                end: editor.place(ahead: rawCount),
                path: currentPath(),
                decision: decision,
                text: text
            )
        )
    }

    private mutating func take(_ count: Int, isConcealed: Bool) {
        var left = count
        textCount += count
        if !isConcealed { keepPlain(&left) }
        while let step = runs.next(left) {
            left -= step.textCount
            switch step.kind {
            case .number: break
            case .structure, .content, .signed, .hidden, .mark: settleNumber()
            }
            switch step.kind {
            case .hidden, .structure:
                editor.keep(step.rawCount)
            case .signed:
                if isConcealed { locate(step) } else { editor.keep(step.rawCount) }
            case .content:
                if isConcealed { rewrite(step) } else { editor.keep(step.rawCount) }
            case .number:
                hold(step, isConcealed: isConcealed)
            case .mark:
                if let mark = step.mark { take(mark, at: textCount - left) }
            }
            if !isConcealed { keepPlain(&left) }
        }
    }

    /// Keeps what comes next and is neither a number nor a mark, up to `left` bytes of text, which becomes the rest.
    private mutating func keepPlain(_ left: inout Int) {
        let plain = runs.takePlain(left)
        guard plain.rawCount > 0 || plain.textCount > 0 else { return }
        settleNumber()
        editor.keep(plain.rawCount)
        left -= plain.textCount
    }

    private mutating func take(_ mark: TextRun.Mark, at offset: Int) {
        switch mark {
        case .media: report(.images, at: offset)
        case .tokens: report(.tokenIDs, at: offset)
        case .encrypted: report(.encrypted, at: offset)
        default: spellings.take(mark, editor: &editor)
        }
    }

    /// Reports what cannot be looked into.
    private mutating func report(_ part: Uninspectable, at offset: Int) {
        let decision = policy.view.decide(part)
        guard decision.wouldBe > .allow else { return }
        let place = editor.place()
        findings.append(
            PlacedFinding(
                finding: Finding(part),
                start: place,
                end: place,
                path: path(at: offset),
                decision: decision,
                text: MaskedText()
            )
        )
        if decision.action == .block, block == nil {
            isBlocked = true
            block = Block(rule: part.reportedAs, place: place, decision: decision)
            editor.close()
        }
    }

    /// Replaces what spells text again and waits, as if that text were masked.
    mutating func replaceSpellings() {
        spellings.noteMask(editor: &editor)
    }

    private mutating func rewrite(_ step: RunQueue.Step) {
        guard current?.isMasked == true else { return locate(step) }
        begin()
        if let text = current?.text, current?.isInserted == false {
            editor.insert(JSONEscape.escaped(text.copiedReplacement, depth: Int(step.depth)))
            current?.isInserted = true
            spellings.noteMask(editor: &editor)
        }
        editor.drop(step.rawCount)
        end(at: editor.lastPlace())
    }

    /// Remembers where the flagged part begins, at its first byte.
    private mutating func begin() {
        if let current, current.start == nil {
            let place = editor.place()
            self.current?.start = place
        }
    }

    /// Remembers where the flagged part ends, as far as it has come.
    private mutating func end(at place: Editor.Place) {
        current?.end = place
    }

    /// Keeps flagged bytes and remembers where they stand.
    private mutating func locate(_ step: RunQueue.Step) {
        begin()
        editor.keep(step.rawCount)
        end(at: editor.lastPlace())
    }

    private mutating func hold(_ step: RunQueue.Step, isConcealed: Bool) {
        if isConcealed {
            begin()
            if current?.isMasked == true, number.replacement == nil { number.replacement = current?.text }
        }
        number.rawCount += step.rawCount
        number.depth = step.depth
        if isConcealed { end(at: editor.place(ahead: number.rawCount)) }
    }

    private mutating func settleNumber() {
        guard number.rawCount > 0 else { return }
        if let replacement = number.replacement {
            editor.insert(JSONEscape.quoted(replacement.copiedReplacement, depth: Int(number.depth)))
            editor.drop(number.rawCount)
            spellings.noteMask(editor: &editor)
        } else {
            editor.keep(number.rawCount)
        }
        number = NumberToken()
    }

    private mutating func currentPath() -> PathTrail.Node { path(at: textCount) }

    /// The path of the value that holds the text at an offset, none of which lies after later ones.
    private mutating func path(at offset: Int) -> PathTrail.Node {
        var passed = 0
        while passed < places.count, places[passed].offset <= offset {
            path = places[passed].path
            passed += 1
        }
        places.removeFirst(passed)
        return path
    }
}
