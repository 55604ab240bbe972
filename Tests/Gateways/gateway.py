"""LiteLLM's proxy, with its generic guardrail set to ask this server."""

import json
import pathlib
import sys

from processes import Program, free_port

# The configuration of Docs/gateways/litellm.md, with the addresses of this test.
CONFIGURATION = """
model_list:
  - model_name: fake
    litellm_params: {{model: openai/fake, api_base: "{upstream}/v1", api_key: none}}
  - model_name: claude
    litellm_params: {{model: anthropic/claude-fake, api_base: "{upstream}", api_key: none}}

guardrails:
  # First, since what the others have masked it would not see.
  - guardrail_name: sluice-strict
    litellm_params:
      guardrail: generic_guardrail_api
      mode: [pre_call, post_call]
      default_on: false
      api_base: {server}
      headers: {{Authorization: "Bearer {token}", X-Sluice-Policy: strict}}
      unreachable_fallback: fail_closed
      timeout: 10
      optional_params:
        streaming_transform_mode: incremental_diff
        streaming_sampling_rate: 1
  - guardrail_name: sluice-requests
    litellm_params:
      guardrail: generic_guardrail_api
      mode: pre_call
      default_on: true
      api_base: {server}
      headers: {{Authorization: "Bearer {token}"}}
      unreachable_fallback: fail_closed
      timeout: 10
  - guardrail_name: sluice-answers
    litellm_params:
      guardrail: generic_guardrail_api
      mode: post_call
      default_on: true
      api_base: {server}
      headers: {{Authorization: "Bearer {token}"}}
      unreachable_fallback: fail_closed
      timeout: 10
      optional_params:
        streaming_transform_mode: incremental_diff
        streaming_sampling_rate: {rate}

litellm_settings:
  telemetry: false
  drop_params: true
"""


def litellm(folder, upstream, server, token, key, rate=1):
    """The proxy; it reads nothing from the network."""
    port = free_port()
    file = folder / "litellm.yaml"
    file.write_text(CONFIGURATION.format(upstream=upstream, server=server, token=token, rate=rate))
    program = pathlib.Path(sys.executable).parent / "litellm"
    command = [str(program), "--config", str(file), "--host", "127.0.0.1", "--port", str(port), "--telemetry", "False"]
    environment = {
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
        "LITELLM_MASTER_KEY": key,
        "LITELLM_LOG": "ERROR",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_PROXY": "127.0.0.1,localhost",
        "HOME": str(folder),
    }
    address = f"http://127.0.0.1:{port}"
    gateway = Program("litellm", command, folder / "litellm.log", f"{address}/health/liveliness", environment)
    gateway.address = address
    return gateway


def sluice(folder, program, rules, token):
    """This server, with the default policy and a strict one."""
    port = free_port()
    policies = folder / "policies"
    policies.mkdir()
    root = pathlib.Path(rules)
    for source in (root / "policies/default.yaml", root.parent / "Fixtures/policies/strict.yaml"):
        (policies / source.name).write_text(source.read_text())
    tokens = folder / "tokens"
    tokens.write_text(f"litellm {token}\n")
    tokens.chmod(0o600)
    key = folder / "key"
    key.write_text("a key for tests, nothing more\n")
    key.chmod(0o600)
    command = [
        program, "--listen", f"127.0.0.1:{port}", "--rules", str(root), "--policies", str(policies),
        "--tokens", str(tokens), "--key-file", str(key),
    ]
    address = f"http://127.0.0.1:{port}"
    server = Program("sluice-serve", command, folder / "sluice.log", f"{address}/health/live")
    server.address = address
    return server


def events(lines):
    """The JSON of a stream's events; `[DONE]` is None."""
    for line in lines:
        if line.startswith("data:"):
            data = line[5:].strip()
            yield None if data == "[DONE]" else json.loads(data)
