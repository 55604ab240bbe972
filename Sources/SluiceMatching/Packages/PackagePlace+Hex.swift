// All texts that lead to packages of Hex, which Elixir, Erlang and Gleam use, and of Pub, which Dart uses.

extension PackagePlace {
    static let hex: [PackagePlace] =
        [
            PackagePlace(.manifest, .dependencyTuple, [.hex], "{:", isCertain: true),
            PackagePlace(.manifest, .name(until: ByteSet(ascii: ",")), [.hex], "{:hex, :", isCertain: true),
            PackagePlace(" add ", [(.hex, ["gleam"])]),
            PackagePlace(" igniter.install ", [(.hex, ["mix"])]),
        ]
        + spread(" archive.install hex ", [(.hex, ["mix"])]) + spread(" escript.install hex ", [(.hex, ["mix"])])

    static let pub: [PackagePlace] =
        spread(" pub add ", [(.pub, ["dart", "flutter"])])
        + spread(" pub global activate ", takesOne: true, [(.pub, ["dart", "flutter"])])
        + ["\"package:", "'package:"].map {
            PackagePlace(.import, .name(until: ByteSet(ascii: "/")), [.pub], $0, isCertain: false)
        }
        + [": ^", ": \"^", ": '^", ": \">=", ": '>="].map {
            PackagePlace(
                .manifest,
                .version(.pubLine),
                [.pub],
                ": ",
                value: String($0.dropFirst(2)),
                then: .digits,
                isCertain: false
            )
        }
        + [("dependency: \"", "direct"), ("dependency: \"", "transitive"), ("dependency: ", "transitive")].map {
            PackagePlace(.manifest, .version(.specifier), [.pub], $0.0, value: $0.1, isCertain: false)
        }
        + [
            PackagePlace(
                .manifest,
                .version(.pubLine),
                [.pub],
                ": ",
                value: "any",
                then: ByteSet(ascii: " \r\n"),
                isCertain: false
            )
        ]
}
