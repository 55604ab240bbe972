// Says which rules hold back ordinary text.

import Sluice
import SluiceMatching
import SluiceModel
import SluiceRules

extension Linter {
    /// Beginnings of ordinary text behind which nothing is held: who reads an answer as it comes would wait at each of
    /// them.
    private static let texts = [
        "Nothing of interest. ", "Nothing of interest, ", "plain words here and there all over ", "it was: ",
        "the end\n",
    ]

    /// Warnings about rules that hold one of these texts back. The rules are asked one by one only where all of them
    /// do.
    static func heldTextRemarks(_ definitions: [RuleDefinition], _ rules: RuleSet) -> [Remark] {
        guard heldText(by: rules) != nil else { return [] }
        return definitions.compactMap { definition in
            var alone = definition
            alone.pairing = nil
            guard let rules = try? RuleSet.compile([alone]), let held = heldText(by: rules) else { return nil }
            return Remark(
                level: .warning,
                rule: definition.description.id,
                location: definition.description.source,
                reason: "holds back ordinary text such as '\(held.text.trimmingSpaces)': \(held.advice)"
            )
        }
    }

    /// Ordinary text that is held, and what to do about it.
    private struct Held {
        let text: String
        let advice: String
    }

    private static func heldText(by rules: RuleSet) -> Held? {
        let guardrail = Guardrail(rules: rules, key: FingerprintKey(bytes: Array(repeating: 0, count: 32)))
        let start = texts.first { text in
            var filter = TextFilter(guardrail: guardrail, source: TextSource())
            var output = FilterOutput()
            filter.append(Array(text.utf8).span, to: &output)
            return output.bytes.count < text.utf8.count
        }
        if let start {
            let advice = "let a match begin with its literal, and put what stands before it into a look-behind"
            return Held(text: start, advice: advice)
        }
        guard let text = heldProse(by: guardrail) else { return nil }
        return Held(
            text: text,
            advice: "let fewer bytes stand between its literal and what decides, or a rarer literal"
        )
    }

    /// What is held of prose that comes word by word where that is more than a word or two, at its longest.
    private static func heldProse(by guardrail: Guardrail) -> String? {
        let text = Array(prose.utf8)
        var filter = TextFilter(guardrail: guardrail, action: .mask, source: TextSource())
        var output = FilterOutput()
        var longest = 0..<0
        var start = 0
        for index in text.indices where text[index] == UInt8(ascii: " ") {
            output.removeAll()
            filter.append(text.span.extracting(start..<index + 1), to: &output)
            start = index + 1
            let held = max(0, start - filter.heldByteCount)..<start
            if held.count > longest.count { longest = held }
        }
        return longest.count > longestHeldProse ? String(decoding: text[longest], as: UTF8.self) : nil
    }

    /// How much of prose may be held at the end of a word, in bytes: a word or two.
    private static let longestHeldProse = 24

    /// Prose that holds nothing to find.
    private static let prose = """
        The river was low that summer, and the people of the village walked over the stones to the other \
        side. In the morning there was a mist on the fields; by noon it had gone, and the children ran down \
        to the water. Nobody knew how long the dry days would last. The old miller said that he had seen it \
        once before, when he was young, and that the rain had come back in the end. He was asked what they \
        should do until then. You wait, he said, and you keep what you have. So they waited. The bread was \
        good, the cows gave a little less milk, and in the evening somebody would play the fiddle in front \
        of the inn. A letter came from the town with the news that the road was to be mended and that a new \
        bridge would be built next year. It was read aloud twice, and then it hung on the door of the church \
        where everyone could see it. My sister wanted to know who would pay for it, and my uncle said that \
        it is always the same people who pay. When the first clouds stood over the hills, we did not believe \
        in them. But the wind turned, the leaves showed their pale sides, and then we heard the rain on the \
        roof of the barn, at first as if someone threw a handful of sand, and after that like a long \
        applause.
        """
}

extension String {
    fileprivate var trimmingSpaces: String { String(reversed().drop(while: \.isWhitespace).reversed()) }
}
