// Says what Go's regexp finds: reads lines of JSON, an expression and a text each, and writes the first match's indices.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
)

type question struct {
	Pattern string `json:"pattern"`
	Text    []byte `json:"text"`
}

func main() {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<20)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	for input.Scan() {
		var asked question
		if err := json.Unmarshal(input.Bytes(), &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		compiled, err := regexp.Compile(asked.Pattern)
		if err != nil {
			fmt.Fprintln(output, "error")
			continue
		}
		found := compiled.FindSubmatchIndex(asked.Text)
		if found == nil {
			found = []int{}
		}
		text, _ := json.Marshal(found)
		fmt.Fprintln(output, string(text))
	}
}
