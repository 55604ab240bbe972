// The text of the page at `/`.

/// The text of the page at `/`.
enum StatusPageText {
    /// The whole page.
    static let html = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Sluice</title>
        <style>\(style)</style>
        <header><h1>Sluice</h1><p id="state" role="status">asking …</p></header>
        <main>
        <section aria-labelledby="try">
        <h2 id="try">Try it</h2>
        <label for="text">Text</label>
        <textarea id="text" rows="8" spellcheck="false"></textarea>
        <div class="row">
        <label>Direction <select id="direction"><option>request<option>response</select></label>
        <label>Policy <select id="policy"></select></label>
        <label>Token <input id="token" type="password" autocomplete="off"></label>
        <button id="check" type="button">Check</button>
        </div>
        <p id="verdict" role="status"></p>
        <pre id="masked" aria-label="Filtered text"></pre>
        <table id="findings" hidden><thead><tr><th>Rule<th>Action<th>By<th>Line<th>Column<th>Confidence<th>Shown as</thead>
        <tbody></tbody></table>
        </section>
        <section aria-labelledby="counts">
        <h2 id="counts">Since the start</h2>
        <dl id="numbers"></dl>
        </section>
        </main>
        <script>\(script)</script>
        </html>
        """

    /// The page's style.
    static let style = """
        :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
        body{max-width:60rem;margin:0 auto;padding:1rem}
        h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem}
        textarea,pre{width:100%;box-sizing:border-box;font:14px/1.5 ui-monospace,monospace}
        pre{border:1px solid;padding:.5rem;white-space:pre-wrap;overflow-wrap:anywhere;min-height:1.5rem}
        .row{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin:.5rem 0}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.2rem .5rem;border-bottom:1px solid}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dd{margin:0}
        """

    /// The page's script. Values are put in as text, never as markup.
    static let script = """
        "use strict";
        const at = id => document.getElementById(id);
        const headers = () => at("token").value ? { Authorization: "Bearer " + at("token").value } : {};
        async function ask(path, options = {}) {
          const answer = await fetch(path, { ...options, headers: { ...headers(), ...(options.headers || {}) } });
          const json = await answer.json();
          if (!answer.ok) throw new Error(json.error ? json.error.message : "status " + answer.status);
          return json;
        }
        function row(list, name, value) {
          list.append(Object.assign(document.createElement("dt"), { textContent: name }),
                      Object.assign(document.createElement("dd"), { textContent: value }));
        }
        async function refresh() {
          try {
            const status = await ask("/v1/status");
            at("state").textContent = status.rules + " rules, version " + status.version
              + (status.problem ? ". What was found last cannot be used: " + status.problem : "");
            const chosen = at("policy").value || status.default_policy;
            at("policy").replaceChildren(...status.policies.map(name => new Option(name, name, false, name === chosen)));
            const list = at("numbers");
            list.replaceChildren();
            row(list, "requests", status.requests);
            row(list, "open streams", status.streams);
            row(list, "not judged", status.unjudged);
            for (const [name, count] of Object.entries(status.actions)) row(list, "decided: " + name, count);
            for (const [name, count] of Object.entries(status.findings)) row(list, name, count);
          } catch (error) {
            at("state").textContent = error.message;
          }
        }
        async function check() {
          const body = JSON.stringify({ text: at("text").value, direction: at("direction").value,
                                        policy: at("policy").value || undefined });
          try {
            const verdict = await ask("/v1/check", { method: "POST", body });
            at("verdict").textContent = verdict.action + (verdict.message ? ": " + verdict.message : "")
              + " (" + verdict.microseconds + " µs)";
            at("masked").textContent = verdict.text ?? "";
            const rows = verdict.findings.map(found => {
              const line = document.createElement("tr");
              for (const value of [found.rule, found.action, found.policy, found.line, found.column,
                                   found.confidence, found.replacement])
                line.append(Object.assign(document.createElement("td"), { textContent: value }));
              return line;
            });
            at("findings").tBodies[0].replaceChildren(...rows);
            at("findings").hidden = rows.length === 0;
          } catch (error) {
            // What was shown is of another text.
            at("verdict").textContent = error.message;
            at("masked").textContent = "";
            at("findings").tBodies[0].replaceChildren();
            at("findings").hidden = true;
          }
          refresh();
        }
        at("check").addEventListener("click", check);
        at("token").addEventListener("change", refresh);
        refresh();
        setInterval(refresh, 5000);
        """
}
