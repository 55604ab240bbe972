// Names of members in which there is nothing.

import SluiceMatching

/// Names of members in which there is nothing: those of the providers' events, and those of earlier events of a stream
/// in which nothing was found, so that an event with no others need not be scanned for its names.
struct KnownNames: Sendable {
    /// Further names are scanned each time that they come.
    private static let most = 64
    private static let longest = 48

    private struct Entry: Sendable {
        /// Where the name ends in `bytes`.
        var end: UInt16
        /// Whether nothing was found in a number under it.
        var hasNumber: Bool
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []

    /// Whether no more names are taken.
    var isFull: Bool { entries.count >= Self.most }

    /// What is known of a name: whether nothing was found in a number under it; nil of a name that is not known.
    func hasNumber(_ name: Span<UInt8>) -> Bool? {
        guard name.count > 0, name.count <= Self.longest else { return name.count == 0 ? true : nil }
        let usual = Self.usual.hasNumber(name)
        if usual == true { return true }
        return place(of: name).map { entries[$0].hasNumber } ?? usual
    }

    /// Notes that nothing is in a name and, if it has one, in a number under it.
    mutating func note(_ name: Span<UInt8>, hasNumber: Bool) {
        guard name.count > 0, name.count <= Self.longest else { return }
        if let known = place(of: name) {
            if hasNumber { entries[known].hasNumber = true }
        } else if !isFull {
            bytes.append(copying: name)
            entries.append(Entry(end: UInt16(bytes.count), hasNumber: hasNumber))
        }
    }

    private func place(of name: Span<UInt8>) -> Int? {
        var start = 0
        for index in entries.indices {
            let end = Int(entries[index].end)
            if end - start == name.count, EqualBytes.areSame(bytes.span.extracting(start..<end), name) { return index }
            start = end
        }
        return nil
    }

    /// Gives up what can be made again.
    mutating func rest() {
        bytes.trim(slack: 16)
        entries.trim(slack: 4)
    }

    /// The names of the providers' events.
    private static let usual = UsualNames()
}

/// The names of the providers' events, looked up by their lengths, first and last bytes.
private struct UsualNames: Sendable {
    private var buckets: [[(name: [UInt8], hasNumber: Bool)]] = Array(repeating: [], count: 256)

    init() {
        for name in Self.plain.split(separator: " ") { add(Array(name.utf8), hasNumber: false) }
        for name in Self.numbers.split(separator: " ") { add(Array(name.utf8), hasNumber: true) }
    }

    private mutating func add(_ name: [UInt8], hasNumber: Bool) {
        buckets[Self.bucket(name.span)].append((name, hasNumber))
    }

    func hasNumber(_ name: Span<UInt8>) -> Bool? {
        for entry in buckets[Self.bucket(name)] {
            let known = entry.name
            if EqualBytes.areSame(known.span, name) { return entry.hasNumber }
        }
        return nil
    }

    private static func bucket(_ name: Span<UInt8>) -> Int {
        (Int(name[0]) &* 31 &+ Int(name[name.count - 1]) &* 7 &+ name.count) & 0xFF
    }

    /// Names of values that are no numbers, or small ones.
    private static let plain = """
        id object model system_fingerprint service_tier provider choices delta role content refusal tool_calls function \
        name arguments type text thinking partial_json signature message stop_reason stop_sequence finish_reason \
        native_finish_reason logprobs top_logprobs token tokens usage obfuscation reasoning reasoning_content \
        reasoning_details format summary content_block citation error code param event_type event_id item item_id part \
        response response_id annotations output status metadata incomplete_details instructions tools tool_choice \
        candidates parts modelVersion responseId usageMetadata finishReason safetyRatings category probability \
        promptTokensDetails modality contentBlockIndex generated_text details done done_reason created_at p
        """

    /// Names of counts, and of lists of them.
    private static let numbers = """
        index created logprob bytes sequence_number output_index content_index summary_index annotation_index \
        text_offset token_ids prompt_token_ids prompt_tokens completion_tokens total_tokens cached_tokens audio_tokens \
        reasoning_tokens accepted_prediction_tokens rejected_prediction_tokens prompt_tokens_details \
        completion_tokens_details input_tokens output_tokens cache_read_input_tokens cache_creation_input_tokens \
        promptTokenCount candidatesTokenCount totalTokenCount thoughtsTokenCount tokenCount tokenId context \
        prompt_eval_count eval_count
        """
}
