/* What an import means, language by language, on small trees. */
#include "tree.h"

static void python_modules_and_names(void **state)
{
	static const struct file files[] = {
		{"src/pkg/__init__.py", ""},
		{"src/pkg/a.py", ""},
		{"src/pkg/b.py", ""},
		{"src/pkg/sub/__init__.py", ""},
		{"src/pkg/sub/c.py", ""},
		{"src/pkg/json.py", ""},
		{"tests/test_a.py", "\"\"\"\nimport pkg.b\n\"\"\"\n"
				    "import json, os\n"
				    "import pkg.sub.c as d, pkg.a\n"
				    "from pkg import b  # import pkg.sub\n"
				    "x = '''\nfrom pkg import json\n'''\n"
				    "from pkg import Thing\n"
				    "if x: from pkg.sub import (  # why\n    Name,\n)\n"},
		{"src/pkg/sub/e.py", "import c, d\n"},
		{"src/pkg/sub/d.py", "def f():\n"
				     "    from . import (c,\n        other)\n"
				     "    from .. import a as e, b\n"
				     "from ..a import x; from . \\\n  import c\n"
				     "from .... import beyond\n"},
	};

	(void)state;
	ASSERT_IMPORTS(files, "tests/test_a.py",
		       "src/pkg/__init__.py:10 src/pkg/a.py:5 src/pkg/b.py:6 "
		       "src/pkg/sub/__init__.py:12 src/pkg/sub/c.py:5");
	/* In a package its own files are no modules by their bare names. */
	ASSERT_IMPORTS(files, "src/pkg/sub/e.py", "");
	ASSERT_IMPORTS(files, "src/pkg/sub/d.py",
		       "src/pkg/a.py:4 src/pkg/b.py:4 src/pkg/sub/__init__.py:3 "
		       "src/pkg/sub/c.py:2");
}

static void script_forms(void **state)
{
	static const struct file files[] = {
		{"src/a.ts", ""},
		{"src/b.tsx", ""},
		{"src/c/index.js", ""},
		{"src/d.mts", ""},
		{"src/e.vue", "<p>import './a'</p>\n<script>\n"
			      "import './a'\n</script>"},
		{"src/f.ts", ""},
		{"src/g.ts", ""},
		{"src/h.ts", ""},
		{"src/i.svg", ""},
		{"src/main.ts", "import a, {\n  b,\n  type C,\n} from './a.js';\n"
				"export * from \"./b\";\n"
				"const c = require('./c');\n"
				"const d = await import(/* chunk */ './d.mjs');\n"
				"import './e.vue';\n"
				"import type { F } from './f';\n"
				"export type { G } from './g'\n"
				"// import './h'\n"
				"const t = `import './h' ${ x(`./h`) } from './h'`;\n"
				"const r = /[/'`]/.test(s), q = a / b / c;\n"
				"export const from = './h';\n"
				"import i from './i.svg?raw'\n"
				"<p>Don't require('./h' ) here</p>\n"},
	};

	(void)state;
	ASSERT_IMPORTS(files, "src/main.ts",
		       "src/a.ts:4 src/b.tsx:5 src/c/index.js:6 src/d.mts:7 src/e.vue:8 "
		       "src/f.ts:9 src/g.ts:10 src/i.svg:15");
	ASSERT_IMPORTS(files, "src/e.vue", "src/a.ts:3");
}

static void script_names(void **state)
{
	static const struct file files[] = {
		{"tsconfig.base.json",
		 "{ // comment\n \"compilerOptions\": {\"baseUrl\": \".\", "
		 "\"paths\": {\"@lib/*\": [\"libs/*/src\"], "
		 "\"exact\": [\"libs/one/src/index.ts\"],},},}"},
		{"apps/web/tsconfig.json", "{\"extends\": \"../../tsconfig.base.json\"}"},
		{"libs/one/src/index.ts", ""},
		{"libs/two/src/index.ts", ""},
		{"packages/ui/package.json", "{\"name\": \"@x/ui\", \"exports\": {\".\": "
					     "{\"import\": \"./dist/main.js\"}, "
					     "\"./icons/*\": \"./src/icons/*.tsx\"}}"},
		{"packages/ui/src/main.ts", ""},
		{"packages/ui/src/icons/up.tsx", ""},
		{"packages/ui/plain.ts", ""},
		{"packages/db/package.json", "{\"name\": \"db\", \"main\": \"lib.ts\"}"},
		{"packages/db/lib.ts", ""},
		{"apps/web/src/own.ts", ""},
		{"apps/web/src/page.ts",
		 "import '@lib/two'\nimport 'exact'\nimport '@x/ui'\n"
		 "import '@x/ui/icons/up'\nimport '@x/ui/plain'\n"
		 "import 'db'\nimport '@/own'\nimport 'react'\n"},
	};

	(void)state;
	ASSERT_IMPORTS(
		files, "apps/web/src/page.ts",
		"apps/web/src/own.ts:7 libs/one/src/index.ts:2 libs/two/src/index.ts:1 "
		"packages/db/lib.ts:6 packages/ui/plain.ts:5 "
		"packages/ui/src/icons/up.tsx:4 packages/ui/src/main.ts:3");
}

static void c_includes(void **state)
{
	static const struct file files[] = {
		{"include/lib/api.h", ""},
		{"include/string.h", ""},
		{"lib/setup.h", ""},
		{"lib/tls/tls.h", ""},
		{"a/common.h", ""},
		{"long/common.h", ""},
		{"deps/z/net.h", ""},
		{"src/net/net.h", ""},
		{"src/other/net.h", ""},
		{"vendor/only.h", ""},
		{"src/x/only.h", ""},
		{"tests/net/t.c", "#include \"net.h\"\n#include \"only.h\"\n"},
		{"lib/tls/x.c", "#include \"tls.h\"\n# include \"setup.h\" /* c */\n"
				"#include <lib/api.h>\n#include <string.h>\n"
				"/*\n#include \"common.h\"\n*/\n"
				"char q = '\"'; // \"\n#include \"../setup.h\"\n"},
		{"tests/t.c", "#include \"common.h\"\n#include \"tls/tls.h\"\n"
			      "#include \"../nowhere/setup.h\"\n"},
	};

	(void)state;
	ASSERT_IMPORTS(files, "lib/tls/x.c",
		       "include/lib/api.h:3 lib/setup.h:2 lib/tls/tls.h:1");
	ASSERT_IMPORTS(files, "tests/net/t.c", "src/net/net.h:1 src/x/only.h:2");
	ASSERT_IMPORTS(files, "tests/t.c", "a/common.h:1 lib/tls/tls.h:2 long/common.h:1");
}

static void go_packages(void **state)
{
	static const struct file files[] = {
		{"go.mod", "// c\nmodule example.org/m/v2\n\ngo 1.22\n"},
		{"tool/go.mod", "module \"example.org/m/v2/tool\"\n"},
		{"pkg/a.go", "package pkg"},
		{"pkg/b.go", "package pkg"},
		{"pkg/b_test.go", "package pkg"},
		{"tool/x/x.go", "package x"},
		{"main.go",
		 "package main\n\nimport (\n\t\"fmt\"\n\tp \"example.org/m/v2/pkg\"\n"
		 "\t// \"example.org/m/v2/none\"\n)\nimport . "
		 "\"example.org/m/v2/tool/x\"\nfunc f() {}\n"},
	};

	(void)state;
	ASSERT_IMPORTS(files, "main.go", "pkg/a.go:5 pkg/b.go:5 tool/x/x.go:8");
}

static void java_classes(void **state)
{
	static const struct file files[] = {
		{"m/src/main/java/org/x/A.java", ""},
		{"m/src/main/java/org/x/B.kt", ""},
		{"m/src/main/java/org/y/C.java", ""},
		{"m/src/main/java/org/y/D.java", ""},
		{"m/src/test/java/org/x/ATest.java",
		 "package org.x;\nimport org.x.A.Inner;\nimport static org.x.B.go;\n"
		 "import org.y.*;\nimport java.util.List;\n/* import org.z.E; */\n"},
	};

	(void)state;
	ASSERT_IMPORTS(files, "m/src/test/java/org/x/ATest.java",
		       "m/src/main/java/org/x/A.java:2 m/src/main/java/org/x/B.kt:3 "
		       "m/src/main/java/org/y/C.java:4 m/src/main/java/org/y/D.java:4");
}

static void rust_modules(void **state)
{
	static const struct file files[] = {
		{"Cargo.toml", "[workspace]\n"},
		{"crates/db-core/Cargo.toml", "[package]\nname = \"db-core\"\n"},
		{"crates/db-core/src/lib.rs", ""},
		{"crates/db-core/src/pool.rs", ""},
		{"crates/app/Cargo.toml", "[package]\nname = \"app\"\n"},
		{"crates/app/src/main.rs",
		 "mod a;\nmod b;\n#[path = \"odd.rs\"]\nmod c;\n"},
		{"crates/app/src/a.rs",
		 "use crate::b::{self, deep::{Thing, Other as O}};\n"
		 "use db_core::pool::Pool;\n"
		 "fn f<'a>(x: &'a str) -> char { db_core::Error; '\"' }\n"
		 "// use crate::c;\n"
		 "mod tests {\n  use super::*;\n  use super::super::odd::X;\n}\n"},
		{"crates/app/src/b/mod.rs", "pub mod deep;\nuse super::a;\n"},
		{"crates/app/src/b/deep.rs", "let s = r#\"use crate::a; \" \"#;\n"},
		{"crates/app/src/odd.rs", ""},
	};

	(void)state;
	ASSERT_IMPORTS(files, "crates/app/src/main.rs",
		       "crates/app/src/a.rs:1 crates/app/src/b/mod.rs:2 "
		       "crates/app/src/odd.rs:4");
	ASSERT_IMPORTS(files, "crates/app/src/a.rs",
		       "crates/app/src/b/deep.rs:1 crates/app/src/b/mod.rs:1 "
		       "crates/app/src/odd.rs:7 crates/db-core/src/lib.rs:3 "
		       "crates/db-core/src/pool.rs:2");
	ASSERT_IMPORTS(files, "crates/app/src/b/mod.rs",
		       "crates/app/src/a.rs:2 crates/app/src/b/deep.rs:1");
	ASSERT_IMPORTS(files, "crates/app/src/b/deep.rs", "");
}

static void ruby_requires(void **state)
{
	static const struct file files[] = {
		{"lib/thing.rb", ""},
		{"lib/thing/part.rb", ""},
		{"app/models/json.rb", ""},
		{"spec/spec_helper.rb", ""},
		{"spec/models/x_spec.rb",
		 "require 'spec_helper'\nrequire \"json\"\nrequire_relative "
		 "'../../lib/thing'\n"
		 "require 'thing/part'\n=begin\nrequire 'thing'\n=end\n"
		 "text = <<~EOS\nrequire 'thing/none'\nEOS\n"},
	};

	(void)state;
	ASSERT_IMPORTS(files, "spec/models/x_spec.rb",
		       "lib/thing.rb:3 lib/thing/part.rb:4 spec/spec_helper.rb:1");
}

static void php_names(void **state)
{
	static const struct file files[] = {
		{"composer.json", "{\"autoload\": {\"psr-4\": {\"App\\\\\": \"app/\", "
				  "\"App\\\\Deep\\\\\": [\"deep/\"]}}}"},
		{"app/A/B.php", ""},
		{"app/A/C.php", ""},
		{"deep/D.php", ""},
		{"inc/e.php", ""},
		{"app/main.php", "<?php\nuse App\\A\\{B, C as X};\nuse App\\Deep\\D;\n"
				 "require_once __DIR__ . '/../inc/e.php';\n"
				 "$f = function () use ($x) {};\n# use App\\None;\n"},
	};

	(void)state;
	ASSERT_IMPORTS(files, "app/main.php",
		       "app/A/B.php:2 app/A/C.php:2 deep/D.php:3 inc/e.php:4");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(python_modules_and_names),
		cmocka_unit_test(script_forms),
		cmocka_unit_test(script_names),
		cmocka_unit_test(c_includes),
		cmocka_unit_test(go_packages),
		cmocka_unit_test(java_classes),
		cmocka_unit_test(rust_modules),
		cmocka_unit_test(ruby_requires),
		cmocka_unit_test(php_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
