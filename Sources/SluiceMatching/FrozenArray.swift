// Tables that kernels read.

/// An array that neither changes nor moves, so that kernels can be handed its address, many of them at once.
@safe package final class FrozenArray<Element: BitwiseCopyable & Sendable>: Sendable {
    /// Where the first element is. Only for as long as this array lives.
    package nonisolated(unsafe) let address: UnsafePointer<Element>
    /// How many elements there are.
    package let count: Int

    /// Copies `elements`.
    package init(_ elements: [Element]) {
        count = elements.count
        // Sound: there is room for all elements, which are written before anybody reads them and not afterwards.
        let storage = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        unsafe elements.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            unsafe storage.initialize(from: base, count: buffer.count)
        }
        unsafe address = UnsafePointer(storage)
    }

    deinit {
        unsafe address.deallocate()
    }
}
