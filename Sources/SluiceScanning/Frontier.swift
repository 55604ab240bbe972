// How much of a stream may go out.

import SluiceMatching

/// The earliest byte that some continuation of the stream could still make part of a finding not yet found.
///
/// It is the least of: the end of the text; where a sequence of the prefilter that is not complete yet could begin a
/// mask; where a pending candidate could begin one. Everything before it may be released or is part of a finding that
/// is already known.
struct Frontier {
    private(set) var offset: Int

    /// The frontier of a text whose end has been reached: nothing more can come.
    init(finalEnd: Int) {
        offset = finalEnd
    }

    /// The frontier after `text` with the prefilter in `state`, before pending candidates are taken into account.
    ///
    /// - Parameter textStart: where the text begins that has not ended; nothing before it can be found any more.
    init(automaton: AnchorAutomaton, state: UInt32, text: borrowing ByteWindow, textStart: Int) {
        offset = max(textStart, automaton.holdStart(state: state, window: text))
    }

    /// Takes a pending candidate into account.
    mutating func hold(from start: Int) {
        offset = min(offset, start)
    }
}
