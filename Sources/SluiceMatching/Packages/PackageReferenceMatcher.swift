// Packages that are installed, imported or listed.

/// Finds packages that an organisation forbids, or that resemble well-known ones, where they are installed, imported or
/// listed in a manifest or a lock file.
///
/// Of a name before its version (`"left-pad": "^1.0"`) the version is flagged, since the name has passed by then; of
/// others the name; of a command what stands between the first and the last name that must not be there.
package struct PackageReferenceMatcher: FileMatcher, ReadingMatcher {
    package static let name = "package-reference"
    package static let summary =
        "Packages in install commands, imports, manifests and lock files that a list forbids or does not allow, or look-alikes."
    package static let optionNames = ["list", "find", "distance", "places", "except"]
    package static let fileOptions = ["list"]

    package let anchors: [Anchor]
    package let reachBefore = PackageText.reachBefore
    package let reachAfter = Self.longestList

    private let places: [PackagePlace]
    /// The places by the first byte of their texts.
    private let placesOfByte: [[Int]]
    /// What stands at the places, one behind the other, and where each begins; one more at the end. Most candidates are
    /// refused by it, for which no place has to be copied.
    private let elements: [ByteSet]
    private let elementStarts: [Int]
    let judge: PackageJudge

    package init(
        options: [String: [String]],
        files: [String: DataFile],
        runClasses: inout RunClassTable
    ) throws(MatcherOptionError) {
        let search = try Self.choice(options["find"], of: PackageJudge.Search.self, option: "find").first ?? .listed
        let kinds = try Self.choice(options["places"], of: PackagePlace.Kind.self, option: "places")
        let distance: Int
        switch options["distance"] {
        case nil: distance = search == .lookAlikes ? 1 : 0
        case ["1"]? where search == .lookAlikes: distance = 1
        case ["2"]? where search == .lookAlikes: distance = 2
        default: throw MatcherOptionError(option: "distance", reason: "must be 1 or 2, and needs `find: look-alikes`")
        }
        if search == .unlisted, kinds.isEmpty || kinds.contains(.import) {
            throw MatcherOptionError(
                option: "places",
                reason:
                    "must be install, manifest or both with `find: unlisted`: imports name the language's own modules, too"
            )
        }
        if kinds.contains(.line), search != .listed {
            throw MatcherOptionError(option: "places", reason: "can be line only with `find: listed`")
        }
        let list = try Self.list(try Self.file("list", in: files).bytes, option: "list", distance: distance)
        let exceptions = (options["except"] ?? []).map { $0.replacing(":", with: "\t", maxReplacements: 1) }
        do {
            judge = PackageJudge(
                search: search,
                distance: distance,
                list: list,
                exceptions: try PackageList(Array(exceptions.joined(separator: "\n").utf8), distance: 0)
            )
        } catch {
            throw MatcherOptionError(option: "except", reason: "must be names such as pypi:requests")
        }
        let lines = kinds.contains(.line) ? list.names(of: .pypi).map { PackagePlace(line: $0) } : []
        let places =
            PackagePlace.all.filter { place in
                (kinds.isEmpty || kinds.contains(place.kind)) && (search != .unlisted || place.isCertain)
                    && place.ecosystems.contains { list.covers($0) }
            } + lines
        guard !places.isEmpty else {
            throw MatcherOptionError(option: "list", reason: "names no package in the file")
        }
        self.places = places
        var placesOfByte = [[Int]](repeating: [], count: 256)
        for (index, place) in places.enumerated() {
            for byte in UInt8.min...UInt8.max where place.elements[0].contains(byte) {
                placesOfByte[Int(byte)].append(index)
            }
        }
        self.placesOfByte = placesOfByte
        elements = places.flatMap(\.elements)
        elementStarts = places.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.elements.count) }
        anchors = places.map(\.anchor)
    }

    /// How far on arguments of commands and modules of statements are read.
    private static let longestCommand = 256
    private static let longestList = 1_024

    private static func list(
        _ bytes: [UInt8],
        option: String,
        distance: Int
    ) throws(MatcherOptionError) -> PackageList {
        do {
            return try PackageList(bytes, distance: distance)
        } catch {
            throw MatcherOptionError(option: option, reason: "line \(error.line) of the file \(error.reason)")
        }
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ texts: [String]?,
        of type: Choice.Type,
        option: String
    ) throws(MatcherOptionError) -> [Choice] {
        var chosen: [Choice] = []
        for text in texts ?? [] {
            guard let choice = Choice(rawValue: text) else {
                let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
                throw MatcherOptionError(option: option, reason: "must be one of \(known)")
            }
            chosen.append(choice)
        }
        return chosen
    }

    package func entity(of detail: MatchDetail) -> String? { detail.symbols.first.flatMap { judge.label(of: $0) } }

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        hold = position
        guard let first = try window.peek(position) else { return .noMatch(.shape) }
        for index in placesOfByte[Int(first)] {
            hold = position
            guard try stands(index, at: position, in: window) else { continue }
            let place = places[index]
            hold = min(position + place.leadLength, window.upperBound)
            if let found = try find(place, at: position, hold: &hold, in: window) { return .match(found) }
        }
        return .noMatch(.shape)
    }

    /// Whether what the place with this number is made of stands at `position`.
    private func stands(
        _ number: Int,
        at position: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Bool {
        let start = elementStarts[number]
        for index in start..<elementStarts[number + 1] {
            guard try window.peeks(elements[index], at: position + index - start) else { return false }
        }
        return true
    }

    private func find(
        _ place: PackagePlace,
        at position: Int,
        hold: inout Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> RawMatch? {
        let start = position + place.leadLength
        switch place.form {
        case .command(let command):
            guard let ecosystem = tool(of: command, at: position, in: window) else { return nil }
            let arguments = PackageCommand(
                ecosystem,
                takesOne: command.takesOne,
                from: start,
                limit: position + Self.longestCommand
            )
            return try argument(arguments, of: command, ecosystem, at: position, hold: &hold, in: window)
        case .listedCommand(let command):
            guard let end = PackageArgumentList.toolEnd(before: position, in: window),
                let ecosystem = tool(of: command, before: end, in: window)
            else { return nil }
            let arguments = PackageArgumentList(ecosystem, from: start, limit: position + Self.longestCommand)
            return try argument(arguments, of: command, ecosystem, at: position, hold: &hold, in: window)
        case .statement:
            guard PackageText.beginsLine(position, in: window) else { return nil }
            return try module(place, at: position, from: start, hold: &hold, in: window)
        case .name(let ends):
            let end = try window.peekRunEnd(
                of: PackageText.specifier.intersection(ends.inverted),
                from: start,
                limit: start + PackageName.longest + 2
            )
            guard end > start, try window.peeks(ends, at: end) else { return nil }
            return found(specified(start..<end, in: window), place, begin: position, in: window)
        case .line:
            guard let end = try lineEnd(of: place, at: position, in: window) else { return nil }
            return found(position..<end, place, begin: position, in: window)
        case .requirements: return try requirement(at: position, from: start, hold: &hold, in: window)
        case .alias:
            guard let before = window.byte(before: position), Self.aliasStarts.contains(before) else { return nil }
            // The byte behind the text is the name's first.
            let first = start - 1
            hold = min(first, window.upperBound)
            let end = try window.peekRunEnd(of: PackageText.pathBytes, from: first, limit: first + PackageName.longest)
            var last = first + (window[first] == UInt8(ascii: "@") ? 1 : 0)
            while last < end, window[last] != UInt8(ascii: "@") { last += 1 }
            return found(first..<last, place, begin: position, in: window)
        case .version(let version):
            return try versioned(version, place, at: position, from: start, hold: &hold, in: window)
        case .word(let atLineStart):
            if atLineStart, !PackageText.beginsLine(position, in: window) { return nil }
            let end = try window.peekRunEnd(
                of: PackageText.pathBytes,
                from: start,
                limit: start + PackageName.longest + 2
            )
            guard end > start else { return nil }
            let name = PackageCommand.withoutVersion(start..<end, in: window)
            return found(name, place, begin: position, in: window)
        case .coordinates:
            let list = MavenCoordinateList(quotedFrom: start - 1, limit: position + Self.longestList)
            return try coordinates(list, at: position, hold: &hold, in: window)
        case .coordinateList(let separators):
            let list = MavenCoordinateList(from: start, separators: separators, limit: position + Self.longestList)
            return try coordinates(list, at: position, hold: &hold, in: window)
        case .part(let part): return try coordinates(part, at: position, from: start, hold: &hold, in: window)
        case .repository(let lead): return try repository(lead, at: position, from: start, in: window)
        case .pod: return try pod(at: position, from: start, place, in: window)
        case .dependencyTuple: return try tuple(place, at: position, from: start, in: window)
        case .lockedCoordinates: return try lockedCoordinates(at: position, from: start, in: window)
        }
    }

    private static let quotes = ByteSet(ascii: "\"'`")
    /// What stands before `npm:name`: a quotation mark, a blank of a command, or `other@`.
    private static let aliasStarts = quotes.union(PackageText.blanks).union(ByteSet(ascii: "@"))
    /// What may stand behind a requirement without a version: the end of its line, a comment, a marker, an address.
    private static let requirementEnds = ByteSet(ascii: "\r\n#;@")

    /// The end of a name, with its extras, that stands alone on a line; nil where more stands there.
    private func lineEnd(
        of place: PackagePlace,
        at position: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Int? {
        let isItem = PackageText.beginsItem(position, in: window)
        guard isItem || PackageText.beginsLine(position, in: window) else { return nil }
        let end = position + place.elements.count
        guard try !window.peeks(PackageText.nameBytes, at: end) else { return nil }
        var last = try PackageText.extrasEnd(from: end, limit: position + Self.longestCommand, in: window)
        last = try window.peekRunEnd(of: PackageText.blanks, from: last, limit: position + Self.longestCommand)
        guard let next = try window.peek(last) else { return end }
        // `- a=1.0` of an environment of conda.
        if isItem, last == end, next == UInt8(ascii: "=") {
            return try window.peeks(.digits, at: end + 1) ? end : nil
        }
        return Self.requirementEnds.contains(next) ? end : nil
    }

    func found(
        _ range: Range<Int>,
        _ place: PackagePlace,
        begin: Int,
        in window: borrowing ByteWindow
    ) -> RawMatch? {
        for ecosystem in place.ecosystems {
            let hasModules = ecosystem == .npm || ecosystem == .cocoapods
            let name = hasModules ? package(range, in: window) : range
            let isName = ecosystem.isName(name, in: window)
            guard case .told(let number) = judge.verdict(name, ecosystem, isName: isName, in: window) else {
                continue
            }
            return RawMatch(match: begin..<range.upperBound, secret: range, detail: detail(number))
        }
        return nil
    }

    func detail(_ number: Int?) -> MatchDetail {
        number.flatMap { MatchDetail(symbols: [$0]) } ?? .none
    }

    private static let folder = Array("node_modules/".utf8)
    private static let pip = Array("pip".utf8)

    /// What a path in `node_modules` leads to, or all of another specifier.
    private func specified(_ range: Range<Int>, in window: borrowing ByteWindow) -> Range<Int> {
        let folder = Self.folder
        for offset in range.reversed() where window[offset] == UInt8(ascii: "n") {
            if offset + folder.count < range.upperBound, window.hasPrefix(folder, at: offset) {
                return offset + folder.count..<range.upperBound
            }
        }
        return range
    }

    /// The package of a module's path: `lodash` of `lodash/fp`, `@scope/name` of `@scope/name/x`.
    private func package(_ range: Range<Int>, in window: borrowing ByteWindow) -> Range<Int> {
        var slashes = window.byte(at: range.lowerBound) == UInt8(ascii: "@") ? 2 : 1
        for offset in range where window[offset] == UInt8(ascii: "/") {
            slashes -= 1
            if slashes == 0 { return range.lowerBound..<offset }
        }
        return range
    }

    /// The ecosystem of the tool whose command it is. Options may stand between a tool and its command.
    private func tool(
        of command: PackagePlace.Command,
        at position: Int,
        in window: borrowing ByteWindow
    ) -> PackageEcosystem? {
        if command.toolLength > 0 { return tool(of: command, before: position + command.toolLength, in: window) }
        var words = PackageCommandWords(before: position, in: window)
        while let end = words.end {
            if !words.isValue, let ecosystem = tool(of: command, before: end, in: window) { return ecosystem }
            words.goBack(in: window)
        }
        return nil
    }

    private func tool(
        of command: PackagePlace.Command,
        before end: Int,
        in window: borrowing ByteWindow
    ) -> PackageEcosystem? {
        guard var word = PackageText.word(before: end, in: window) else { return nil }
        // pip3, pip3.12
        if window.hasPrefix(Self.pip, at: word.lowerBound) {
            while word.count > 3,
                window.holds(PackageText.versionDigits, at: word.upperBound - 1)
            {
                word = word.lowerBound..<word.upperBound - 1
            }
        }
        for tool in command.tools
        where tool.name.count == word.count && window.hasPrefix(tool.name, at: word.lowerBound) {
            return judge.list.covers(tool.ecosystem) ? tool.ecosystem : nil
        }
        return nil
    }

    /// From the first to the last of a command's arguments that must not be there.
    private func argument(
        _ arguments: some PackageArguments,
        of command: PackagePlace.Command,
        _ ecosystem: PackageEcosystem,
        at position: Int,
        hold: inout Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> RawMatch? {
        var arguments = arguments
        var told: Told?
        while true {
            if told == nil { hold = min(max(hold, arguments.offset), window.upperBound) }
            guard let argument = try arguments.next(in: window), !judge.endsCommand(argument.name, in: window) else {
                break
            }
            let verdict = judge.verdict(argument.name, ecosystem, isName: argument.isName, in: window)
            if case .told(let number) = verdict { hold = Told.take(argument.name, number, into: &told) }
            if command.takesOne, !argument.isOption { break }
        }
        return told.map { match($0, from: position) }
    }

    /// From the first to the last of the names that must not be there.
    struct Told {
        var range: Range<Int>
        /// That of the first on the list.
        var number: Int?

        /// Takes one more; the result is where the first begins.
        static func take(_ name: Range<Int>, _ number: Int?, into told: inout Told?) -> Int {
            let first = told ?? Told(range: name, number: number)
            told = Told(range: first.range.lowerBound..<name.upperBound, number: first.number)
            return first.range.lowerBound
        }
    }

    func match(_ told: Told, from position: Int) -> RawMatch {
        RawMatch(match: position..<told.range.upperBound, secret: told.range, detail: detail(told.number))
    }

    /// From the first to the last of a list's requirements without a version that must not be there.
    private func requirement(
        at position: Int,
        from start: Int,
        hold: inout Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> RawMatch? {
        var list = RequirementList(from: start, limit: position + reachAfter)
        var told: Told?
        while true {
            if told == nil { hold = min(max(hold, list.offset), window.upperBound) }
            guard let name = try list.next(in: window) else { break }
            let isName = PackageEcosystem.pypi.isName(name, in: window)
            let verdict = judge.verdict(name, .pypi, isName: isName, in: window)
            if case .told(let number) = verdict { hold = Told.take(name, number, into: &told) }
        }
        return told.map { match($0, from: position) }
    }

    /// The first module of a statement that must not be there.
    private func module(
        _ place: PackagePlace,
        at position: Int,
        from start: Int,
        hold: inout Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> RawMatch? {
        let limit = position + Self.longestCommand
        var offset = try window.peekRunEnd(of: PackageText.blanks, from: start, limit: start + PackageText.longestGap)
        while true {
            hold = min(offset, window.upperBound)
            let end = try window.peekRunEnd(of: PackageText.identifier, from: offset, limit: limit)
            guard end > offset, end < limit, try ends(place, at: end, in: window) else { return nil }
            if let match = found(offset..<end, place, begin: position, in: window) { return match }
            // `import a.b, c`
            let last = try window.peekRunEnd(of: PackageText.nameBytes, from: end, limit: limit)
            guard last < limit, try window.peek(last) == UInt8(ascii: ",") else { return nil }
            offset = try window.peekRunEnd(of: PackageText.blanks, from: last + 1, limit: limit)
        }
    }

    /// Whether what follows a module's name ends it as the language has it.
    private func ends(
        _ place: PackagePlace,
        at end: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Bool {
        guard let next = try window.peek(end) else { return place.ecosystems != [.cargo] }
        if place.ecosystems == [.cargo] {
            return next == UInt8(ascii: ":") || next == UInt8(ascii: ";") || next == UInt8(ascii: " ")
        }
        switch next {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ";"),
            UInt8(ascii: "\\"), UInt8(ascii: "#"), UInt8(ascii: "\""):
            return true
        case UInt8(ascii: " "):
            // `import x as y`, `from x import y`, and a comment; not `import X from 'y'`.
            let last = try window.peekRunEnd(of: PackageText.blanks, from: end, limit: end + PackageText.longestGap) - 1
            for word in Self.continuations where try window.peeks(word, at: last) { return true }
            return false
        default: return false
        }
    }

    private static let continuations = [" as ", " import", " #", " \n"].map { Array($0.utf8) }

    /// A name that its version follows.
    private func versioned(
        _ version: PackagePlace.Version,
        _ place: PackagePlace,
        at position: Int,
        from start: Int,
        hold: inout Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> RawMatch? {
        let name: Range<Int>?
        switch version {
        case .member, .memberWord:
            let found = PackageText.name(before: position, of: PackageText.pathBytes, in: window)
            name = window.byte(before: found?.lowerBound ?? 0) == UInt8(ascii: "\"") ? found : nil
        case .entry, .table, .attribute, .gemLine:
            let end = PackageText.alignedEnd(before: position, in: window)
            let found = PackageText.name(before: end, of: PackageText.nameBytes, in: window)
            name = PackageText.beginsLine(found?.lowerBound ?? 0, in: window) ? found : nil
        case .requirement: name = PackageText.requirement(before: position, in: window)
        case .specifier: name = PackageText.specifiedName(before: position, in: window)
        case .goModule:
            let end = PackageText.alignedEnd(before: position, in: window)
            name = PackageText.name(before: end, of: PackageText.pathBytes, in: window)
        case .podLine: name = Self.podName(before: position, in: window)
        case .pubLine:
            let found = PackageText.name(before: position, of: PackageText.identifier, in: window)
            name = PackageText.beginsLine(found?.lowerBound ?? 0, in: window) ? found : nil
        case .lockEntry: name = lockEntry(before: position, in: window)
        case .archive:
            let found = PackageText.name(before: position, of: PackageText.pathBytes, in: window)
            name = window.byte(before: found?.lowerBound ?? 0) == UInt8(ascii: "\"") ? found : nil
        case .lockObject, .lockKey: name = PackageText.lockedName(before: position, in: window)
        case .ownVersion: name = PackageText.ownName(before: position, in: window)
        }
        guard let name, let told = found(name, place, begin: name.lowerBound, in: window) else { return nil }
        guard let value = try self.version(version, place, at: position, from: start, hold: &hold, in: window) else {
            return nil
        }
        return RawMatch(match: name.lowerBound..<value.upperBound, secret: value, detail: told.detail)
    }

    /// The name that begins a line of yarn.lock or pnpm-lock.yaml.
    private func lockEntry(before position: Int, in window: borrowing ByteWindow) -> Range<Int>? {
        guard var name = PackageText.name(before: position, of: PackageText.pathBytes, in: window) else { return nil }
        guard PackageText.beginsLine(name.lowerBound, in: window) else { return nil }
        if window[name.lowerBound] == UInt8(ascii: "/") { name = name.lowerBound + 1..<name.upperBound }
        return name.isEmpty ? nil : name
    }

    /// Where the version stands; nil where there is none.
    private func version(
        _ form: PackagePlace.Version,
        _ place: PackagePlace,
        at position: Int,
        from start: Int,
        hold: inout Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Range<Int>? {
        switch form {
        case .member:
            if let end = try PackageText.dottedVersion(from: start, in: window) { return start..<end }
            return try PackageText.plainVersion(from: start, in: window).map { start..<$0 }
        case .requirement:
            let first = try window.peekRunEnd(
                of: PackageText.blanks,
                from: start,
                limit: start + PackageText.longestGap
            )
            hold = min(first, window.upperBound)
            guard let end = try PackageText.requirementEnd(from: first, in: window) else { return nil }
            if place.isCertain { return first..<end }
            return try PackageText.endsRequirement(at: end, in: window) ? first..<end : nil
        case .memberWord:
            return start..<(try window.peekRunEnd(of: PackageText.memberWord, from: start, limit: start + 48))
        case .specifier:
            let end = try PackageText.versionEnd(from: start, in: window)
            return end > start ? start..<end : nil
        case .archive: return try PackageText.archiveEnd(from: start, in: window).map { start..<$0 }
        case .attribute, .lockKey: return start..<(try window.peekRunEnd(of: .letters, from: start, limit: start + 16))
        case .lockEntry, .lockObject, .ownVersion:
            return try PackageText.dottedVersion(from: start, in: window).map { start..<$0 }
        case .podLine: return start..<(try PackageText.versionEnd(from: start, in: window))
        case .pubLine:
            let first = try window.peekRunEnd(of: Self.quotes, from: start, limit: start + 1)
            hold = min(first, window.upperBound)
            let end = try PackageText.versionEnd(from: first, in: window)
            return end > first ? first..<end : nil
        case .goModule, .gemLine:
            let limit = start + PackagePlace.longestVersionStart + 1
            let end = try window.peekRunEnd(of: .digits, from: start, limit: limit)
            guard end < limit, try window.peek(end) == UInt8(ascii: "."), try window.peeks(.digits, at: end + 1) else {
                return nil
            }
            return start..<(try PackageText.versionEnd(from: start, in: window))
        case .entry:
            let end = try PackageText.versionEnd(from: start, in: window)
            guard try window.peeks(Self.quotes, at: end) else { return nil }
            return start..<end
        case .table:
            return try PackageText.tableVersion(from: start + 1, hold: &hold, in: window)
        }
    }
}
