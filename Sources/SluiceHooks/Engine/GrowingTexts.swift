// Remembers texts that are sent again and again, each time a little longer.

import Sluice
import SluicePolicies
import Synchronization

/// Remembers texts that are sent again and again, each time a little longer, so that each byte is scanned once.
///
/// Some gateways send the whole answer so far every few tokens. What was scanned of it is kept as a filter in the
/// middle of its text. What is remembered is bounded in number, bytes and time; what is not remembered is scanned anew.
final class GrowingTexts: Sendable {
    /// One text, as far as it has come.
    struct Text: Sendable {
        var filter: TextFilter
        /// What has come.
        var received: [UInt8] = []
        /// What was decided of it, without its findings.
        var settled = FilterOutput()
        /// What was found in what was decided.
        var kept = KeptFindings(most: HookVerdict.mostFindings)
        /// How many findings have been recorded.
        var recordedCount = 0

        /// How much is remembered, about, as it was measured: beside the bytes five KiB for a filter, and more than one
        /// for a finding.
        var byteCount: Int {
            received.count + settled.bytes.capacity + filter.heldByteCount + kept.findings.count * 1_280 + 5_120
        }
    }

    /// The texts of one answer.
    struct Conversation: Sendable {
        var texts: [Text]
        let guards: GuardSet
        let policy: String?
        /// What the policy was asked with: what was decided holds for nobody else.
        let context: PolicyContext
        /// The token of who sent it.
        let owner: String?
        var lastUse = ContinuousClock.now

        /// How much is remembered, about, with the name.
        var byteCount: Int {
            let names = [policy, owner, context.model, context.route, context.language].compactMap(\.self)
            let metadata = context.metadata.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count + 64 }
            return texts.reduce(names.reduce(metadata) { $0 + $1.utf8.count }) { $0 + $1.byteCount } + 512
        }

        /// Whether a call goes on with the conversation: same caller, same policy, and the same to be decided by.
        func isGoneOn(by call: HookCall) -> Bool {
            policy == call.policy && owner == call.peer.token && context == call.context()
        }
    }

    private struct State {
        /// By the hashes of their names.
        var conversations: [[UInt8]: Conversation] = [:]
        var byteCount = 0
    }

    /// How long a conversation is remembered that is not heard of.
    private static let patience = Duration.seconds(60)
    private static let mostConversations = 10_000
    private static let mostBytes = 256 << 20

    private let state = Mutex(State())

    /// How much is remembered, about.
    var byteCount: Int { state.withLock { $0.byteCount } }

    /// What is remembered of a conversation, which is then forgotten until it is put back.
    func take(_ name: [UInt8]) -> Conversation? {
        state.withLock { state in
            let conversation = state.conversations.removeValue(forKey: name)
            state.byteCount -= conversation?.byteCount ?? 0
            return conversation
        }
    }

    /// Remembers a conversation, if there is room for it.
    func put(_ conversation: Conversation, as name: [UInt8]) {
        var conversation = conversation
        conversation.lastUse = .now
        state.withLock { state in
            if let old = state.conversations.removeValue(forKey: name) { state.byteCount -= old.byteCount }
            let isFull =
                state.conversations.count >= Self.mostConversations
                || state.byteCount + conversation.byteCount > Self.mostBytes
            if isFull { Self.forgetOld(&state) }
            guard state.conversations.count < Self.mostConversations,
                state.byteCount + conversation.byteCount <= Self.mostBytes
            else { return }
            state.byteCount += conversation.byteCount
            state.conversations[name] = conversation
        }
    }

    /// Forgets what has not been heard of for long.
    func forgetOld() {
        state.withLock { Self.forgetOld(&$0) }
    }

    private static func forgetOld(_ state: inout State) {
        let limit = ContinuousClock.now - patience
        state.conversations = state.conversations.filter { $0.value.lastUse >= limit }
        state.byteCount = state.conversations.values.reduce(0) { $0 + $1.byteCount }
    }
}
