// The latest elements of an array, kept apart from it.

/// The latest elements of an array, kept apart from it: adding to it has no check whether an array is shared.
struct Shelf<Element: Sendable>: Sendable {
    private var elements: InlineArray<32, Element>
    /// How many there are; who calls `put` counts itself.
    var count = 0

    init(filledWith element: Element) {
        elements = InlineArray(repeating: element)
    }

    /// Adds an element, after moving those before it to `array` if there is no room.
    @inline(__always)
    mutating func add(_ element: Element, _ array: inout [Element]) {
        if count == elements.count { empty(into: &array) }
        elements[count] = element
        count &+= 1
    }

    /// Makes room for up to 8 elements.
    @inline(__always)
    mutating func makeRoom(_ amount: Int, _ array: inout [Element]) {
        if count &+ amount > elements.count { empty(into: &array) }
    }

    /// Puts an element at a place after those that are there, for which there is room.
    @inline(__always)
    mutating func put(_ element: Element, _ offset: Int) { elements[count &+ offset] = element }

    /// Moves all elements to the end of `array`.
    @inline(never)
    mutating func empty(into array: inout [Element]) {
        guard count > 0 else { return }
        // Sound: the array reads the buffer during the call only, and the elements are borrowed for that long.
        unsafe elements.span.extracting(first: count).withUnsafeBufferPointer { latest in
            unsafe array.append(contentsOf: latest)
        }
        count = 0
    }
}
