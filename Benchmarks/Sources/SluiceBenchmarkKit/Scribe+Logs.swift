// Lines of server logs.

extension Scribe {
    mutating func logLines(count: Int) {
        for _ in 0..<count {
            switch random.below(5) {
            case 0: accessLine()
            case 1: structuredLine()
            case 2: keyValueLine()
            case 3 where random.oneIn(6): stackTrace()
            default: plainLine()
            }
            if let secret = dueSecret() {
                let value = secret.value.replacing("\n", with: "\\n")
                add("\(timestamp()) WARN config: \(secret.label)=\(value) overridden\n")
            }
        }
    }

    mutating func timestamp() -> String {
        let hour = 10 + random.below(14)
        let minute = random.number(in: 10...59)
        let second = random.number(in: 10...59)
        let date = "2026-0\(random.number(in: 1...9))-\(random.number(in: 10...28))"
        return "\(date)T\(hour):\(minute):\(second).\(random.number(in: 100...999))Z"
    }

    private mutating func privateAddress() -> String {
        "10.\(random.below(4)).\(random.below(256)).\(random.number(in: 1...254))"
    }

    private mutating func accessLine() {
        let client = random.oneIn(4) ? privateAddress() : "pod-\(random.pick(Vocabulary.services))-\(identifier(5))"
        let status = random.pick([200, 200, 200, 201, 204, 304, 404, 500])
        add("\(client) - - [\(timestamp())] \"\(random.pick(["GET", "GET", "POST"])) /api/v1/\(noun())s/\(uuid()) ")
        add("HTTP/1.1\" ")
        add("\(status) \(random.below(90_000)) \"-\" \"Mozilla/5.0 (X11; Linux x86_64) ")
        add("\(noun())/\(random.below(130)).0\"\n")
    }

    private mutating func structuredLine() {
        add("{\"ts\":\"\(timestamp())\",\"level\":\"info\",\"service\":\"\(random.pick(Vocabulary.services))\",")
        add("\"trace\":\"\(identifier(32))\",\"span\":\"\(identifier(16))\",\"msg\":\"\(verb()) \(noun()) ")
        add("\(word()) \(word())\",")
        add("\"duration_ms\":\(random.below(3000)).\(random.below(1000)),\"tokens\":\(random.below(4096))}\n")
    }

    private mutating func keyValueLine() {
        add("\(timestamp()) level=\(random.pick(["info", "warn", "debug"])) caller=\(noun()).go:\(random.below(900)) ")
        add("component=\(noun()) request_id=\(uuid()) user_id=\(random.below(1_000_000)) ")
        add("took=\(random.below(900))ms err=\"\(word()) \(word()) \(word())\"\n")
    }

    private mutating func plainLine() {
        add("\(timestamp()) INFO  [\(random.pick(Vocabulary.services))-\(random.below(16))] ")
        add("\(typeName()): \(verb()) \(noun()) \(word()) \(word()) \(random.below(10_000)) of ")
        add("\(random.below(10_000))\n")
    }

    private mutating func stackTrace() {
        add("\(timestamp()) ERROR \(typeName()): \(word()) \(word()) \(word())\n")
        for _ in 0..<random.number(in: 4...12) {
            add("    at com.\(noun()).\(noun()).\(typeName()).\(camelName())(\(typeName()).java:")
            add("\(random.below(900)))\n")
        }
    }
}
