// What the prefilter looks for on behalf of the forms of numbers.

/// The anchors of forms, with a first look at the length of a run of digits.
///
/// Forms of all rules share them as far as can be: the prefilter then reports a place once, and the length of the
/// digits there says which rules are asked. Where a form begins with digits, its anchor is its beginning. Where it
/// begins with letters, the anchor is the place where digits follow a letter, and the letters before it are looked back
/// upon: an anchor with letters at its beginning would have to be told apart from the beginnings of all tokens, which
/// multiplies the states of the prefilter.
enum NumberAnchors {
    /// Digits at the beginning of a form that its anchor holds.
    private static let leadingDigits = 3
    /// The most elements of an anchor that is not a form's beginning.
    private static let longestInside = 5
    /// A set of at least so many bytes is in so many tokens that three in a row need a boundary before them.
    private static let wideSet = 26
    /// What may stand in front of a number and be a part of it elsewhere: signs, and the letters of `\n`, `\r`, `\t`.
    private static var partOfBoundary: ByteSet { ByteSet.wordCharacters.inverted.union(ByteSet(ascii: "nrt")) }
    private static var signs: ByteSet { ByteSet(ascii: "-./ ") }

    /// One anchor for each kind of beginning, with a gate for the forms that have it.
    static func anchors(for forms: [NumberForm], ignoringCase: Bool) -> [Anchor] {
        var anchors: [Anchor] = []
        for form in forms {
            let new = beginning(form) ?? inside(form, ignoringCase: ignoringCase)
            if let index = anchors.firstIndex(where: { $0.isLike(new) }) {
                anchors[index].gate = anchors[index].gate.joined(with: new.gate)
                anchors[index].lookback?.initials.formUnion(new.lookback?.initials)
            } else {
                anchors.append(new)
            }
        }
        return anchors
    }

    /// The anchor of a form that begins with digits: three of them, or all up to a sign and as many behind it.
    private static func beginning(_ form: NumberForm) -> Anchor? {
        var elements = [NumberBoundary.outside]
        var digits = 0
        for element in form.elements where digits < leadingDigits {
            switch element {
            case .digit: elements.append(.digits)
            case .literal(let byte) where ByteSet.digits.contains(byte): elements.append(ByteSet(byte...byte))
            case .literal(let byte) where digits > 0 && signs.contains(byte):
                elements.append(signs)
                continue
            default: return nil
            }
            digits += 1
        }
        guard digits == leadingDigits else { return nil }
        return Anchor(elements: elements, offset: 1, maskOffset: 1, gate: gate(form, offset: 0))
    }

    /// The anchor inside of a form: the first letter that two digits follow, or the rarest stretch.
    private static func inside(_ form: NumberForm, ignoringCase: Bool) -> Anchor {
        if !ignoringCase, let anchor = certainBeginning(form) { return anchor }
        let sets = form.elements.map { element in
            let set = element.bytes(ignoringCase: ignoringCase)
            // Any capital for a certain one, so that the anchor is shared.
            return set.intersection(.upperCase).isEmpty ? set : set.union(.upperCase)
        }
        let isDigit = form.elements.map { $0 == .digit }
        var stretch = 0..<min(longestInside, sets.count)
        if let letter = sets.indices.dropLast(2).first(where: { index in
            isDigit[index + 1] && isDigit[index + 2] && sets[index].intersection(.digits).isEmpty
                && !form.elements[index].isSign
        }) {
            stretch = letter..<letter + 3
        } else {
            // The fewer bytes a set has the better; a stretch of five of them is what can be shared.
            let cost = { (range: Range<Int>) in range.reduce(1.0) { $0 * Double(sets[$1].count) } }
            for start in 0...(sets.count - stretch.count) {
                let other = start..<start + stretch.count
                if cost(other) < cost(stretch) { stretch = other }
            }
        }
        if stretch.count(where: { sets[$0].count >= wideSet }) > 2 { return wideBeginning(form, sets) }
        let before = sets[..<stretch.lowerBound].reduce(ByteSet()) { $0.union($1) }
        let run = form.elements.indices.first {
            $0 >= stretch.lowerBound && (isDigit[$0] || form.elements[$0] == .either)
        }
        return Anchor(
            elements: Array(sets[stretch]),
            offset: -stretch.lowerBound,
            maskOffset: 0,
            lookback: before.isEmpty
                ? nil
                : Anchor.Lookback(
                    set: before,
                    limit: stretch.lowerBound,
                    isWhole: before.intersection(partOfBoundary).isEmpty,
                    minimum: stretch.lowerBound,
                    initials: sets[0]
                ),
            gate: run.map { gate(form, offset: $0) } ?? .open
        )
    }

    /// The anchor of a form that begins with certain letters and no two digits behind one of them: any stretch of
    /// digits alone would be in every long number.
    private static func certainBeginning(_ form: NumberForm) -> Anchor? {
        let sets = form.elements.map { $0.bytes(ignoringCase: false) }
        let certain = sets.prefix { $0.count == 1 }.count
        guard certain >= 2, sets.prefix(2).allSatisfy({ ByteSet.upperCase.contains($0.members[0]) }) else { return nil }
        let digits = sets.dropFirst(certain).prefix { $0 == .digits }.count
        // Where digits follow a letter, forms of many rules share an anchor.
        guard digits < 2 || form.elements[certain - 1].isSign else { return nil }
        return Anchor(
            elements: Array(sets.prefix(min(longestInside, certain + digits))),
            gate: certain < form.count ? gate(form, offset: certain) : .open
        )
    }

    /// The anchor of a form that has a stretch of capitals or of letters and digits everywhere: three of them behind a
    /// boundary. Without that, the states of the prefilter would have to tell how many capitals every literal ends
    /// with.
    private static func wideBeginning(_ form: NumberForm, _ sets: [ByteSet]) -> Anchor {
        let union = sets.reduce(ByteSet()) { $0.union($1) }
        var elements = [NumberBoundary.outside]
        var wide = 0
        for set in sets where wide < leadingDigits {
            elements.append(set)
            if set.count > 1 { wide += 1 }
        }
        // A longer run does not end where the form does.
        let isRun = union.intersection(ByteSet.alphanumerics) == union
        return Anchor(
            elements: elements,
            offset: 1,
            maskOffset: 1,
            gate: isRun ? CandidateGate(set: union, lengths: [form.count]) : .open
        )
    }

    /// Lets those lengths of the run at `offset` through that the form has there: of digits, or of letters and digits
    /// where either may stand in it.
    private static func gate(_ form: NumberForm, offset: Int) -> CandidateGate {
        let rest = form.elements.dropFirst(offset)
        let set: ByteSet = rest.prefix { !$0.isSign }.contains(.either) ? .alphanumerics : .digits
        let isInRun = { (element: NumberForm.Element) in
            element.bytes(ignoringCase: true).intersection(set.inverted).isEmpty
        }
        let run = rest.prefix(while: isInRun).count
        let after = rest.dropFirst(run)
        var lengths: [Int] = [run]
        var separated: [Int] = []
        var separators = ByteSet()
        var second = 0...CandidateGate.longest
        if case .literal(let byte) = after.first, !ByteSet.alphanumerics.contains(byte),
            after.dropFirst().first.map(isInRun) == true
        {
            (lengths, separated) = ([], [run])
            separators.insert(byte)
            let group = after.dropFirst()
            let count = group.prefix(while: isInRun).count
            // What follows the second group may go on its run.
            let next = group.dropFirst(count).first?.bytes(ignoringCase: true)
            second = count...(next?.intersection(set).isEmpty == false ? CandidateGate.longest : count)
        }
        return CandidateGate(
            offset: offset,
            set: set,
            lengths: lengths,
            separatedLengths: separated,
            separators: separators,
            secondLengths: second
        )
    }

    /// Whether an element is a digit, any or a certain one.
    private static func isDigit(_ element: NumberForm.Element) -> Bool {
        if case .literal(let byte) = element { ByteSet.digits.contains(byte) } else { element == .digit }
    }
}

extension Anchor {
    /// Whether another anchor differs in its gate's lengths and in what a mask begins with alone.
    fileprivate func isLike(_ other: Anchor) -> Bool {
        var (run, otherRun) = (lookback, other.lookback)
        run?.initials = nil
        otherRun?.initials = nil
        return elements == other.elements && offset == other.offset && run == otherRun
            && gate?.offset == other.gate?.offset && gate?.set == other.gate?.set
    }
}

extension ByteSet? {
    /// Adds the bytes of another set; nil stands for all bytes.
    fileprivate mutating func formUnion(_ other: ByteSet?) {
        guard let known = self, let other else {
            self = nil
            return
        }
        self = known.union(other)
    }
}

extension CandidateGate? {
    /// The gate that lets through what either does; both look at the same run.
    fileprivate func joined(with other: CandidateGate?) -> CandidateGate? {
        guard let self, let other else { return nil }
        return self.joined(with: other)
    }
}
