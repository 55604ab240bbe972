// The memory that one thread needs to match patterns.

import CSluicePCRE2

/// The memory that one thread needs to match patterns: ovector, limits and the machine stack of JIT code.
///
/// `@unchecked Sendable` because it moves between threads with the scratch memory that owns it; only one append of one
/// stream uses it at a time.
@safe package final class PatternScratch: @unchecked Sendable {
    // Groups past this one cannot be masked; a rule that names one is refused when it is compiled.
    package static let groupLimit = 63

    private let data: OpaquePointer?
    private let context: OpaquePointer?

    /// Takes the memory. Where the system has none, every match ends in `limit`.
    package init() {
        unsafe data = pcre2_match_data_create_8(UInt32(Self.groupLimit + 1), nil)
        unsafe context = pcre2_match_context_create_8(nil)
        if let context = unsafe context {
            unsafe pcre2_set_match_limit_8(context, Pattern.Limits.match)
            unsafe pcre2_set_heap_limit_8(context, Pattern.Limits.heapKibibytes)
        }
    }

    deinit {
        unsafe pcre2_match_data_free_8(data)
        unsafe pcre2_match_context_free_8(context)
    }

    /// One call of PCRE2. The caller sees to it that `start` is within the subject.
    func match(
        code: OpaquePointer,
        subject: UnsafeBufferPointer<UInt8>,
        start: Int,
        flags: UInt32,
        usesJIT: Bool
    ) -> Int32 {
        guard let data = unsafe data, let context = unsafe context else { return PCRE2_ERROR_NOMEMORY }
        // An empty subject has no address; PCRE2 wants one all the same.
        guard let base = subject.baseAddress else {
            let nothing: [UInt8] = [0]
            return unsafe nothing.withUnsafeBufferPointer { empty in
                unsafe pcre2_match_8(code, empty.baseAddress, 0, 0, flags, data, context)
            }
        }
        if usesJIT {
            return unsafe pcre2_jit_match_8(code, base, subject.count, start, flags, data, context)
        }
        return unsafe pcre2_match_8(code, base, subject.count, start, flags, data, context)
    }

    /// The range of the first group that is not empty in the last match, or nil where there is none.
    func firstFilledRange(status: Int32) -> Range<Int>? {
        for group in 1..<Self.pairCount(status) {
            if let range = range(ofGroup: group, status: status), !range.isEmpty { return range }
        }
        return nil
    }

    /// The range of a group in the last match, or nil where it took no part. `status` is what the match call returned.
    func range(ofGroup group: Int, status: Int32) -> Range<Int>? {
        guard let data = unsafe data, group < Self.pairCount(status) else { return nil }
        // Sound: the vector has room for all of `pairCount`, and the match call has set them.
        guard let vector = unsafe pcre2_get_ovector_pointer_8(data) else { return nil }
        let lower = unsafe vector[2 * group]
        let upper = unsafe vector[2 * group + 1]
        guard lower >= 0, upper >= lower else { return nil }
        return lower..<upper
    }

    /// How many pairs a match call has set, the whole match among them. Where the pattern has more groups than there is
    /// room for, PCRE2 says 0 and has set all that there are.
    private static func pairCount(_ status: Int32) -> Int {
        status == 0 ? groupLimit + 1 : max(1, Int(status))
    }
}
