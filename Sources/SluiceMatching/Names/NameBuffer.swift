// A few values kept in place, more of them in an array.

/// A few values kept in place, more of them in an array: most regions are short, and cost no allocation.
struct NameBuffer<Value> {
    private var near: InlineArray<8, Value>
    private var far: [Value] = []
    private let empty: Value

    /// A buffer in which every place holds `value`.
    init(repeating value: Value) {
        near = InlineArray(repeating: value)
        empty = value
    }

    /// The value at a place, which is not negative.
    @inline(__always)
    subscript(place: Int) -> Value {
        get {
            if place < 8 { return near[place] }
            return place - 8 < far.count ? far[place - 8] : empty
        }
        set {
            if place < 8 {
                near[place] = newValue
            } else {
                while far.count <= place - 8 { far.append(empty) }
                far[place - 8] = newValue
            }
        }
    }
}
