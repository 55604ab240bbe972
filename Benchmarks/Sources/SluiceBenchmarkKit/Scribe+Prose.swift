// Prose as people and models write it, with Markdown.

extension Scribe {
    mutating func prose(paragraphs: Int) {
        for _ in 0..<paragraphs {
            switch random.below(8) {
            case 0: heading()
            case 1: bullets()
            default: paragraph()
            }
            if let secret = dueSecret() {
                add("My \(secret.label.replacing("_", with: " ")) is \(secret.value) and it worked yesterday.\n\n")
            }
        }
    }

    private mutating func heading() {
        add("## \(capitalized(word())) \(word()) \(noun())\n\n")
    }

    private mutating func bullets() {
        for index in 1...random.number(in: 2...5) {
            add("\(index). ")
            sentence()
            add("\n")
        }
        add("\n")
    }

    private mutating func paragraph() {
        for _ in 0..<random.number(in: 2...5) {
            sentence()
            add(" ")
        }
        add("\n\n")
    }

    private mutating func sentence() {
        add(capitalized(word()))
        for _ in 0..<random.number(in: 5...18) {
            switch random.below(40) {
            case 0: add(" `\(camelName())`")
            case 1: add(" (\(word()) \(word()))")
            case 2: add(" \(random.below(1000))")
            case 3: add(", \(word())")
            case 4 where random.oneIn(8): add(" https://docs.\(noun())s.dev/\(noun())/\(noun())#\(word())")
            case 5 where random.oneIn(2): add(" naïve café “\(word())” —")
            default: add(" \(word())")
            }
        }
        add(random.pick([".", ".", ".", ":", "?"]))
    }
}
