// Source files of several languages.

extension Scribe {
    mutating func sourceFile() {
        switch random.below(7) {
        case 0: swiftFile()
        case 1: pythonFile()
        case 2: typeScriptFile()
        case 3: goFile()
        case 4: shellFile()
        case 5: configurationFile()
        default: sqlFile()
        }
    }

    private mutating func swiftFile() {
        let type = typeName()
        add("// \(capitalized(word())) \(word()) the \(noun()).\n\nimport Foundation\n\nstruct \(type): Sendable {\n")
        for _ in 0..<random.number(in: 2...6) {
            add("    let \(noun()): \(random.pick(["String", "Int", "[UInt8]"]))\n")
        }
        for _ in 0..<random.number(in: 3...8) {
            let name = camelName()
            let value = noun()
            add("\n    /// \(capitalized(verb()))s the \(noun()) \(word()) \(word()) \(word()).\n")
            add("    func \(name)(_ \(value): \(typeName())) throws -> \(typeName())? {\n")
            add("        guard let \(noun()) = \(value).\(noun()), !\(noun()).isEmpty else { return nil }\n")
            if let secret = dueSecret() { add("        let \(secret.label) = \"\"\"\n\(secret.value)\n\"\"\"\n") }
            add("        return try \(camelName())(\(noun()), \(noun()): \(random.below(512)))\n    }\n")
        }
        add("}\n\n")
    }

    private mutating func pythonFile() {
        add("\"\"\"\(capitalized(word())) \(word()) \(noun())s.\"\"\"\nimport os\nfrom \(noun()) import ")
        add("\(typeName())\n\n")
        for _ in 0..<random.number(in: 3...8) {
            let first = noun()
            add("\ndef \(snakeName())(\(first): str, \(noun()): int = \(random.below(100))) -> dict[str, int]:\n")
            add("    # \(word()) \(word()) \(word()) \(word()) \(word())\n")
            if let secret = dueSecret() { add("    \(secret.label) = \"\(secret.value)\"\n") }
            add("    for \(noun()) in \(first).\(snakeName())():\n        if \(noun())[\"\(noun())\"] is None:\n")
            add("            raise ValueError(f\"\(word()) {\(first)} \(word())\")\n")
            add("    return {\"\(noun())\": len(\(first)), \"\(noun())\": \(random.below(9999))}\n\n")
        }
    }

    private mutating func typeScriptFile() {
        add("import { \(typeName()), \(typeName()) } from \"@\(noun())/\(noun())\";\n\n")
        add("export interface \(typeName()) {\n  id: string;\n  \(noun())?: number;\n  \(noun())Token: string;\n}\n")
        for _ in 0..<random.number(in: 3...8) {
            let parameter = noun()
            add("\nexport async function \(camelName())(\(parameter): \(typeName())): Promise<void> {\n")
            if let secret = dueSecret() { add("  const \(secret.label) = `\(secret.value)`;\n") }
            add("  const res = await fetch(`${process.env.API_URL}/v\(random.below(4))/\(noun())s/${\(parameter).i")
            add("d}`, {\n")
            add("    headers: { \"Content-Type\": \"application/json\", Authorization: `Bearer ${\(noun())Token}` ")
            add("},\n  });\n")
            add("  if (!res.ok) throw new Error(`\(word()) \(word()) ${res.status}`);\n")
            add("  \(noun())s.forEach(({ id, \(noun()) }) => \(camelName())(id, \(random.below(64)) * 1024));\n}\n")
        }
        add("\n")
    }

    private mutating func goFile() {
        add("package \(noun())\n\nimport (\n\t\"context\"\n\t\"github.com/\(noun())/\(noun())/v2\"\n)\n")
        for _ in 0..<random.number(in: 3...8) {
            add("\n// \(typeName()) \(word()) the \(noun()) \(word()).\n")
            add("func (s *\(typeName())) \(capitalized(camelName()))(ctx context.Context, id string) ")
            add("(*\(typeName()), error) {\n")
            if let secret = dueSecret() { add("\t\(secret.label) := `\(secret.value)`\n") }
            add("\trow := s.\(noun()).\(capitalized(camelName()))(ctx, id)\n\tif err := row.Err(); err != nil {\n")
            add("\t\treturn nil, fmt.Errorf(\"\(verb()) \(noun()): %w\", err)\n\t}\n\treturn &row, nil\n}\n")
        }
        add("\n")
    }

    private mutating func shellFile() {
        add("#!/bin/sh\nset -eu\n\n")
        for _ in 0..<random.number(in: 6...20) {
            if let secret = dueSecret() { add("export \(secret.label.uppercased())='\(secret.value)'\n") }
            switch random.below(5) {
            case 0: add("git checkout \(identifier(40)) -- \(noun())/\(noun()).txt\n")
            case 1:
                add("docker run --rm -e \(noun().uppercased())_TOKEN=\"$TOKEN\" ")
                add("\(noun()):\(random.below(9)).\(random.below(20))\n")
            case 2: add("curl -fsS -H \"Authorization: Bearer $TOKEN\" https://\(noun()).dev/api/\(noun())\n")
            case 3: add("if [ \"$\(noun())\" = \"\(noun())\" ]; then\n    echo \"\(word()) \(word())\" >&2\nfi\n")
            default: add("find . -name '*.\(noun())' -type f | sort > \(noun()).list\n")
            }
        }
        add("\n")
    }

    private mutating func configurationFile() {
        add("version: \"3\"\nservices:\n")
        for _ in 0..<random.number(in: 3...8) {
            let service = random.pick(Vocabulary.services)
            add("  \(service):\n    image: registry.\(noun()).dev/\(service)@sha256:\(identifier(64))\n    ")
            add("environment:\n")
            if let secret = dueSecret() {
                add("      \(secret.label.uppercased()): |\n")
                for line in secret.value.split(separator: "\n") { add("        \(line)\n") }
            }
            add("      \(noun().uppercased())_PASSWORD: ${\(noun().uppercased())_PASSWORD}\n      LOG_LEVEL: ")
            add("\(word())\n")
            add("    ports: [\"\(random.number(in: 3000...9999)):\(random.number(in: 3000...9999))\"]\n")
        }
        add("\n")
    }

    private mutating func sqlFile() {
        let table = noun()
        add("CREATE TABLE \(table)s (\n  id uuid PRIMARY KEY,\n  \(noun())_id bigint NOT NULL,\n  email text,\n")
        add("  password_hash bytea,\n  created_at timestamptz DEFAULT now()\n);\n")
        for _ in 0..<random.number(in: 4...12) {
            if let secret = dueSecret() {
                add("UPDATE settings SET value = '\(secret.value)' WHERE key = '\(secret.label)';\n")
            }
            add("INSERT INTO \(table)s VALUES ('\(uuid())', \(random.below(100_000)), NULL, NULL, ")
            add("'2026-0\(random.number(in: 1...9))-\(random.number(in: 10...28)) ")
            add("12:\(random.number(in: 10...59)):00+00');\n")
        }
        add("\n")
    }
}
