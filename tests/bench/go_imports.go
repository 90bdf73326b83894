// Print `from<TAB>to` for the Go files of a folder: each import of a package of the folder's own modules
// stands for every file of that package but its tests.
package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

var moduleLine = regexp.MustCompile(`(?m)^module\s+"?([^\s"]+)`)

func main() {
	root := os.Args[1]
	modules := map[string]string{} // folder of a go.mod -> module path
	files := map[string][]string{} // folder -> files
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		relative, _ := filepath.Rel(root, path)
		if entry.Name() == "go.mod" {
			text, _ := os.ReadFile(path)
			if match := moduleLine.FindSubmatch(text); match != nil {
				modules[filepath.Dir(relative)] = string(match[1])
			}
		} else if strings.HasSuffix(path, ".go") {
			files[filepath.Dir(relative)] = append(files[filepath.Dir(relative)], relative)
		}
		return nil
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	packages := map[string][]string{} // import path -> files
	for folder, list := range files {
		for above := folder; ; above = filepath.Dir(above) {
			if module, ok := modules[above]; ok {
				name := module
				if rest, _ := filepath.Rel(above, folder); rest != "." {
					name += "/" + rest
				}
				packages[name] = list
				break
			}
			if above == "." {
				break
			}
		}
	}
	for _, list := range files {
		for _, file := range list {
			parsed, _ := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
			if parsed == nil {
				continue
			}
			for _, spec := range parsed.Imports {
				name, _ := strconv.Unquote(spec.Path.Value)
				for _, to := range packages[name] {
					if !strings.HasSuffix(to, "_test.go") && to != file {
						fmt.Printf("%s\t%s\n", file, to)
					}
				}
			}
		}
	}
}
