// Makes a view of the parts of a text in which escapes, look-alikes or invisible characters stand.

import SluiceMatching
import SluiceModel

/// Makes a view of the stretches of a text around joints: what stands before the first of them, what each stands for,
/// and what stands behind as long as it matters.
struct JointFolder: Sendable {
    /// As many bytes before the first joint of a stretch belong to it.
    static let reach = 256
    /// After as many bytes without a joint it is seen whether the stretch still matters.
    static let step = 64

    /// Whether bytes to come may matter.
    private(set) var isAwake = false
    /// Up to here the text has been added to the view.
    private var addedTo = 0
    /// Where the last joint ends, in the text and in the view.
    private(set) var lastJointEnd = 0
    private var lastJointViewEnd = 0
    /// When it is seen next whether the stretch still matters.
    private var nextLook = 0

    /// Takes the next joint of a text that begins at `textStart`; `digits` have been read up to it.
    mutating func take(
        _ mark: HiddenMark,
        form: HidingForm,
        textStart: Int,
        digits: CarrierReader,
        in text: borrowing ByteWindow,
        view: inout TextView,
        scratch: inout ScanScratch
    ) {
        look(to: mark.offset, in: text, view: &view, scratch: &scratch)
        if !isAwake {
            isAwake = true
            // A joint before it belonged to a stretch that did not matter any more.
            let joint = lastJointEnd > textStart ? lastJointEnd : textStart
            addedTo = min(mark.offset, max(text.lowerBound, joint, mark.offset - Self.reach))
            let hasDigits = beginAtDigits(before: mark.offset, textStart: textStart, digits, in: text)
            view.beginText(isCut: addedTo > textStart, plainCount: mark.offset - addedTo, hasDigits: hasDigits)
        }
        view.appendPlain(min(addedTo, mark.offset)..<mark.offset, of: text)
        view.append(mark, form: form)
        addedTo = mark.end
        lastJointEnd = mark.end
        lastJointViewEnd = view.end
        nextLook = mark.end + Self.step
    }

    /// Whether a stretch has digits that go up to its first joint and are read in it as they are in the text. So that
    /// they are, the stretch begins behind the digits before them.
    private mutating func beginAtDigits(
        before joint: Int,
        textStart: Int,
        _ digits: CarrierReader,
        in text: borrowing ByteWindow
    ) -> Bool {
        if digits.readTo == joint, digits.wordStart >= addedTo {
            addedTo = max(addedTo, digits.readBefore)
        } else if let start = text.openWord(before: joint), start >= max(addedTo, digits.readTo) {
            addedTo = max(addedTo, digits.readTo)
        } else {
            return false
        }
        // What begins in the middle of a word is not what it is in the text.
        guard addedTo > textStart, addedTo < joint, addedTo > text.lowerBound else { return addedTo == textStart }
        return !Self.wordBytes.contains(text[addedTo - 1]) || !Self.wordBytes.contains(text[addedTo])
    }

    private static let wordBytes = ByteSet.base64.union(.base64URL).union(ByteSet(ascii: "\\"))

    /// Adds the text up to `end` as far as it matters, and scans it.
    mutating func go(
        to end: Int,
        in text: borrowing ByteWindow,
        view: inout TextView,
        scratch: inout ScanScratch
    ) {
        look(to: end, in: text, view: &view, scratch: &scratch)
        guard isAwake else { return }
        view.appendPlain(min(addedTo, end)..<end, of: text)
        addedTo = max(addedTo, end)
        view.scan(scratch: &scratch)
    }

    /// Adds the text up to the last place before `end` at which it is to be seen whether the stretch still matters, and
    /// ends it at the first at which it does not.
    private mutating func look(
        to end: Int,
        in text: borrowing ByteWindow,
        view: inout TextView,
        scratch: inout ScanScratch
    ) {
        while isAwake, nextLook <= end {
            view.appendPlain(min(addedTo, nextLook)..<nextLook, of: text)
            addedTo = max(addedTo, nextLook)
            view.scan(scratch: &scratch)
            if !view.isUndecided(before: lastJointViewEnd) { self.end(view: &view, scratch: &scratch) }
            nextLook += Self.step
        }
    }

    /// Ends the stretch.
    mutating func end(view: inout TextView, scratch: inout ScanScratch) {
        guard isAwake else { return }
        view.endText()
        view.scan(scratch: &scratch)
        isAwake = false
    }
}
