// Packages: which are told, compared with plain expressions, however the text is cut.

import Foundation
import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

struct PackageReferenceTests {
    /// A guardrail with one rule that uses a list, which is written to a temporary folder for the time of the call.
    private static func guardrail(list: String, options: String = "") throws -> Guardrail {
        let name = "sluice-\(UInt64.random(in: 0 ... .max)).txt"
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try Data(list.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let rule = SmallRules.rule(
            "packages",
            "matcher: package-reference\noptions: {list: \(file.path)\(options.isEmpty ? "" : ", ")\(options)}"
        )
        return try SmallRules.guardrail("rules:\n" + rule)
    }

    private static let list =
        """
        # ours
        pypi\tbad-one\tgood-one
        npm\tbad
        npm\t@evil/kit
        cargo\tbad_crate
        go\texample.com/Bad
        go\tgithub.com/bad/kit
        gem\tbad
        composer\tevil/kit
        nuget\tBad.Kit
        maven\torg.bad:kit
        maven\tcom.evil.all
        swift\tgithub.com/bad/Kit
        swift\tevil.kit
        swift\tgit.evil.com
        cocoapods\tBadKit
        hex\tbad_kit
        pub\tbad_kit

        """

    @Test(arguments: [
        ("pip install bad.one", ["bad.one"]), ("pip install -r list.txt Bad_One", ["Bad_One"]),
        ("pip3.12 install good bad-one[x]; ls bad-one", ["bad-one"]), ("/usr/bin/pip install bad-one", ["bad-one"]),
        ("python -m pip install 'bad-one>=2' good", ["bad-one"]), ("zip install bad-one", []),
        ("pip install -i https://a.b/bad-one good", []), ("pip install \\\n  good \\\n  bad-one", ["bad-one"]),
        ("pip install a bad-one b bad_one c", ["bad-one b bad_one"]), ("uv add bad-one", ["bad-one"]),
        ("pip install a; bad-one", []), ("{\"run\": \"pip install a\", \"x\": \"bad-one\"}", []),
        ("pipx run good bad-one", []), ("pipx run bad-one x", ["bad-one"]), ("uvx bad-one", ["bad-one"]),
        ("npm i bad@1.2 && npm i good", ["bad"]), ("npm install @evil/kit@2", ["@evil/kit"]),
        ("npm.exe install bad", ["bad"]), ("pnpm dlx bad x", ["bad"]), ("npx good bad", []), ("npx -y bad", ["bad"]),
        ("npm i --tag bad x", []), ("npm i --tag=x bad", ["bad"]), ("npm i badly", []), ("npm i ./bad", []),
        ("yarn add good bad", ["bad"]), ("npm i install bad", []),
        ("cargo add bad-crate --features x", ["bad-crate"]), ("cargo add good --features bad_crate", []),
        ("go get example.com/Bad", ["example.com/Bad"]), ("go get example.com/bad", []),
        ("go install example.com/Bad/cmd/x@latest", ["example.com/Bad/cmd/x"]),
        ("gem install bad -v 1.2", ["bad"]), ("bundle add bad", ["bad"]),
        ("composer require evil/kit:^2", ["evil/kit"]), ("dotnet add package bad.kit", ["bad.kit"]),
        ("Install-Package -Version 2 Bad.Kit", ["Bad.Kit"]),
        ("pip --no-cache-dir install bad-one", ["bad-one"]), ("pip --proxy http://x:1 install bad-one", ["bad-one"]),
        ("uv tool install bad-one", ["bad-one"]), ("uv run --with bad-one x.py", ["bad-one"]),
        ("yarn global add bad", ["bad"]), ("yarn workspace web add bad", ["bad"]), ("pnpm -F w add bad", ["bad"]),
        ("bun i bad", ["bad"]), ("npm exec bad x", ["bad"]), ("cargo +nightly add bad_crate", ["bad_crate"]),
        ("composer global require evil/kit", ["evil/kit"]), ("npm says to add bad", []), ("npm -s to add bad", ["bad"]),
        ("npm run x add bad", []), ("npm; -x add bad", []),
        ("cmd: \"pip install\\nbad-one\"", []),
        ("require('bad/lib')", ["bad/lib"]), ("require(\"badly\")", []), ("import('bad')", ["bad"]),
        ("import x from '@evil/kit/y'", ["@evil/kit/y"]), ("import \"bad\"", ["bad"]),
        ("import \"example.com/Bad/x\"", ["example.com/Bad/x"]),
        ("import bad_one as b", ["bad_one"]), ("import os.path, bad_one", ["bad_one"]),
        ("    import bad_one\n", ["bad_one"]),
        ("\timport bad_one.x", ["bad_one"]), ("+import bad_one\n", ["bad_one"]), ("a\\nimport bad_one\\n", ["bad_one"]),
        ("{\"content\": \"import bad_one\"}", ["bad_one"]),
        ("reimport bad_one\n", []), ("say import bad_one\n", []), ("from bad_one import x", ["bad_one"]),
        ("from bad_one.y import x", ["bad_one"]), ("from bad_one to x", []), ("taken from bad_one import x", []),
        ("import bad_one_more\n", []), ("use bad_crate::x;", ["bad_crate"]), ("use bad_crates::x;", []),
        ("\texample.com/Bad v1.2.3\n", ["1.2.3"]), ("\texample.com/Bad/v2 v2.0.1 h1:x\n", ["2.0.1"]),
        ("bad-one[a,b] >=2.0", ["2.0"]), ("deps = [\"good\", \"bad-one==1\"]", ["1"]), ("if not bad_one==1:", []),
        ("bad_crate = \"1\"", ["1"]), ("bad_crate = { version = \"^1.2\" }", ["^1.2"]), ("let bad_crate = \"1\"", []),
        ("[[package]]\nname = \"bad_crate\"", ["bad_crate"]),
        ("{\"bad\": \"^1.0.0\"}", ["^1.0.0"]), ("{\"bad\":\"1.x\"}", ["1.x"]), ("{\"bad\": \"text\"}", []),
        ("{\"bad\": \"12\"}", ["12"]), ("{\"bad\": \"^6\"}", ["^6"]), ("{\"bad\":\"*\"}", ["*"]),
        ("{\"bad\": \"latest\"}", ["latest"]), ("{\"bad\": \"lately\"}", []), ("{\"bad\": \"2024-05\"}", []),
        ("{\"bad\": \"^6 of them\"}", []), ("{\"evil/kit\": \"dev-main\"}", ["dev-main"]),
        ("{\"x\": \"npm:bad@^6.0.1\"}", ["bad"]), ("{\"x\": \"npm:@evil/kit\"}", ["@evil/kit"]), ("npm:bad@1.2", []),
        ("\"bad@npm:^6.0.1\":\n", ["^6.0.1"]), ("bad-one == 1.0.2\n", ["1.0.2"]), ("if bad_one == 1.0:\n", []),
        ("    bad (1.0.0)\n", ["1.0.0"]), ("It is bad (1.0.0)\n", []),
        ("{\"bad\": {\n      \"version\": \"6.0.1\"", ["6.0.1"]), ("{\"bad\":{\"version\":\"6.0.1\"", ["6.0.1"]),
        ("{\"name\": \"evil/kit\", \"version\": \"v1.0.0\"}", ["evil/kit"]),
        ("{\"name\":\"evil/kit\"}", ["evil/kit"]), ("{\"name\": \"evil/kits\"}", []), ("{\"name\": \"bad\"}", []),
        ("{\"name\": \"bad\", \"version\": \"1.0.0\"}", ["1.0.0"]),
        ("{\"name\":\"bad\",\"version\":\"v1.0\"}", ["1.0"]),
        ("{\"evil/kit\": {\"version\": \"v1.0.0\"", ["1.0.0"]),
        ("{\"title\": \"evil/kit\", \"version\": \"v1.0.0\"}", []),
        ("import (\n\t\"fmt\"\n\t\"github.com/bad/kit/x\"\n)", ["github.com/bad/kit/x"]),
        ("import (\n\tkit \"github.com/bad/kit\"\n)", ["github.com/bad/kit"]), ("\"github.com/bad/kits\"", []),
        ("\"https://github.com/bad/kit\"", []), ("\"github.com/bad/kit is one", []),
        ("extern crate bad_crate;\n", ["bad_crate"]), ("an extern crate bad_crate;\n", []),
        ("x = __import__('bad_one')", ["bad_one"]), ("importlib.import_module(\"bad_one.y\")", ["bad_one"]),
        ("require 'bad'\n", ["bad"]), ("  s.add_dependency \"bad\", '~> 1'", ["bad"]),
        ("s.add_runtime_dependency('bad')", ["bad"]), ("a_dependency 'bad's", ["bad"]),
        ("x = { package = \"bad-crate\", version = \"1\" }", ["bad-crate"]),
        ("[dependencies.bad_crate]\nversion = \"1\"", ["bad_crate"]), ("[dev-dependencies.bad_crate]", ["bad_crate"]),
        ("dependencies = [\n  \"good>=1\", # x\n  'bad.one',\n]", ["bad.one"]),
        ("requires=['bad-one[x, y]']", ["bad-one"]),
        ("dependencies=[\"bad-one\", \"a\", \"bad_one\", x]", ["bad-one\", \"a\", \"bad_one"]),
        ("dependencies = [\"bad-one>=1.2\"]", ["1.2"]), ("dependencies = [(\"bad-one\", 1)]", []),
        ("requires = [\"bad-one/1.2\"]", []), ("dependencies = [\"bad-one", []),
        ("see dependencies.bad_crate", []), ("    - bad-one==1.2\n", ["1.2"]), ("a - bad-one==1.2\n", []),
        ("{\"node_modules/good/node_modules/bad\": {}}", ["bad"]),
        ("gem 'bad', '~> 1'", ["bad"]), ("<PackageReference Include=\"Bad.Kit\" Version=\"1\"/>", ["Bad.Kit"]),
        ("bad@^1.2.0:\n  version", ["^1.2.0"]), ("\"@evil/kit@^1.0\":", ["^1.0"]), ("write to bad@1.2.3.4", []),
    ])
    func tellsWhatIsListed(text: String, expected: [String]) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail(list: Self.list)) == expected)
    }

    /// Blanks, tools and forms of commands.
    @Test(arguments: [
        ("pip  install bad-one", ["bad-one"]), ("pip\tinstall\tbad-one", ["bad-one"]), ("npm  i  bad", ["bad"]),
        ("npm\ti bad", ["bad"]), ("go  get\texample.com/Bad", ["example.com/Bad"]), ("yarn  global  add bad", ["bad"]),
        ("pip  --quiet  install bad-one", ["bad-one"]), ("composer  require evil/kit", ["evil/kit"]),
        ("python -m  pip  install bad-one", ["bad-one"]), ("%pip install bad-one", ["bad-one"]),
        ("conda install -y bad-one=1.2", ["bad-one"]), ("mamba install bad-one", ["bad-one"]),
        ("pip download bad-one", ["bad-one"]), ("rye add bad-one", ["bad-one"]), ("pixi add bad-one", ["bad-one"]),
        ("easy_install bad-one", ["bad-one"]), ("uv tool run bad-one x", ["bad-one"]), ("bun x bad y", ["bad"]),
        ("deno add npm:bad@1", ["bad"]), ("npm i x@npm:bad@1", ["bad"]), ("deno run npm:@evil/kit", ["@evil/kit"]),
        ("cargo binstall bad-crate", ["bad-crate"]), ("go run example.com/Bad@latest x", ["example.com/Bad"]),
        ("composer create-project evil/kit here", ["evil/kit"]), ("npm update bad", ["bad"]),
        ("dotnet add app.csproj package Bad.Kit", ["Bad.Kit"]), ("dotnet tool install -g Bad.Kit", ["Bad.Kit"]),
        ("dotnet package add Bad.Kit", ["Bad.Kit"]), ("nuget install Bad.Kit", ["Bad.Kit"]),
        ("RUN [\"pip\", \"install\", \"-q\", \"bad-one\"]", ["bad-one"]),
        ("run(['npm','i','-D','bad@1', x])", ["bad"]), ("[\"pip\", \"install\", \"-r\", \"bad-one\"]", []),
        ("[sys.executable, \"-m\", \"pip\", \"install\",\n \"good\",\n \"bad-one\"]", ["bad-one"]),
        ("[\"pip\", \"install\", \"good\"], \"bad-one\"", []), ("[\"zip\", \"install\", \"bad-one\"]", []),
        ("[\"pip\", 'install', \"bad-one\"]", []), ("\"pip\" \"install\" \"bad-one\"", []),
        ("pip  installs bad-one", []), ("the easy_install command is bad-one", []), ("a package bad.kit", []),
        ("dotnet is a package Bad.Kit", []),
        ("the x.csproj package Bad.Kit", []), ("npm:badly", []), ("see xnpm:bad", []), ("conda install ./bad-one", []),
        ("cargo  addbad_crate", []), ("npm   run add bad", []), ("pip\ninstall bad-one", []),
    ])
    func tellsWhatCommandsName(text: String, expected: [String]) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail(list: Self.list)) == expected)
    }

    /// Options that name packages, and further commands and directives.
    @Test(arguments: [
        ("npx --package=bad x", ["bad"]), ("npx -p bad x", ["bad"]), ("npx -p good -p bad@1 x", ["bad"]),
        ("npx -p good bad", []), ("npx -y --package @evil/kit -- x", ["@evil/kit"]),
        ("npm exec --package=bad -- x", ["bad"]),
        ("npm install -p bad", ["bad"]), ("npm x bad y", ["bad"]), ("npm x good bad", []), ("npx --package= bad", []),
        ("uvx --from bad-one x", ["bad-one"]), ("uvx --from good bad-one", []),
        ("uvx --with bad-one good", ["bad-one"]),
        ("uvx --with good bad-one", ["bad-one"]), ("pipx run --spec bad-one==1 x", ["bad-one"]),
        ("uv tool install good --with bad-one", ["bad-one"]), ("pipx inject app bad-one", ["bad-one"]),
        ("inject app bad-one", []), ("go mod edit -require=example.com/Bad@v1.2", ["example.com/Bad"]),
        ("go mod edit -require=example.com/Badly@v1.2", []),
        ("\ntool example.com/Bad/cmd/x\n", ["example.com/Bad/cmd/x"]),
        ("the tool example.com/Bad\n", []), ("git+https://a.b/c#egg=bad-one[x]", ["bad-one"]),
        ("git+https://a.b/c@1#x=y&egg=Bad.One", ["Bad.One"]), ("#egg=bad-ones", []),
        ("import  bad_one\n", ["bad_one"]), ("import \t bad_one  as  b\n", ["bad_one"]),
        ("from  bad_one  import  x", ["bad_one"]),
        ("import  bad_one  from x\n", []), ("import bad_one   # x\n", ["bad_one"]),
    ])
    func tellsWhatOptionsAndDirectivesName(text: String, expected: [String]) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail(list: Self.list)) == expected)
    }

    /// Lists of groups and extras, ranges, archives and lock files.
    @Test(arguments: [
        ("[dependency-groups]\ntest = [\"good\", \"bad-one\"]", ["bad-one"]),
        ("extras_require={\"dev\": ['bad-one[x]']}", ["bad-one"]),
        ("{'docs': [\"good\", 'bad.one']}", ["bad.one"]), ("dev = [1, \"bad-one\"]", []),
        ("device = [\"bad-one\"]", []),
        ("{\"bad\": \"1.x || 2.x\"}", ["1.x"]), ("{\"bad\": \"1 || 2\"}", ["1"]), ("{\"bad\": \">=1 <3\"}", [">=1"]),
        ("{\"bad\": \"1 - 3\"}", ["1"]), ("{\"bad\": \"1 of 3\"}", []), ("{\"bad\": \"1 -3\"}", []),
        ("{\"bad\": \"https://a.b/bad-1.0.tgz\"}", ["https://a.b/bad-1.0.tgz"]),
        ("{\"bad\":\"https://a.b/c.git\"}", ["https://a.b/c.git"]),
        ("{\"bad\": \"http://a.b/x.tar.gz\"}", ["http://a.b/x.tar.gz"]),
        ("{\"bad\": \"https://a.b/\"}", []), ("{\"badly\": \"https://a.b/x.tgz\"}", []),
        ("{\"bad\": \"https://a.b/x.tgz", []),
        ("{\"default\": {\"bad-one\": {\n \"hashes\": [", ["hashes"]), ("\"bad-one\":{\"hashes\":[", ["hashes"]),
        ("\"bad-ones\": {\"hashes\": [", []), ("\"bad-one\": {\"index\": \"pypi\", \"hashes\": [", []),
        ("\"bad-one\": {\"version\": \"==1.0\"", ["==1.0"]),
        ("\"Bad.Kit\": {\n \"type\": \"Direct\",", ["Direct"]),
        ("\"bad.kit\":{\"type\":\"Transitive\"", ["Transitive"]),
        ("\"Bad.Kit\": {\"type\": \"Directly\"", []), ("\"Bad.Kits\": {\"type\": \"Direct\"", []),
    ])
    func tellsWhatGroupsAndLockFilesList(text: String, expected: [String]) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail(list: Self.list)) == expected)
    }

    /// Aligned columns and forms of versions.
    @Test(arguments: [
        ("bad-one   ==  1.2\n", ["1.2"]), ("bad-one\t==\t1.2", ["1.2"]), ("bad-one<2\n", ["2"]),
        ("bad-one!=1.5", ["1.5"]),
        ("bad-one===1.2", ["1.2"]), ("bad-one >= 1.2, < 2", ["1.2"]), ("bad-one @ https://a.b/c.whl", ["https"]),
        ("bad-one @ git+https://a.b/c", ["git"]), ("bad_one == 1.0 or x", []), ("bad_one < 2 and y", []),
        ("bad-one @ home", []), ("bad-one is < 2", []), ("bad-ones   == 1.2", []), ("x   ==  bad-one", []),
        ("bad-crate    = \"1\"\n", ["1"]), ("bad_crate = { git = \"https://a.b\" }", ["git"]),
        ("bad_crate = { workspace = true }", ["workspace"]),
        ("bad_crate = {features=[\"x\"], version=\"1\"}", ["features"]),
        ("bad_crate = { colour = 1 }", []), ("bad_crate.workspace = true", ["workspace"]),
        ("bad_crate.version = \"1.2\"", ["version"]), ("my.bad_crate.version = \"1.2\"", []),
        ("\texample.com/Bad   v1.2.3 // indirect", ["1.2.3"]),
        ("dependencies:\n  bad:\n    specifier: ^1.2\n", ["^1.2"]),
        ("  '@evil/kit':\n    specifier: ^1.2\n", ["^1.2"]), ("badly:\n  specifier: ^1.2\n", []),
        ("{\"bad\": \"workspace:*\"}", ["workspace"]), ("{\"bad\": \"git+https://a.b/c\"}", ["git+https"]),
        ("{\"bad\": \"catalog:\"}", ["catalog"]), ("{\"bad\": \"v1.2.3\"}", ["1.2.3"]),
        ("{\"bad\": \">= 1.2\"}", ["1.2"]),
        ("{\"bad\": \"beta\"}", ["beta"]), ("{\"evil/kit\": \"@dev\"}", ["@dev"]), ("{\"bad\": \"betas\"}", []),
        ("{\"bad\": \"very\"}", []), ("{\"badly\": \"workspace:*\"}", []), ("gem  'bad'", ["bad"]),
        ("gem(\"bad\")", ["bad"]),
        ("s.add_dependency  \"bad\"", ["bad"]), ("<PackageReference Version=\"1\" Include=\"Bad.Kit\"/>", ["Bad.Kit"]),
        ("<PackageVersion Include=\"Bad.Kit\" />", ["Bad.Kit"]),
        ("<PackageReference Update=\"Bad.Kit\" />", ["Bad.Kit"]),
        ("<package id=\"Bad.Kit\" version=\"1\" />", ["Bad.Kit"]), ("<Compile Include=\"Bad.Kitten\" />", []),
    ])
    func tellsWhatManifestsList(text: String, expected: [String]) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail(list: Self.list)) == expected)
    }

    /// Coordinates of Maven in one piece: Gradle, version catalogs, scripts, commands and lock files.
    @Test(arguments: [
        ("implementation 'org.bad:kit:1.0'\n", ["org.bad:kit"]), ("api(\"org.bad:kit:1.0\")", ["org.bad:kit"]),
        ("testImplementation (\"org.bad:kit:$v\")", ["org.bad:kit"]), ("kapt 'org.bad:kit'", ["org.bad:kit"]),
        ("classpath \"org.bad:kit:${v}\"", ["org.bad:kit"]),
        ("annotationProcessor 'org.bad:kit:1@aar'", ["org.bad:kit"]),
        ("implementation(platform(\"org.bad:kit:1\"))", ["org.bad:kit"]),
        ("compileOnlyApi 'org.bad:kit:1'", ["org.bad:kit"]),
        ("implementation 'a:b:1', 'org.bad:kit:1',\n 'com.evil.all:x:2'", ["org.bad:kit:1',\n 'com.evil.all:x"]),
        ("implementation 'a:b:1'\n'org.bad:kit:1'", []), ("implementation 'org.bad:kit/x'", []),
        ("implementation 'org.bad:kits:1'", []), ("implementation 'org.bad:Kit:1'", []),
        ("implementation 'com.evil.all.more:x'", ["com.evil.all.more:x"]), ("implementation 'com.evil.alls:x'", []),
        ("implementation 'org.bad:kit_2.13:1'", ["org.bad:kit_2.13"]), ("api 'org.bad:kit_3:1'", ["org.bad:kit_3"]),
        ("api 'org.bad:kit_4:1'", []), ("implementation 'org.bad:kit:1", []), ("the org.bad:kit:1 of it", []),
        ("x('org.bad:kit:1')", []), ("exclude group: 'org.bad', module: 'kit'", []),
        ("val x = \"org.bad:kit:1.0\"", ["org.bad:kit"]), ("x = 'org.badly:kit:1'", []),
        ("x = { module = \"org.bad:kit\", version = \"1\" }", ["org.bad:kit"]),
        ("module=\"org.bad:kit\"", ["org.bad:kit"]),
        ("x = { group = \"org.bad\", name = \"kit\", version = \"1\" }", ["kit"]),
        ("x = { name=\"kit\", group=\"org.bad\" }", ["org.bad"]),
        ("implementation group: 'org.bad', name: 'kit'", ["kit"]),
        ("api(group = \"org.bad\", name = \"kit\")", ["kit"]), ("agroup: 'org.bad', name: 'kit'", []),
        ("group: 'org.bad', other: 'x', name: 'kit'", []), ("group: 'org.bad', name: 'kits'", []),
        ("\"org.bad\" % \"kit\" % \"1.0\"", ["kit"]), ("\"org.bad\" %% \"kit\" % v", ["kit"]),
        ("\"org.bad\" %%% \"kit\" % v", ["kit"]), ("\"a\" % \"org.bad\" % \"kit\"", []), ("org.bad\" % \"kit\"", []),
        ("ivy\"org.bad::kit:1\"", ["org.bad::kit"]), ("import $ivy.`org.bad::kit:1`", ["org.bad::kit"]),
        ("artifacts = [\"a:b:1\", \"org.bad:kit:1\"]", ["org.bad:kit"]),
        ("mvn dependency:get -Dartifact=org.bad:kit:1.0:jar", ["org.bad:kit"]),
        ("-Dartifact='org.bad:kit:1'", ["org.bad:kit"]),
        ("spark-submit --packages a:b_2.12:1,org.bad:kit_2.12:1 app.jar", ["org.bad:kit_2.12"]),
        ("--packages=org.bad:kit:1 com.evil.all:x:1", ["org.bad:kit"]), ("--packages ./org.bad:kit", []),
        ("(\"spark.jars.packages\", \"org.bad:kit:1\")", ["org.bad:kit"]),
        ("jbang --deps org.bad:kit:1 x", ["org.bad:kit"]),
        ("//DEPS a:b:1 org.bad:kit:1,com.evil.all:c:2\n", ["org.bad:kit:1,com.evil.all:c"]),
        ("//> using dep org.bad::kit:1.0\n", ["org.bad::kit"]),
        ("//> using dep \"org.bad::kit::1.0\"", ["org.bad::kit"]),
        ("@Grab('org.bad:kit:1.0')", ["org.bad:kit"]), ("@Grab(group='org.bad', module='kit', version='1')", ["kit"]),
        ("@GrabExclude(group='org.bad', module='kit')", []), ("@file:DependsOn(\"org.bad:kit:1\")", ["org.bad:kit"]),
        ("org.bad:kit:1.0=compileClasspath,runtimeClasspath\n", ["compileClasspath"]),
        ("x org.bad:kit:1.0=compileClasspath", []), ("bad:kit:1.0=compileClasspath", []), ("kit=compileClasspath", []),
    ])
    func tellsCoordinatesOfMaven(text: String, expected: [String]) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail(list: Self.list)) == expected)
    }

    /// Coordinates of Maven as elements of XML.
    @Test(arguments: [
        ("<groupId>org.bad</groupId><artifactId>kit</artifactId>", ["kit"]),
        ("<dependency>\n  <groupId>org.bad</groupId>\r\n\t<artifactId>\n kit\n</artifactId>", ["kit"]),
        ("<plugin>\n  <artifactId>kit</artifactId>\n  <groupId> org.bad </groupId>", ["org.bad"]),
        ("<groupId>org.bad</groupId>\n<version>1</version>\n<artifactId>kit</artifactId>", ["kit"]),
        ("<groupId>org.bad</groupId><version>${v}</version><type>jar</type><artifactId>kit</artifactId>", ["kit"]),
        ("+  <groupId>org.bad</groupId>\n+  <artifactId>kit</artifactId>\n", ["kit"]),
        ("\"<groupId>org.bad</groupId>\\n  <artifactId>kit</artifactId>\"", ["kit"]),
        ("<parent><groupId>com.evil.all</groupId><artifactId>x</artifactId></parent>", ["x"]),
        ("<exclusion>\n<groupId>org.bad</groupId>\n<artifactId>kit</artifactId>", []),
        ("<exclusion><artifactId>kit</artifactId><groupId>org.bad</groupId>", []),
        ("<groupId>org.bad</groupId><artifactId>kits</artifactId>", []),
        ("<groupId>org.bad</groupId><artifactId>kit ", []),
        ("<groupId>org.bad</groupId> is <artifactId>kit</artifactId>", []),
        ("<groupId>org.bad</groupId><name>x</name><artifactId>kit</artifactId>", []),
        ("write <artifactId>kit</artifactId> there", []), ("<groupId>org.bad<artifactId>kit</artifactId>", []),
        ("<groupId>org.bad</groupIds><artifactId>kit</artifactId>", []),
        ("</groupId><artifactId>kit</artifactId>", []), ("<groupId></groupId><artifactId>kit</artifactId>", []),
    ])
    func tellsCoordinatesOfMavenInElements(text: String, expected: [String]) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail(list: Self.list)) == expected)
    }

    /// Packages of Swift, by their repositories, and pods.
    @Test(arguments: [
        (".package(url: \"https://github.com/bad/kit.git\", from: \"1.0.0\")", ["github.com/bad/kit.git"]),
        (".package(url: \"https://github.com/Bad/Kit\", branch: \"main\")", ["github.com/Bad/Kit"]),
        (".package(\n  name: \"Kit\",\n  url: \"https://github.com/bad/kit/\",", ["github.com/bad/kit"]),
        (".package(url: \"git@github.com:bad/kit.git\"", ["github.com:bad/kit.git"]),
        (".package(url: \"ssh://git@github.com/bad/kit\"", ["github.com/bad/kit"]),
        (".package(url: \"https://git.evil.com/a/b\"", ["git.evil.com/a/b"]),
        (".package(url: \"git.evil.com/a/b\"", []),
        (".package(url: \"https://github.com/bad/kits\"", []), (".package(path: \"https://github.com/bad/kit\"", []),
        (".remote(url: \"https://github.com/bad/kit\"", ["github.com/bad/kit"]),
        ("fetch({url: \"https://github.com/bad/kit\"})", []), ("x, url: \"https://github.com/bad/kit\"", []),
        (".package(id: \"evil.kit\", from: \"1\")", ["evil.kit"]), (".package(id: \"evil.kits\", from: \"1\")", []),
        (
            "\"kind\" : \"remoteSourceControl\",\n  \"location\" : \"https://github.com/bad/kit\"",
            ["github.com/bad/kit"]
        ),
        ("\"location\": \"https://github.com/bad/kit\"", []),
        ("\"repositoryURL\": \"https://github.com/bad/kit.git\"", ["github.com/bad/kit.git"]),
        ("repositoryURL = \"https://github.com/bad/kit\";", ["github.com/bad/kit"]),
        ("swift package add-dependency https://github.com/bad/kit --from 1", ["github.com/bad/kit"]),
        ("swift package add-dependency 'https://github.com/bad/kit'", ["github.com/bad/kit"]),
        ("see https://github.com/bad/kit", []),
        ("pod 'BadKit', '~> 1.0'\n", ["BadKit"]), ("  pod \"badkit/Sub\"\n", ["badkit/Sub"]),
        ("pod('BadKit')", ["BadKit"]),
        ("pod 'BadKit' # why", ["BadKit"]), ("pod \"BadKit\" deleted\n", []), ("a pod 'BadKit'\n", []),
        ("pod 'BadKits'\n", []), ("pod 'BadKit", []), ("s.dependency 'BadKit', '~> 1'", ["BadKit"]),
        ("PODS:\n  - BadKit (1.2.3):\n", ["1.2.3"]), ("    - BadKit/Sub (= 1.2)\n", ["1.2"]),
        ("  - \"BadKit\" (1.2)\n", []),
        ("  - \"BadKit/A+B (1.2)\"\n", ["1.2"]), ("see - BadKit (1.2.3)\n", []), ("  - BadKit (two)\n", []),
    ])
    func tellsPackagesOfSwift(text: String, expected: [String]) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail(list: Self.list)) == expected)
    }

    /// Packages of Hex and Pub.
    @Test(arguments: [
        ("{:bad_kit, \"~> 1.0\"},", ["bad_kit"]), ("{:bad_kit,\n git: \"https://a.b\"}", ["bad_kit"]),
        ("{:bad_kit, reason}", []), ("{:bad_kits, \"~> 1.0\"}", []), ("{:ok, \"bad_kit\"}", []), ("{:bad_kit}", []),
        ("\"x\": {:hex, :bad_kit, \"1.0\"", ["bad_kit"]), ("{:bad_kit, only: :test}", ["bad_kit"]),
        ("gleam add bad_kit", ["bad_kit"]), ("mix igniter.install bad_kit", ["bad_kit"]),
        ("mix archive.install hex bad_kit 1.0", ["bad_kit"]), ("mix escript.install hex bad_kit", ["bad_kit"]),
        ("dart pub add bad_kit", ["bad_kit"]), ("flutter pub add a bad_kit:^1.0", ["bad_kit"]),
        ("dart  pub  add bad_kit", ["bad_kit"]), ("dart pub global activate bad_kit", ["bad_kit"]),
        ("a pub add bad_kit", []),
        ("dart pub add dev:bad_kit", ["bad_kit"]),
        ("dependencies:\n  bad_kit: ^1.0.0\n", ["^1.0.0"]), ("  bad_kit: \">=1.0 <2.0\"\n", [">=1.0"]),
        ("  bad_kit: any\n", ["any"]), ("  bad_kit: anyone\n", []), ("  bad_kits: ^1.0\n", []),
        ("a bad_kit: ^1.0\n", []),
        ("import 'package:bad_kit/x.dart';", ["bad_kit"]), ("export \"package:bad_kit/x.dart\";", ["bad_kit"]),
        ("'package:bad_kit'", []), ("see package:bad_kit/x", []),
        ("  bad_kit:\n    dependency: \"direct main\"\n", ["direct"]),
        ("  bad_kit:\n    dependency: transitive\n", ["transitive"]),
        ("  bad_kits:\n    dependency: transitive\n", []),
    ])
    func tellsPackagesOfHexAndPub(text: String, expected: [String]) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail(list: Self.list)) == expected)
    }

    /// What is on no list, where it is certain that a package stands there.
    @Test(arguments: [
        (".package(url: \"https://github.com/x/y\"", ["github.com/x/y"]),
        (".package(url: \"https://GitHub.com/Ours/y\"", []),
        ("(url: \"https://github.com/x/y\"", []), ("pod 'Other', '~> 1'\n", ["Other"]), ("pod \"web-1\" deleted\n", []),
        ("{:other, \"~> 1.0\"}", ["other"]), ("{:ok, \"1.0\"}", []), ("{:ok, \"~> 1.0\"}", ["ok"]),
        ("dart pub add other", ["other"]), ("dart pub add dev:other:^1", ["other"]), ("  other: ^1.0\n", []),
        ("  - Other (1.0)\n", []),
    ])
    func tellsPackagesOfSwiftHexAndPubThatAreNotListed(text: String, expected: [String]) throws {
        let list = "swift\tgithub.com/ours\ncocoapods\tx\nhex\tx\npub\tx\n"
        let options = "find: unlisted, places: [install, manifest]"
        #expect(EveryCut.flagged(text, try Self.guardrail(list: list, options: options)) == expected)
    }

    /// What is on no list, where it is certain that a package stands there.
    @Test(arguments: [
        ("implementation 'other:kit:1'", ["other:kit"]), ("implementation 'org.other:kit'", ["org.other:kit"]),
        ("api('users:list')", []), ("implementation 'org.good:any:1'", []), ("x = \"a:b:c\"", []),
        ("x = \"http://a:80\"", []), ("{group: 'x', name: 'y'}", []), ("group: 'x', name: 'y', version: '1'", ["y"]),
        ("\"x\" % \"y\"", []), ("\"x\" % \"y\" % \"1\"", ["y"]), ("\"a.b\" % \"y\" % \"1\" % \"2\"", ["y"]),
        ("<dependency><groupId>x</groupId><artifactId>y</artifactId>", ["y"]),
        ("<modelVersion>4</modelVersion><groupId>x</groupId><artifactId>y</artifactId>", []),
        ("<dependency><groupId>org.good</groupId><artifactId>y</artifactId>", []),
        ("mvn -Dartifact=x:y:1", ["x:y"]), ("x:y:1=compileClasspath", ["compileClasspath"]),
        ("implementation 'x:ours:1'", []),
    ])
    func tellsCoordinatesOfMavenThatAreNotListed(text: String, expected: [String]) throws {
        let options = "find: unlisted, places: [install, manifest], except: [\"maven:x:ours\"]"
        #expect(EveryCut.flagged(text, try Self.guardrail(list: "maven\torg.good\n", options: options)) == expected)
    }

    @Test(arguments: [
        ("pip install good ours other", ["other"]), ("npm install other", []), ("pip install ./here /there x.whl", []),
        ("Do a pip install to get the tools.", []), ("pip install git+https://a.b/c", []), ("pip install 1.2", []),
        ("other==1.2\n", ["1.2"]), ("{\"other\": \"^1.2\"}", []), ("other = \"1.2\"\n", []), ("import other\n", []),
        ("gem 'other'", []), ("conda install other", []), ("x    ==  1.2\n", []), ("pip  install  other", ["other"]),
        ("[\"pip\", \"install\", \"other\"]", ["other"]), ("dependencies = [\"good\", \"other\"]", ["other"]),
    ])
    func tellsWhatIsNotListed(text: String, expected: [String]) throws {
        let options = "find: unlisted, places: [install, manifest], except: [\"pypi:ours\"]"
        #expect(EveryCut.flagged(text, try Self.guardrail(list: "pypi\tgood\n", options: options)) == expected)
    }

    @Test func onlyTheChosenPlacesAreRead() throws {
        let text = "import bad_one\nbad-one==1.2\npip install bad-one\n"
        for (places, expected) in [("install", ["bad-one"]), ("import", ["bad_one"]), ("manifest", ["1.2"])] {
            #expect(
                EveryCut.flagged(text, try Self.guardrail(list: Self.list, options: "places: \(places)")) == expected
            )
        }
    }

    @Test(arguments: [
        ("good\nBad.One\ngood\n", ["Bad.One"]), ("bad_one[x, y] # why", ["bad_one"]), ("bad-one ; x\n", ["bad-one"]),
        ("bad-one@ https://a.b/c", ["bad-one"]), ("bad-one", ["bad-one"]), ("bad-one==1.2\n", []), ("bad-one is\n", []),
        ("a bad-one\n", []), ("bad-one-x\n", []), ("pip install bad-one\n", []),
        ("dependencies:\n  - bad-one\n", ["bad-one"]), ("  - bad_one=1.2=py_0\n", ["bad_one"]),
        ("  - bad-one==1.2\n", []),
        ("  - bad-one: x\n", []), ("install_requires =\n    bad-one\n", ["bad-one"]), ("  - bad-one=x\n", []),
    ])
    func namesAloneOnLinesAreReadWhereAsked(text: String, expected: [String]) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail(list: Self.list, options: "places: [line]")) == expected)
        let others = try Self.guardrail(list: Self.list, options: "places: [import, manifest]")
        #expect(EveryCut.flagged(text.replacing("==1.2", with: ""), others).isEmpty)
    }

    @Test func aFindingNamesThePackage() throws {
        let run = FilterRun(
            Array("pip install bad_one".utf8),
            cutAt: [],
            guardrail: try Self.guardrail(list: Self.list)
        )
        #expect(run.findings.map(\.finding.entity) == ["pypi:bad-one (for good-one)"])
    }

    /// Pieces of all places, of names and of what ends them.
    private static let pieces = [
        "pip install ", "npm i ", "npx ", "cargo add ", "go get ", "import ", "from ", "use ", "require('", "import(\"",
        "\"node_modules/", "gem '", "\": \"", "\":\"", " = \"", " = { version = \"", "==", ">=", " v", "@", "^",
        "name = \"", "\"version\": \"", "\"name\": \"", "package = \"", "dependencies.", "]", "\"github.com/bad/kit",
        "- ", "dependencies = [\"", "\", \"", "extern crate ", "__import__('", "_dependency '", " (", "npm:", "@npm:",
        "latest\"", "conda", "deno add npm:", "dotnet", " package ", ".csproj", " @ https:", "!=", "<", "==  ", "   ",
        " = { git = ",
        ".workspace = ", ":\n  specifier: ", "workspace:", "@dev", "\"pip\", \"install\", \"", "', '", "\"i\"",
        "\"npm\",",
        "npm  i", "\tadd\t", " Include=\"",
        "latest\"", "== ", "pip", " -x", " install ", " +n",
        "^6\"",
        "implementation '", "api(\"", " = \"", "org.bad", "kit", "org.bad:kit", ":1", "<groupId>", "</groupId>",
        "<artifactId>", "</artifactId>", "<exclusion>", "<version>1</version>", "group: '", "', name: '",
        ", group = \"",
        "\" %% \"", "\" % \"", "-Dartifact=", "--packages ", "//DEPS ", "@Grab(group='", "', module='",
        "=compileClasspath", "', '", ".package(", "url: \"", "https://github.com/bad/kit", "git@", ".git", "pod '",
        "BadKit",
        "npx -p ", "--package=", "uvx --from ", "--with ", "#egg=", "\ntool ", "test = [\"", " || ", "https://",
        ".tgz\"", "\": {",
        "\"hashes\": [", "\"type\": \"Direct\"", "-require=",
        "bad_kit", "{:", "{:hex, :", ", \"~> 1", "dart pub add ", ": ^1.0", ": any\n", "'package:", " (1.",
        "    dependency: \"direct",
        "\"kind\" : \"remoteSourceControl\",", "\"location\" : \"", "name: \"x\", ",
        "bad", "bad-one", "bad_one", "@evil/kit", "bad_crate", "example.com/Bad", "good", "1.2", "0", "12.", "'", "\"",
        "`", "\n",
        "\n    ", "\r\n", " ", "  ", "\t", ";", ",", ".", "::", "/", "\\", "\\n", "-r ", "--tag ", "[x]", " as b",
        " import x", "+", "é",
    ]

    @Test(arguments: 1..<7 as Range<UInt64>)
    func everyCutAndBruteForceFindTheSame(seed: UInt64) throws {
        let findingCount = EveryCut.findingCount(
            inSoupsOf: Self.pieces,
            counts: 1...24,
            rounds: 150,
            seed: seed,
            cutEvery: 1,
            try Self.guardrail(list: Self.list),
            try Self.guardrail(list: Self.list, options: "find: unlisted, places: [install, manifest]"),
            try Self.guardrail(list: Self.list, options: "find: look-alikes, distance: \"2\""),
            try Self.guardrail(list: Self.list, options: "places: [line]")
        )
        #expect(findingCount > 20)
    }

    /// Where plain expressions find imports, members of JSON objects and requirements of packages on the list.
    private static func plainly(_ text: String) throws -> Set<Range<Int>> {
        var found: Set<Range<Int>> = []
        func search(_ pattern: String, _ isListed: (String) -> Bool, name: Int, told: Int) throws {
            let expression = try NSRegularExpression(pattern: pattern)
            // A match may begin inside another.
            var place = 0
            let all = text as NSString
            while place <= all.length,
                let match = expression.firstMatch(
                    in: text,
                    options: [.withoutAnchoringBounds, .withTransparentBounds],
                    range: NSRange(location: place, length: all.length - place)
                )
            {
                place = match.range.location + 1
                guard isListed(all.substring(with: match.range(at: name))) else { continue }
                let range = match.range(at: told)
                let start = all.substring(to: range.location).utf8.count
                found.insert(start..<start + all.substring(with: range).utf8.count)
            }
        }

        func isNPM(_ text: String) -> Bool {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            let name = text.hasPrefix("@") ? parts.prefix(2).joined(separator: "/") : String(parts.first ?? "")
            return ["bad", "@evil/kit"].contains(name.lowercased())
        }

        func isPyPI(_ text: String) -> Bool {
            text.lowercased().replacing(/[-_.]+/, with: "-") == "bad-one"
        }
        try search(
            #"(?<=["])([A-Za-z0-9._/@-]{1,96})": ?"([\^~<>=*0-9]{1,8}\.[\^~<>=*0-9][A-Za-z0-9.^~*<>=+-]*|[\^~<>=*0-9]{0,2}[0-9*](?:\.[A-Za-z0-9.^~*<>=+-]*)?(?="))"#,
            isNPM,
            name: 1,
            told: 2
        )
        try search(#"(?:require\(|import\()["'`]([A-Za-z0-9._/@~+:-]{1,97})["'`]"#, isNPM, name: 1, told: 1)
        try search(#"(?:from )["']([A-Za-z0-9._/@~+:-]{1,97})["'`]"#, isNPM, name: 1, told: 1)
        try search(#"(?<=^|[\n\r`])([A-Za-z0-9._-]+) ?[=>~]= ?([0-9][A-Za-z0-9.^~*<>=+-]*)"#, isPyPI, name: 1, told: 2)
        return found
    }

    @Test(arguments: 11..<15 as Range<UInt64>)
    func plainExpressionsFindTheSame(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let guardrail = try Self.guardrail(
            list: "pypi\tbad-one\nnpm\tbad\nnpm\t@evil/kit\n",
            options: "places: [import, manifest]"
        )
        let pieces = [
            "require('", "import(\"", "from '", "\": \"", "\":\"", "==", ">=", "^", "bad", "bad-one", "bad.One",
            "@evil/kit",
            "good", "1.2", "0", "12.", "'", "\"", "`", "\n", " ", "/", ",", "{\"", "(",
        ]
        var count = 0
        for round in 0..<1_500 {
            let text = (0..<Int.random(in: 2...9, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }
            .joined()
            // What these expressions do not speak of: lock files' entries, requirements in quotation marks, bare
            // modules.
            let others = [#"@[\^~<>=*0-9]"#, #"["'][A-Za-z0-9._-]+ ?[=>]= ?[0-9]"#]
            if others.contains(where: { text.range(of: $0, options: .regularExpression) != nil }) { continue }
            let found = FilterRun(Array(text.utf8), cutAt: [], guardrail: guardrail).findings.map(\.finding.range)
            let plain = try Self.plainly(text)
            count += plain.count
            #expect(Set(found) == plain, "seed \(seed), round \(round): \(text.debugDescription)")
        }
        #expect(count > 5)
    }

    /// Optimal string alignment, as it is defined.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var known: [[Int]: Int] = [:]
        func measure(_ one: Int, _ other: Int) -> Int {
            if one == 0 || other == 0 { return one + other }
            if let value = known[[one, other]] { return value }
            var least = min(measure(one - 1, other), measure(one, other - 1)) + 1
            least = min(least, measure(one - 1, other - 1) + (left[one - 1] == right[other - 1] ? 0 : 1))
            if one > 1, other > 1, left[one - 1] == right[other - 2], left[one - 2] == right[other - 1] {
                least = min(least, measure(one - 2, other - 2) + 1)
            }
            known[[one, other]] = least
            return least
        }
        return measure(left.count, right.count)
    }

    @Test(arguments: [1, 2])
    func lookAlikesAreWhatTheDistanceSays(limit: Int) throws {
        var generator = SplitMix64(seed: UInt64(limit))
        let letters = Array("abc-".utf8)
        func name(_ count: Int) -> [UInt8] {
            [UInt8(ascii: "x")] + (1..<count).map { _ in letters[Int.random(in: 0..<3, using: &generator)] }
        }
        let listed = (0..<30).map { _ in name(Int.random(in: 3...14, using: &generator)) }
        let list = listed.map { "npm\t" + String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
        let guardrail = try Self.guardrail(list: list, options: "find: look-alikes, distance: \"\(limit)\"")
        var count = 0
        for round in 0..<400 {
            var candidate = listed[Int.random(in: 0..<listed.count, using: &generator)]
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let place = Int.random(in: 0..<candidate.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0 where candidate.count > 2: candidate.remove(at: place)
                case 1: candidate.insert(letters[Int.random(in: 0..<3, using: &generator)], at: place)
                case 2 where place > 0: candidate.swapAt(place, place - 1)
                default: candidate[place] = letters[Int.random(in: 0..<3, using: &generator)]
                }
            }
            let isAlike =
                candidate.count >= 5 && !listed.contains(candidate)
                && listed.contains { other in
                    let allowed = min(other.count, candidate.count) >= 10 ? limit : 1
                    return other.count >= 5 && Self.distance(candidate, other) <= allowed
                }
            count += isAlike ? 1 : 0
            let text = Array("npm i \(String(decoding: candidate, as: UTF8.self))\n".utf8)
            let found = !FilterRun(text, cutAt: [], guardrail: guardrail).findings.isEmpty
            #expect(found == isAlike, "round \(round): \(String(decoding: candidate, as: UTF8.self))")
        }
        #expect(count > 50)
    }

    @Test func aLookAlikeNamesWhatItResembles() throws {
        let guardrail = try Self.guardrail(list: "pypi\trequests\n", options: "find: look-alikes")
        let run = FilterRun(Array("pip install reqeusts".utf8), cutAt: [], guardrail: guardrail)
        #expect(run.findings.map(\.finding.entity) == ["resembles pypi:requests"])
    }

    /// Twice the flood is twice the questions, and each reads a bounded window.
    @Test(arguments: [
        "import ", "\nimport ", "pip install ", "\": \"1", "==1", "\na==1", "require('", "npm i -", "npx ", " v1.",
        "@1.", "<1", " Include=\"", "\"pip\", \"install\", ", ".version = \"", "specifier: ", "a   ",
        " @ h", "<groupId>a</groupId>", "<artifactId>", "implementation '", "implementation 'a:b:1', ", "//DEPS a:b ",
        "\" % \"", ", name: '", ":a:1=compileClasspath", ".package(url: \"https://a/", "pod 'a", "{:a, ", "  - a (1",
        ": ^1",
    ])
    func floodsFindNothingAndAskLittle(flood: String) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "sluice-flood-\(UInt64.random(in: 0 ... .max)).txt"
        )
        try Data(Self.list.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let rule = SmallRules.rule("packages", "matcher: package-reference\noptions: {list: \(file.path)}")
        for count in [2_000, 4_000] {
            let asks = AskCount()
            let guardrail = try SmallRules.guardrail("rules:\n" + rule, counting: asks)
            let text = Array(String(repeating: flood, count: count).utf8)
            #expect(FilterRun(text, cutAt: [], guardrail: guardrail).findings.isEmpty)
            #expect(asks.value <= count * 2 + 100)
        }
    }

    @Test(arguments: [
        (
            "pip\tx", "",
            "option 'list' of matcher 'package-reference': line 1 of the file must begin with one of pypi, npm"
        ),
        ("pypi\t", "", "line 1 of the file must have a name of at most 96 visible characters"),
        ("# nothing\n", "", "names no package in the file"),
        ("pypi\tx", "find: all", "option 'find' of matcher 'package-reference': must be one of listed, unlisted"),
        ("pypi\tx", "distance: \"1\"", "must be 1 or 2, and needs `find: look-alikes`"),
        ("pypi\tx", "find: look-alikes, places: [line]", "can be line only with `find: listed`"),
        ("pypi\tx", "find: unlisted", "must be install, manifest or both with `find: unlisted`"),
        ("pypi\tx", "places: [shop]", "must be one of install, import, manifest"),
        ("pypi\tx", "except: [x]", "must be names such as pypi:requests"),
    ])
    func mistakesAreNamed(list: String, options: String, reason: String) {
        #expect { try Self.guardrail(list: list, options: options) } throws: { error in "\(error)".contains(reason) }
    }
}
