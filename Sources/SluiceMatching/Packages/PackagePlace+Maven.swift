// All texts that lead to coordinates of Maven.

extension PackagePlace {
    static let maven: [PackagePlace] =
        configurations + quotedCoordinates + coordinateLists + coordinateParts + lockedCoordinates

    /// Configurations and functions of Gradle and of scripts, by the ends of their names, before coordinates in
    /// quotation marks, with a blank, a bracket or both between.
    private static let configurations = [
        "mplementation", "api", "Api", "ompileOnly", "untimeOnly", "ompile", "untime", "lasspath", "kapt", "ksp",
        "nnotationProcessor", "latform", "mavenBom", "dependency", "coreLibraryDesugaring", "developmentOnly",
        "detektPlugins", "errorprone", "lintChecks", "artifact", "DependsOn", "@Grab",
    ]
    .flatMap { word in
        [
            coordinates(word, gap: ByteSet(ascii: " (")), coordinates(word + " (", gap: nil),
        ]
    }

    /// Keys of version catalogs, variables, lists of Bazel and prefixes of Scala's tools. What any variable holds must
    /// look like a name and a colon at first sight.
    private static let quotedCoordinates: [PackagePlace] = [
        coordinates("module = ", gap: nil), coordinates("module=", gap: nil), coordinates("artifacts = [", gap: nil),
        coordinates("artifacts=[", gap: nil), coordinates("ivy", gap: nil), coordinates("mvn", gap: nil),
        coordinates("$ivy.", gap: nil),
        PackagePlace(
            .manifest,
            .coordinates,
            [.maven],
            " = ",
            then: plainQuotes,
            gate: CandidateGate(
                offset: 4,
                set: PackageText.nameBytes,
                lengths: [CandidateGate.longest],
                separatedLengths: 1...CandidateGate.longest,
                separators: ByteSet(ascii: ":")
            ),
            isCertain: false
        ),
    ]

    private static func coordinates(_ text: String, gap: ByteSet?) -> PackagePlace {
        PackagePlace(
            .manifest,
            .coordinates,
            [.maven],
            text,
            gap: gap,
            then: ByteSet(ascii: "\"'`"),
            isCertain: true
        )
    }

    private static let comma = ByteSet(ascii: ",")
    private static let commaOrBlank = ByteSet(ascii: ", \t")

    private static let coordinateLists: [PackagePlace] =
        ["-Dartifact=", "--packages ", "--packages=", "--deps ", "--deps=", "jars.packages=", "jars.packages "].map {
            PackagePlace(.install, .coordinateList(separators: comma), [.maven], $0, isCertain: true)
        }
        + ["jars.packages\", ", "jars.packages', "].map {
            PackagePlace(.install, .coordinateList(separators: comma), [.maven], $0, then: plainQuotes, isCertain: true)
        }
        + ["//DEPS ", "using dep ", "using deps "].map {
            PackagePlace(.manifest, .coordinateList(separators: commaOrBlank), [.maven], $0, isCertain: true)
        }

    private static let coordinateParts: [PackagePlace] =
        [("<artifactId>", "groupId"), ("<groupId>", "artifactId")].map { tag, other in
            part(.element(other: Array(other.utf8)), tag)
        }
        + [("name", "group"), ("group", "name")].flatMap { key, other in
            [": ", ":", " = ", "="].map { part(.entry(other: Array(other.utf8)), ", " + key + $0, then: plainQuotes) }
        }
        + [", module=", ", module = "].map { part(.grabbed, $0, then: plainQuotes) }
        + ["\" % \"", "\" %% \"", "\" %%% \""].map { part(.operand, $0) }

    private static func part(_ part: MavenPart, _ text: String, then set: ByteSet? = nil) -> PackagePlace {
        PackagePlace(.manifest, .part(part), [.maven], text, then: set, isCertain: true)
    }

    /// The first configurations, in the order of the alphabet, that a line of gradle.lockfile names.
    private static let lockedCoordinates = [
        "annotationProcessor", "compileClasspath", "runtimeClasspath", "testCompileClasspath", "testRuntimeClasspath",
        "productionRuntimeClasspath", "classpath", "debug", "kotlin", "implementationDependenciesMetadata",
    ]
    .map { PackagePlace(.manifest, .lockedCoordinates, [.maven], "=", value: $0, isCertain: true) }
}
