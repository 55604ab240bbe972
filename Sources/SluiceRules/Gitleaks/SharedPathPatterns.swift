// The expressions about paths that are in use.

import Synchronization

/// The expressions about paths that are in use, so that the rules of a configuration share them.
package enum SharedPathPatterns {
    private struct Weak: Sendable {
        weak let pattern: SharedPathPattern?
    }

    private static let patterns = Mutex<[[String]: Weak]>([:])

    package static func find(_ texts: [String]) -> SharedPathPattern? {
        patterns.withLock { $0[texts]?.pattern }
    }

    /// Keeps `pattern` unless another thread was quicker.
    package static func keep(_ pattern: SharedPathPattern, for texts: [String]) -> SharedPathPattern {
        patterns.withLock { all in
            if let known = all[texts]?.pattern { return known }
            all = all.filter { $0.value.pattern != nil }
            all[texts] = Weak(pattern: pattern)
            return pattern
        }
    }
}
