// The languages that are known: names, other names, files, and how their comments and strings are told apart.

extension Language {
    /// The languages that are known, at most 64. The first name is the one that rules, reports and messages use; the
    /// others are what people and models write behind the marks of a code block (names of GitHub's Linguist and of
    /// Pygments). Each name, extension and file name stands once.
    static let table: [Entry] = [
        Entry("python", aliases: "py python3 python2 py3 ipython pyi sage", extensions: "py pyi pyw py3", .python),
        Entry(
            "javascript",
            aliases: "js node nodejs jsx ecmascript mjs cjs javascriptreact es6",
            extensions: "js jsx mjs cjs es6",
            .javaScript
        ),
        Entry("typescript", aliases: "ts tsx typescriptreact mts cts deno", extensions: "ts tsx mts cts", .javaScript),
        Entry("java", aliases: "jsp", extensions: "java jsp", .java),
        Entry("kotlin", aliases: "kt kts", extensions: "kt kts", .kotlin),
        Entry("scala", aliases: "sc", extensions: "scala sc sbt", .scala),
        Entry("groovy", aliases: "gradle jenkinsfile", extensions: "groovy gradle", files: "jenkinsfile", .groovy),
        Entry("csharp", aliases: "c# cs dotnet razor cshtml", extensions: "cs csx cshtml razor", .cSharp),
        Entry("fsharp", aliases: "f# fs fsx", extensions: "fs fsx fsi", .ml),
        Entry(
            "visual-basic",
            aliases: "vb vbnet vb.net vba vbs vbscript visualbasic",
            extensions: "vb vbs bas",
            .visualBasic
        ),
        Entry("c", aliases: "ansi-c", extensions: "c", .c),
        Entry(
            "cpp",
            aliases: "c++ cc cxx hpp hxx h hh arduino cuda cu",
            extensions: "cpp cc cxx c++ h hpp hh hxx inl ino cu cuh",
            .c
        ),
        Entry("objective-c", aliases: "objc objective_c objectivec obj-c objc++ objective-c++", extensions: "m mm", .c),
        Entry("go", aliases: "golang", extensions: "go", .go),
        Entry("rust", aliases: "rs", extensions: "rs", .rust),
        Entry("swift", extensions: "swift", .swift),
        Entry("dart", aliases: "flutter", extensions: "dart", .dart),
        Entry("php", aliases: "php3 php4 php5 php7 php8 phtml blade", extensions: "php phtml php5 inc", .php),
        Entry(
            "ruby",
            aliases: "rb erb rails jruby",
            extensions: "rb erb rake gemspec ru",
            files: "gemfile rakefile vagrantfile podfile fastfile",
            .ruby
        ),
        Entry("perl", aliases: "pl pm", extensions: "pl pm t", .perl),
        Entry("lua", aliases: "luau", extensions: "lua", .lua),
        Entry("r", aliases: "rscript splus", extensions: "r rmd", files: ".rprofile", .hashComments),
        Entry("julia", aliases: "jl", extensions: "jl", .julia),
        Entry("elixir", aliases: "ex exs", extensions: "ex exs", .elixir),
        Entry("erlang", aliases: "erl", extensions: "erl hrl", .percentComments),
        Entry("haskell", aliases: "hs", extensions: "hs", .haskell),
        Entry("ocaml", aliases: "ml", extensions: "ml mli", .ml),
        Entry("clojure", aliases: "clj cljs edn", extensions: "clj cljs cljc edn", .lisp),
        Entry("lisp", aliases: "elisp scheme racket common-lisp", extensions: "lisp el scm rkt", .lisp),
        Entry("zig", extensions: "zig", .plainC),
        Entry("solidity", aliases: "sol", extensions: "sol", .javaScript),
        Entry("matlab", aliases: "octave", .percentComments),
        Entry("assembly", aliases: "asm nasm x86asm s", extensions: "asm s", .lisp),
        Entry(
            "shell",
            aliases:
                "sh bash zsh ksh dash fish console shell-session shellsession sh-session terminal shellscript bashrc "
                + "shell-script session",
            extensions: "sh bash zsh ksh fish command bats",
            files: ".bashrc .bash_profile .bash_aliases .zshrc .zprofile .profile .envrc .xinitrc",
            .shell
        ),
        Entry("powershell", aliases: "ps1 pwsh posh ps psm1", extensions: "ps1 psm1 psd1", .powerShell),
        Entry("batch", aliases: "bat cmd dosbatch winbatch dos", extensions: "bat cmd", .batch),
        Entry(
            "sql",
            aliases:
                "mysql postgresql postgres psql sqlite plsql plpgsql tsql t-sql pgsql mssql oracle bigquery snowflake",
            extensions: "sql ddl pgsql plsql",
            .sql
        ),
        Entry(
            "dockerfile",
            aliases: "docker containerfile",
            extensions: "dockerfile",
            files: "dockerfile containerfile",
            .dockerfile
        ),
        Entry(
            "terraform",
            aliases: "tf hcl tfvars opentofu terragrunt packer",
            extensions: "tf tfvars hcl nomad",
            .terraform
        ),
        Entry("bicep", extensions: "bicep", .plainC),
        Entry(
            "yaml",
            aliases: "yml k8s kubernetes helm docker-compose compose github-actions gha ansible cloudformation openapi",
            extensions: "yaml yml",
            .yaml
        ),
        Entry(
            "json",
            aliases: "jsonc json5 jsonl ndjson geojson ipynb",
            extensions: "json jsonc json5 jsonl ndjson tfstate ipynb webmanifest",
            files: ".eslintrc .babelrc .prettierrc",
            .json
        ),
        Entry("toml", extensions: "toml", files: "pipfile poetry.lock cargo.lock uv.lock", .toml),
        Entry(
            "ini",
            aliases: "properties conf cfg dotenv env editorconfig config systemd",
            extensions: "ini cfg conf properties env cnf service",
            files: ".env .npmrc .pypirc .gitconfig .editorconfig .netrc",
            .ini
        ),
        Entry(
            "requirements",
            aliases: "pip-requirements requirements.txt",
            files:
                "requirements.txt requirements.in requirements-dev.txt requirements-test.txt requirements-prod.txt "
                + "requirements_dev.txt requirements_test.txt dev-requirements.txt test-requirements.txt constraints.txt",
            .hashComments
        ),
        Entry("nginx", aliases: "nginxconf", files: "nginx.conf", .hashComments),
        Entry(
            "xml",
            aliases: "xsd xsl xslt svg plist maven pom",
            extensions: "xml xsd xsl xslt svg plist csproj config",
            .markup
        ),
        Entry(
            "html",
            aliases: "htm xhtml html5 vue svelte django jinja jinja2 handlebars hbs ejs twig angular",
            extensions: "html htm xhtml vue svelte hbs ejs twig astro",
            .markup
        ),
        Entry("css", aliases: "scss sass less postcss", extensions: "css scss sass less", .css),
        Entry("graphql", aliases: "gql", extensions: "graphql gql", .graphQL),
        Entry("protobuf", aliases: "proto proto3", extensions: "proto", .plainC),
        Entry(
            "makefile",
            aliases: "make mk gnumake bsdmake",
            extensions: "mk mak",
            files: "makefile gnumakefile",
            .hashComments
        ),
        Entry("cmake", extensions: "cmake", files: "cmakelists.txt", .hashComments),
        Entry("nix", aliases: "nixos", extensions: "nix", .hashComments),
        Entry(
            "starlark",
            aliases: "bazel bzl buck tiltfile",
            extensions: "bzl star",
            files: "build workspace tiltfile",
            .python
        ),
        Entry("rego", aliases: "opa", extensions: "rego", .hashComments),
        Entry("cobol", aliases: "cbl", extensions: "cob cbl", .none),
        Entry("abap", extensions: "abap", .none),
        Entry("fortran", aliases: "f90 f95", extensions: "f f90 f95 f03", .none),
        Entry("pascal", aliases: "delphi objectpascal", extensions: "pas dpr", .none),
        Entry("diff", aliases: "patch udiff git-diff", extensions: "diff patch", .diff),
        Entry("markdown", aliases: "md mdx rst asciidoc", extensions: "md mdx markdown rst adoc", .none, isProse: true),
        Entry(
            "text",
            aliases: "txt plain plaintext output log logs none nohighlight ascii tree mermaid latex tex csv tsv http",
            extensions: "tex csv tsv",
            .none,
            isProse: true
        ),
    ]
}
