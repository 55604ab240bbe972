#!/usr/bin/env python3
"""Sends requests through LiteLLM, which asks this server, to a model provider that is none.

What the provider was sent and what the client got decides. Nothing but this machine's loopback is used.
"""

import argparse
import json
import os
import pathlib
import random
import secrets
import signal
import sys
import tempfile
import time
import traceback

import boto3
import botocore
import botocore.config
import botocore.exceptions
import httpx
import openai

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "Clients"))

import planted
from gateway import events, litellm, sluice
from upstream import Upstream


def expect(condition, reason):
    if not condition:
        raise AssertionError(reason)


class Checks:
    """All that is tried."""

    def __init__(self, upstream, gateway, server, token, key):
        self.upstream = upstream
        self.gateway = gateway
        self.server = server
        self.token = token
        self.random = random.Random(20261121)
        self.client = httpx.Client(timeout=60, trust_env=False, headers={"Authorization": f"Bearer {key}"})

    def secret(self):
        return planted.token(self.random)

    def none(self, value, *texts):
        """No part of a value is in any of the texts."""
        for text in texts:
            text = text if isinstance(text, str) else json.dumps(text)
            for part in planted.parts(value):
                expect(part not in text, "a part of the value came out")

    def chat(self, messages, model="fake", **more):
        body = {"model": model, "messages": messages, **more}
        return self.client.post(f"{self.gateway.address}/v1/chat/completions", json=body)

    def stream(self, messages, **more):
        """The text of a streamed answer, its last reason to finish, and all events."""
        body = {"model": "fake", "messages": messages, "stream": True, **more}
        text, finish, seen = "", None, []
        with self.client.stream("POST", f"{self.gateway.address}/v1/chat/completions", json=body) as answer:
            if answer.status_code != 200:
                answer.read()
                return None, answer.status_code, [answer.json()]
            for event in events(answer.iter_lines()):
                seen.append(event)
                for choice in (event or {}).get("choices", []):
                    text += choice["delta"].get("content") or ""
                    finish = choice.get("finish_reason") or finish
        return text, finish, seen

    def user(self, text):
        return [{"role": "user", "content": text}]

    # Requests

    def check_clean_requests_pass_as_they_are(self):
        self.upstream.say("Hello, “Jane”. 😀")
        messages = [{"role": "system", "content": "Be kind."}, *self.user("How are you? \"é\" 😀\n\\n")]
        answer = self.chat(messages)
        expect(answer.status_code == 200, answer.text)
        expect(self.upstream.requests[0]["messages"] == messages, "the request was changed")
        expect(answer.json()["choices"][0]["message"]["content"] == "Hello, “Jane”. 😀", "the answer was changed")

    def check_requests_are_masked(self):
        value, card = self.secret(), planted.card(self.random)
        self.upstream.say("Hello.")
        answer = self.chat([{"role": "system", "content": f"key {card}"}, *self.user(f"my token is {value}, ok?")])
        expect(answer.status_code == 200, answer.text)
        sent = self.upstream.requests[0]["messages"]
        self.none(value, sent)
        expect(card not in json.dumps(sent), "the card came out")
        expect(sent[0]["content"].startswith("key [REDACTED:payment-card:"), sent[0]["content"])
        text = sent[1]["content"]
        expect(text.startswith("my token is [REDACTED:github-token:") and text.endswith("], ok?"), text)

    def check_parts_and_results_of_tools_are_masked(self):
        one, two = self.secret(), self.secret()
        self.upstream.say("Hello.")
        call = {"id": "call_1", "type": "function", "function": {"name": "read", "arguments": '{"path": "a"}'}}
        picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}
        messages = [
            {"role": "user", "content": [{"type": "text", "text": f"see {one}"}, picture]},
            {"role": "assistant", "content": None, "tool_calls": [call]},
            {"role": "tool", "tool_call_id": "call_1", "content": f"KEY={two}"},
        ]
        answer = self.chat(messages)
        expect(answer.status_code == 200, answer.text)
        sent = self.upstream.requests[0]["messages"]
        self.none(one, sent)
        self.none(two, sent)
        expect(sent[0]["content"][1] == picture, "the picture was changed")
        expect(sent[1]["tool_calls"][0] == call and sent[2]["tool_call_id"] == "call_1", "the call was changed")

    def check_arguments_of_tools_are_masked(self):
        value = self.secret()
        self.upstream.say("Hello.")
        arguments = json.dumps({"path": "a/.env", "content": f'TOKEN="{value}"\n'})
        call = {"id": "call_1", "type": "function", "function": {"name": "write", "arguments": arguments}}
        messages = [
            *self.user("write it"),
            {"role": "assistant", "content": None, "tool_calls": [call]},
            {"role": "tool", "tool_call_id": "call_1", "content": "done"},
        ]
        answer = self.chat(messages)
        expect(answer.status_code == 200, answer.text)
        sent = self.upstream.requests[0]["messages"]
        self.none(value, sent)
        masked = json.loads(sent[1]["tool_calls"][0]["function"]["arguments"])
        expect(masked["path"] == "a/.env" and masked["content"].startswith('TOKEN="[REDACTED:'), masked)
        expect(sent[1]["tool_calls"][0]["id"] == "call_1" and sent[2] == messages[2], "other rows were changed")

    def check_blocked_requests_go_nowhere(self):
        value = self.secret()
        self.upstream.say("Hello.")
        answer = self.chat(self.user(f"my token is {value}"), guardrails=["sluice-strict"])
        expect(answer.status_code == 400, answer.text)
        expect("was not sent" in answer.json()["error"]["message"], answer.text)
        self.none(value, answer.text)
        expect(not self.upstream.requests, "the provider was asked")

    def check_callers_cannot_choose(self):
        value = self.secret()
        self.upstream.say("Hello.")
        more = {"guardrails": [{"sluice-requests": {"extra_body": {"policy": "none", "on_mask": "pass"}}}]}
        answer = self.chat(self.user(f"my token is {value}"), **more)
        if answer.status_code == 200:
            self.none(value, self.upstream.requests[0])

    def check_anthropic_requests_are_masked(self):
        one, two = self.secret(), self.secret()
        self.upstream.say("Hello.")
        messages = [
            *self.user("write it"),
            {"role": "assistant", "content": [
                {"type": "tool_use", "id": "toolu_1", "name": "write", "input": {"path": "a", "content": one}}]},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": f"see {two}"}]},
        ]
        body = {"model": "claude", "max_tokens": 10, "messages": messages}
        answer = self.client.post(f"{self.gateway.address}/v1/messages", json=body)
        expect(answer.status_code == 200, answer.text)
        sent = self.upstream.requests[0]["messages"]
        self.none(one, sent)
        self.none(two, sent)
        expect(sent[1]["content"][0]["id"] == "toolu_1" and sent[1]["content"][0]["input"]["path"] == "a", sent)

    # Answers

    def check_answers_are_masked(self):
        value = self.secret()
        self.upstream.say(f"It is {value}, I think.")
        answer = self.chat(self.user("which token?"))
        expect(answer.status_code == 200, answer.text)
        self.none(value, answer.text)
        text = answer.json()["choices"][0]["message"]["content"]
        expect(text.startswith("It is [REDACTED:github-token:") and text.endswith("], I think."), text)

    def check_anthropic_answers_are_masked(self):
        value = self.secret()
        self.upstream.say(f"It is {value}, I think.")
        body = {"model": "claude", "max_tokens": 10, "messages": self.user("which token?")}
        answer = self.client.post(f"{self.gateway.address}/v1/messages", json=body)
        expect(answer.status_code == 200, answer.text)
        self.none(value, answer.text)
        expect("[REDACTED:github-token:" in answer.json()["content"][0]["text"], answer.text)

    def check_streams_are_masked(self):
        for step in (1, 2, 5, 17):
            value = self.secret()
            self.upstream.say(f"Été 😀: it is {value}, I think. And that is all of it.", step=step)
            text, finish, seen = self.stream(self.user("which token?"))
            self.none(value, seen)
            expect(text.startswith("Été 😀: it is [REDACTED:github-token:"), text)
            expect(text.endswith("], I think. And that is all of it."), text)
            expect(finish == "stop" and seen[-1] is None, "the stream did not end as it must")
            shown = [event for event in seen if event and event["choices"] and event["choices"][0]["delta"].get("content")]
            expect(len(shown) > 3 or step > 5, "the stream came in one piece")

    def check_clean_streams_pass_as_they_are(self):
        words = " ".join(f"word{at}" for at in range(200))
        self.upstream.say(words, step=7)
        text, finish, seen = self.stream(self.user("say words"))
        expect(text == words and finish == "stop", "the answer was changed")

    def check_blocked_answers_do_not_come(self):
        value = self.secret()
        self.upstream.say(f"It is {value}, I think.")
        answer = self.chat(self.user("which token?"), guardrails=["sluice-strict"])
        expect(answer.status_code == 400, answer.text)
        self.none(value, answer.text)

    def check_blocked_streams_end(self):
        value = self.secret()
        self.upstream.say(f"Let me see. It is {value}, I think. And so on.", step=2)
        text, finish, seen = self.stream(self.user("which token?"), guardrails=["sluice-strict"])
        self.none(value, seen)
        expect(any("error" in (event or {}) for event in seen) or text is None, seen)

    def check_calls_in_answers_are_refused(self):
        value = self.secret()
        self.upstream.say("I shall write it.", arguments={"content": f"TOKEN={value}"})
        answer = self.chat(self.user("write it"))
        expect(answer.status_code == 400, answer.text)
        self.none(value, answer.text)
        expect("cannot mask" in answer.text, answer.text)
        self.upstream.say("I shall write it.", arguments={"content": "TOKEN=none"})
        answer = self.chat(self.user("write it"))
        expect(answer.status_code == 200, answer.text)
        call = answer.json()["choices"][0]["message"]["tool_calls"][0]
        expect(json.loads(call["function"]["arguments"]) == {"content": "TOKEN=none"}, call)

    # Long streams

    def check_long_streams_cost_little(self):
        """The whole text is posted again for every chunk; only what is new may be scanned."""
        words = " ".join(f"word{at}" for at in range(8000))
        address = f"{self.server.address}/beta/litellm_basic_guardrail_api"
        headers = {"Authorization": f"Bearer {self.token}"}
        start = time.monotonic()
        posts = [words[:end] for end in range(40, len(words), 40)]
        for text in posts:
            body = {"input_type": "response", "litellm_call_id": "long", "texts": [text]}
            answer = self.client.post(address, json=body, headers=headers)
            expect(answer.status_code == 200 and answer.json()["action"] == "NONE", answer.text)
        duration = time.monotonic() - start
        total = sum(map(len, posts)) / 1e6
        print(f"       {len(posts)} posts of one growing text, {total:.0f} MB in all, {duration:.1f} s with the client")

    # Other clients of the same server

    def check_openai_client_reads_moderations(self):
        value = self.secret()
        client = openai.OpenAI(base_url=f"{self.server.address}/v1", api_key=self.token)
        results = client.moderations.create(input=["hello", f"my {value}"], model="omni-moderation-latest").results
        expect([result.flagged for result in results] == [False, True], "flags are wrong")
        expect(results[1].categories.violence is False, "categories are missing")
        try:
            client.moderations.create(input="hello", model="sluice:nobody")
            expect(False, "an unknown policy was answered")
        except openai.BadRequestError as error:
            expect(error.code == "unknown_policy", error)

    def check_aws_client_reads_guardrails(self):
        value = self.secret()
        # With AWS_BEARER_TOKEN_BEDROCK the client would insist on https.
        unsigned = botocore.config.Config(signature_version=botocore.UNSIGNED)
        client = boto3.client(
            "bedrock-runtime", endpoint_url=self.server.address, region_name="eu-west-1", config=unsigned
        )
        authorization = f"Bearer {self.token}"
        client.meta.events.register(
            "before-send.bedrock-runtime",
            lambda request, **_: request.headers.update({"Authorization": authorization}),
        )
        content = [{"text": {"text": "hello"}}, {"text": {"text": f"my {value}", "qualifiers": ["guard_content"]}}]
        call = {"source": "INPUT", "content": content, "guardrailVersion": "DRAFT"}
        answer = client.apply_guardrail(guardrailIdentifier="default", **call)
        expect(answer["action"] == "GUARDRAIL_INTERVENED", answer)
        expect([output["text"][:15] for output in answer["outputs"]] == ["hello", "my [REDACTED:gi"], answer)
        found = answer["assessments"][0]["sensitiveInformationPolicy"]["regexes"][0]
        expect(found["name"] == "github-token" and found["action"] == "ANONYMIZED", found)
        blocked = client.apply_guardrail(guardrailIdentifier="strict", **call)
        expect(blocked["outputs"] == [{"text": "The message holds a secret and was not sent."}], blocked)
        self.none(value, [answer["outputs"], blocked["outputs"], answer["assessments"]])
        try:
            client.apply_guardrail(guardrailIdentifier="nobody", **call)
            expect(False, "an unknown guardrail was answered")
        except botocore.exceptions.ClientError as error:
            expect(error.response["Error"]["Code"] == "ResourceNotFoundException", error)

    # Last, as it stops the server

    def check_z_without_the_server_nothing_passes(self):
        self.upstream.say("Hello.")
        self.server.stop()
        try:
            answer = self.chat(self.user("hello"))
            expect(answer.status_code >= 500, answer.text)
            expect(not self.upstream.requests, "the provider was asked")
        finally:
            self.server.start()
        answer = self.chat(self.user("hello"))
        expect(answer.status_code == 200, answer.text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True, help="the program sluice-serve")
    parser.add_argument("--rules", default="Rules")
    parser.add_argument("--only", default="", help="checks whose name has this")
    parser.add_argument("--keep", action="store_true", help="show the logs of what failed")
    options = parser.parse_args()
    # What was started is stopped, also where this is told to end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    token = secrets.token_hex(32)
    failed, passed = [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        upstream = Upstream()
        server = sluice(folder, os.path.abspath(options.server), os.path.abspath(options.rules), token)
        key = "sk-" + secrets.token_hex(32)
        gateway = litellm(folder, upstream.address, server.address, token, key)
        try:
            server.start()
            gateway.start()
            checks = Checks(upstream, gateway, server, token, key)
            for check in sorted(name for name in dir(checks) if name.startswith("check_") and options.only in name):
                try:
                    getattr(checks, check)()
                    passed += 1
                    print(f"ok     {check.removeprefix('check_').replace('_', ' ')}", flush=True)
                except Exception as error:  # Clients fail with errors of many kinds.
                    failed.append(check)
                    place = traceback.extract_tb(error.__traceback__)[-1]
                    what = " ".join(str(error)[:600].split())
                    print(f"FAILED {check}: {type(error).__name__}: {what} (line {place.lineno})", flush=True)
        finally:
            gateway.stop()
            server.stop()
            upstream.stop()
        if failed and options.keep:
            for log in (server.log, gateway.log):
                print(f"--- {log.name}\n{log.read_text(errors='replace')[-6000:]}")
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
