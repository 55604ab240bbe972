// A compiled PCRE2 pattern.

import CSluicePCRE2
import Synchronization

/// A compiled PCRE2 pattern: shared by all threads, freed with its last owner.
///
/// Its machine code is made when it is first asked for: most of the patterns of a rule set are never tried in one run.
@safe package final class Pattern: Sendable {
    /// Limits that keep one match call short whatever the input.
    package enum Limits {
        /// Calls of PCRE2's internal match function, about 0.3 ms with JIT on the slowest patterns we know.
        package static let match: UInt32 = 100_000
        /// Kibibytes of heap that the interpreter may take for backtracking.
        package static let heapKibibytes: UInt32 = 2_048
    }

    /// How a pattern is compiled.
    package struct Options: Hashable, Sendable {
        /// A match must start at the position asked about.
        package var isAnchored: Bool
        /// ASCII letters match in any case.
        package var ignoresCase: Bool
        /// The subject is UTF-8 and classes are Unicode's; invalid UTF-8 never matches.
        package var isUnicode: Bool
        /// Compile to machine code where the platform can.
        package var usesJIT: Bool

        /// Anchored, case-sensitive bytes with JIT unless told otherwise.
        package init(
            isAnchored: Bool = true,
            ignoresCase: Bool = false,
            isUnicode: Bool = false,
            usesJIT: Bool = true
        ) {
            self.isAnchored = isAnchored
            self.ignoresCase = ignoresCase
            self.isUnicode = isUnicode
            self.usesJIT = usesJIT
        }
    }

    /// What a match call says.
    package enum Outcome: Hashable, Sendable {
        case noMatch
        /// More bytes could change the answer.
        case partial
        /// The ranges of the whole match and of the group asked for (nil where it took no part).
        case match(whole: Range<Int>, group: Range<Int>?)
        /// A limit was hit before a decision.
        case limit
    }

    // Sound: PCRE2 never writes to a compiled pattern while matching (pcre2api, "Multithreading"). What writes to it
    // after `init` is the compilation to machine code, which happens once, under `lock`, before the first match.
    private nonisolated(unsafe) let code: OpaquePointer
    /// How many capture groups there are.
    package let groupCount: Int
    private let machineCode: Atomic<MachineCode>
    private let lock = Mutex(())

    private enum MachineCode: UInt8, AtomicRepresentable {
        case undecided
        case used
        case notUsed
    }

    /// Compiles `pattern`.
    package init(_ pattern: String, options: Options) throws(PatternError) {
        var flags = UInt32(PCRE2_NEVER_BACKSLASH_C)
        if options.isAnchored { flags |= UInt32(PCRE2_ANCHORED) }
        if options.ignoresCase { flags |= UInt32(PCRE2_CASELESS) }
        if options.isUnicode { flags |= UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_MATCH_INVALID_UTF) }
        var errorCode: Int32 = 0
        var errorOffset = 0
        let text = Array(pattern.utf8)
        // Sound: PCRE2 reads `count` bytes and keeps no pointer to them.
        let compiled = unsafe text.withUnsafeBufferPointer { buffer in
            unsafe pcre2_compile_8(buffer.baseAddress, buffer.count, flags, &errorCode, &errorOffset, nil)
        }
        guard let compiled = unsafe compiled else {
            throw PatternError(offset: errorOffset, reason: Self.message(for: errorCode))
        }
        unsafe code = compiled
        var count: UInt32 = 0
        unsafe pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
        groupCount = Int(count)
        machineCode = Atomic(options.usesJIT ? .undecided : .notUsed)
    }

    deinit {
        unsafe pcre2_code_free_8(code)
    }

    /// Whether machine code is used, which is made now if it has not been.
    package var usesJIT: Bool {
        let known = machineCode.load(ordering: .acquiring)
        return known == .undecided ? makeMachineCode() : known == .used
    }

    private func makeMachineCode() -> Bool {
        lock.withLock { _ in
            let known = machineCode.load(ordering: .relaxed)
            guard known == .undecided else { return known == .used }
            let modes = UInt32(PCRE2_JIT_COMPLETE | PCRE2_JIT_PARTIAL_HARD)
            // Sound: whoever matches asks `usesJIT` first, and waits here until the pattern is no longer written to.
            let isMade = unsafe pcre2_jit_compile_8(code, modes) == 0
            machineCode.store(isMade ? .used : .notUsed, ordering: .releasing)
            return isMade
        }
    }

    /// The number of the group called `name`, or nil.
    package func number(ofGroup name: String) -> Int? {
        let number = unsafe pcre2_substring_number_from_name_8(code, Array(name.utf8) + [0])
        return number > 0 ? Int(number) : nil
    }

    /// The longest look-behind, in characters.
    package var maximumLookbehind: Int {
        var value: UInt32 = 0
        unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_MAXLOOKBEHIND), &value)
        return Int(value)
    }

    /// Whether the pattern can match nothing.
    package var matchesEmpty: Bool {
        var value: UInt32 = 0
        unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_MATCHEMPTY), &value)
        return value != 0
    }

    /// Asks for the first group that took part in the match and is not empty, in place of one group by its number.
    package static let firstFilledGroup = -1

    /// Matches `subject` from `start` on.
    ///
    /// - Parameters:
    ///   - group: the group whose range is wanted, or `firstFilledGroup`.
    ///   - isStart: whether the subject's first byte is the first of the text.
    ///   - isComplete: whether no byte will follow; otherwise the answer may be `partial`.
    package func match(
        _ subject: Span<UInt8>,
        from start: Int,
        group: Int = 0,
        isStart: Bool = true,
        isComplete: Bool = true,
        scratch: PatternScratch
    ) -> Outcome {
        // pcre2_jit_match checks nothing, so this does.
        guard start >= 0, start <= subject.count else { return .limit }
        var flags: UInt32 = 0
        if !isStart { flags |= UInt32(PCRE2_NOTBOL) }
        if !isComplete { flags |= UInt32(PCRE2_PARTIAL_HARD) }
        // Sound: the subject outlives the call, `start` is within it, and PCRE2 keeps no pointer that is used later.
        let usesJIT = usesJIT
        let status = unsafe subject.withUnsafeBufferPointer { buffer in
            unsafe scratch.match(code: code, subject: buffer, start: start, flags: flags, usesJIT: usesJIT)
        }
        if status == PCRE2_ERROR_NOMATCH { return .noMatch }
        if status == PCRE2_ERROR_PARTIAL { return .partial }
        guard status >= 0 else { return .limit }
        return .match(
            whole: scratch.range(ofGroup: 0, status: status) ?? start..<start,
            group: group == Self.firstFilledGroup
                ? scratch.firstFilledRange(status: status) : scratch.range(ofGroup: group, status: status)
        )
    }

    private static func message(for code: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        // Sound: PCRE2 writes at most `count` bytes, its terminating zero included.
        let length = unsafe buffer.withUnsafeMutableBufferPointer { buffer in
            unsafe pcre2_get_error_message_8(code, buffer.baseAddress, buffer.count)
        }
        return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
    }
}
