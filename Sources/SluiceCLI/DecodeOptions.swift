// The option to look for hidden text.

import ArgumentParser
import Sluice

/// Whether hidden text is looked for.
struct DecodeOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Also find what is hidden: in base64, %41, \\u0041, &#65;, look-alikes, 'a' + 'b'.",
            discussion: """
                Text in base64, hexadecimal digits, escapes, entities and quoted-printable, up to three in each other, also \
                compressed with gzip or zlib inside digits, and characters without width or that look like others \
                are read as what they spell, and tokens that are cut into strings of a JSON document that follow each \
                other as one. What is found is masked where it is carried.
                """
        )
    )
    var decode = false

    /// How many encodings may lie in each other.
    var depth: Int { decode ? Guardrail.usualDecodeDepth : 0 }
}
