/* What a text defines: kind, name, line and who sees it, as "f+name:line" (- where it is private). */
#include <stdlib.h>
#include <string.h>

#include "../test.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/str.h"
#include "plangate/source/symbols.h"

static void assert_symbols(const char *path, const char *text, const char *expected)
{
	CLEANUP(symbols_clear) struct symbols symbols = {0};
	CLEANUP(str_clear) struct str out = {0};
	struct pg_error err = {0};

	if (symbols_read(&symbols, path, text, strlen(text), &err) < 0)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < symbols.count; i++)
		str_addf(&out, "%s%c%c%s:%u", i ? " " : "", "fto"[symbols.items[i].kind],
			 symbols.items[i].is_public ? '+' : '-', symbols.items[i].name,
			 symbols.items[i].line);
	assert_string_equal(str_text(&out), expected);
}

static void python_symbols_are_found(void **state)
{
	(void)state;
	assert_symbols("a.py",
		       "LIMIT: int = 3\n"
		       "@dataclass\nclass Order(Base):\n    \"\"\"\n    def no(): pass\n   "
		       " \"\"\"\n"
		       "    total: int\n"
		       "    async def save(self):\n        return x == 1\n"
		       "def _hidden(): pass\n# def gone(): pass\n",
		       "o+LIMIT:1 t+Order:3 o+total:7 f+save:8 f-_hidden:10");
}

static void script_symbols_are_found(void **state)
{
	(void)state;
	assert_symbols(
		"a.tsx",
		"export default function App() {}\n"
		"export const useX = async (a: string) => {\n  if (a) {\n  }\n};\n"
		"const y = 3;\n"
		"export interface Props<T> {}\nexport type Id = string;\n"
		"export abstract class Store {\n"
		"  private load(a: { b: number }): void {\n  }\n"
		"  get size(): number {\n    return foo(1);\n  }\n"
		"  handle = (e: Event) => {\n  };\n}\n"
		"export enum Kind { A }\n",
		"f+App:1 f+useX:2 o-y:6 t+Props:7 t+Id:8 t+Store:9 f-load:10 f+size:12 "
		"f+handle:15 t+Kind:18");
}

static void c_symbols_are_found(void **state)
{
	(void)state;
	assert_symbols(
		"a.cpp",
		"#define MAX(a, b) ((a))\n#define LIMIT 3\n"
		"typedef struct {\n  int a;\n} point;\n"
		"struct node {\n};\nenum class Color { red };\n"
		"typedef int (*callback)(void);\ntypedef unsigned long word;\n"
		"static int\nhelper(int a,\n       int b)\n{\n  if (a) {\n  }\n}\n"
		"int declared(int a);\n"
		"void Box::open(const char *x) const {\n}\n"
		"static const char *const names[] = {};\n",
		"f+MAX:1 o+LIMIT:2 t+point:5 t+node:6 t+Color:8 t+callback:9 t+word:10 "
		"f+helper:12 f+open:19 o-names:21");
}

static void go_symbols_are_found(void **state)
{
	(void)state;
	assert_symbols("a.go",
		       "package a\nfunc New() *T {\n}\nfunc (t *T) load(x int) error {\n}\n"
		       "type T interface {\n\tPull(x int) (a.B, error)\n}\nconst (\n\tOne "
		       "= 1\n\ttwo\n)\nvar Err = 1\n",
		       "f+New:2 f-load:4 t+T:6 f+Pull:7 o+One:10 o+Err:13");
}

static void other_languages_are_found(void **state)
{
	(void)state;
	assert_symbols(
		"A.java",
		"public class A {\n  private final int x = 1;\n"
		"  public List<String> all(int a) throws E {\n    return go(a);\n  }\n"
		"  A() {\n  }\n}\n",
		"t+A:1 o-x:2 f+all:3 f-A:6");
	assert_symbols("a.kt", "data class P(val a: Int)\nprivate fun String.up() = 1\n",
		       "t+P:1 f-up:2");
	assert_symbols("a.rs",
		       "pub struct S;\nimpl S {\n    pub async fn go(&self) {}\n    fn "
		       "no() {}\n}\n"
		       "macro_rules! m {}\nconst N: u8 = 1;\n",
		       "t+S:1 f+go:3 f-no:4 f-m:6 o-N:7");
	assert_symbols("a.rb",
		       "module M\n  class A::B < C\n    LIMIT = 3\n    def self.go?\n",
		       "o+M:1 t+B:2 o+LIMIT:3 f+go?:4");
	assert_symbols("a.php",
		       "<?php\nfinal class A {\n  const X = 1;\n  private static function "
		       "go() {}\n}\n",
		       "t+A:2 o+X:3 f-go:4");
	assert_symbols(
		"a.cs",
		"public sealed record R(int A);\npublic class S : T {\n"
		"    public async Task<int> GoAsync(int a)\n    {\n        if (a) { }\n",
		"t+R:1 t+S:2 f+GoAsync:3");
	assert_symbols("a.swift",
		       "struct S {\n  private func go() {}\n  init(a: Int) {}\n}\n",
		       "t+S:1 f-go:2 f+init:3");
	assert_symbols("a.ex",
		       "defmodule A.B do\n  def go(x), do: x\n  defp no?(), do: 1\n",
		       "t+B:1 f+go:2 f-no?:3");
	assert_symbols("a.txt", "def no(): pass\n", "");
}

/* In @"..." a backslash is one, and lines go on; so they do behind $@ and @$. */
static void verbatim_strings_of_c_sharp_are_no_code(void **state)
{
	(void)state;
	assert_symbols("a.cs",
		       "var a = @\"c:\\\";\npublic class A {}\nvar b = \"x\";\n"
		       "public class B {}\n",
		       "o-a:1 t+A:2 o-b:3 t+B:4");
	assert_symbols("a.cs", "var a = @\"\npublic class No {}\n\";\npublic class A {}\n",
		       "o-a:1 t+A:4");
	assert_symbols("a.cs",
		       "var a = $@\"\npublic class No {}\n\";\n"
		       "var b = @$\"\npublic class No {}\n\";\npublic class A {}\n",
		       "o-a:1 o-b:4 t+A:7");
	/* Any other string ends with its line, where one that is not closed is none. */
	assert_symbols("a.cs", "var a = \"it\npublic class A {}\nvar b = \"x\";\n",
		       "o-a:1 t+A:2 o-b:3");
}

static void names_are_found_by_their_last_component(void **state)
{
	static const char text[] = "class A:\n    def go(self): pass\n";
	static const char *const names[] = {"go",   "go()",    "A.go", "A::go",
					    "A#go", "(*A).go", "A->go"};
	CLEANUP(symbols_clear) struct symbols symbols = {0};
	struct pg_error err = {0};

	(void)state;
	assert_int_equal(symbols_read(&symbols, "a.py", text, strlen(text), &err), 0);
	for (size_t i = 0; i < TEST_COUNT(names); i++) {
		const struct symbol *hit = symbols_find(&symbols, names[i]);

		if (!hit || hit->line != 2)
			fail_msg("%s", names[i]);
	}
	assert_null(symbols_find(&symbols, "g"));
	assert_null(symbols_find(&symbols, "go.A.none"));
	assert_null(symbols_find(&symbols, ""));
}

static void what_is_left_out_is_told(void **state)
{
	CLEANUP(symbols_clear) struct symbols symbols = {0};
	CLEANUP(str_clear) struct str text = {0};
	struct pg_error err = {0};

	(void)state;
	for (int i = 0; i <= SYMBOLS_MOST; i++)
		str_add(&text, "def f(): pass\n");
	assert_int_equal(symbols_read(&symbols, "a.py", text.data, text.len - 14, &err), 0);
	assert_int_equal(symbols.count, SYMBOLS_MOST);
	assert_false(symbols.cut);
	symbols_clear(&symbols);
	assert_int_equal(symbols_read(&symbols, "a.py", text.data, text.len, &err), 0);
	assert_int_equal(symbols.count, SYMBOLS_MOST);
	assert_true(symbols.cut);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(python_symbols_are_found),
		cmocka_unit_test(script_symbols_are_found),
		cmocka_unit_test(c_symbols_are_found),
		cmocka_unit_test(go_symbols_are_found),
		cmocka_unit_test(other_languages_are_found),
		cmocka_unit_test(verbatim_strings_of_c_sharp_are_no_code),
		cmocka_unit_test(names_are_found_by_their_last_component),
		cmocka_unit_test(what_is_left_out_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
