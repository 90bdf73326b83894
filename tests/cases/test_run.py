#!/usr/bin/env python3
"""The runner of the golden cases: what differs makes it fail, --update mends it, bytes keep their shape."""
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import run  # noqa: E402 pylint: disable=wrong-import-position

CASE = """A file is staged.

=== base a.txt
one

=== staged a.txt
two

=== run git diff --cached --stat
=== status 0
=== output
 a.txt | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

=== run cat a.txt; exit 3
=== status 3
=== output
two
"""


class Runner(unittest.TestCase):
    """Each test has a folder of cases of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, text, name="one"):
        """A case file."""
        with open(os.path.join(self.folder, name + ".case"), "w", encoding="utf-8", newline="") as file:
            file.write(text)

    def read(self, name="one"):
        """What it holds now."""
        with open(os.path.join(self.folder, name + ".case"), encoding="utf-8", newline="") as file:
            return file.read()

    def run_cases(self, *arguments):
        """Status and output of the runner."""
        done = subprocess.run([sys.executable, os.path.join(HERE, "run.py"), sys.executable, "--cases",
                               self.folder, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              encoding="utf-8", check=False)
        return done.returncode, done.stdout

    def test_what_is_as_written_passes(self):
        """Nothing but the count is said."""
        self.write(CASE)
        self.assertEqual(self.run_cases(), (0, "cases: 1 run, 0 differ\n"))

    def test_another_output_fails_and_is_shown(self):
        """As a unified diff."""
        self.write(CASE.replace("1 insertion", "9 insertions"))
        status, said = self.run_cases()
        self.assertEqual(status, 1)
        self.assertIn("- 1 file changed, 9 insertions(+), 1 deletion(-)\n", said)
        self.assertIn("+ 1 file changed, 1 insertion(+), 1 deletion(-)\n", said)

    def test_another_status_fails(self):
        """The output alone is not enough."""
        self.write(CASE.replace("status 3", "status 0"))
        status, said = self.run_cases()
        self.assertEqual(status, 1)
        self.assertIn("-=== status 0\n+=== status 3\n", said)

    def test_output_that_was_not_expected_fails(self):
        """A run without an output section is silent."""
        self.write(CASE[:CASE.rindex("=== output")])
        self.assertEqual(self.run_cases()[0], 1)

    def test_one_broken_case_among_good_ones_fails(self):
        """And the others are run all the same."""
        self.write(CASE, "good")
        self.write(CASE.replace("status 3", "status 1"), "bad")
        status, said = self.run_cases("--jobs", "2")
        self.assertEqual(status, 1)
        self.assertIn("cases: 2 run, 1 differ\n", said)
        self.assertEqual(self.run_cases("go*")[0], 0)
        self.assertEqual(self.run_cases("neither")[0], 2)

    def test_update_changes_nothing_but_what_comes_out(self):
        """And a second run passes."""
        self.write(CASE.replace("status 3", "status 1").replace(" a.txt | 2 +-\n", ""))
        self.assertEqual(self.run_cases("--update")[0], 0)
        self.assertEqual(self.read(), CASE)

    def test_a_case_that_cannot_be_done_fails(self):
        """A misspelt section, a setup that fails, nothing that is run, nothing that is said."""
        for text in ("Words.\n\n=== stagd a\n\n=== run true\n=== status 0\n",
                     "Words.\n\n=== setup\nfalse\n\n=== run true\n=== status 0\n",
                     "Words.\n\n=== base a\n", "=== run true\n=== status 0\n",
                     "Words.\n\n=== status 0\n\n=== run true\n=== status 0\n",
                     "Words.\n\n=== run true\nmore\n=== status 0\n"):
            self.write(text)
            self.assertEqual(self.run_cases()[0], 1, text)
            self.run_cases("--update")
            self.assertEqual(self.read(), text)

    def test_bytes_keep_their_shape(self):
        """Both ways, whatever they are."""
        for data in (b"\x1b[1mbold\x1b[0m\n", b"\xff\x00\t\r\n", "\u00fc\u202e\n\n".encode(), b"no end", b"", b"\n"):
            lines = run.to_lines(run.to_text(data))
            self.assertEqual(run.of_lines(lines), data)
            self.assertTrue(all(line.isprintable() for line in lines), lines)
        self.assertEqual(run.to_bytes("a␊b␠"), b"a\nb ")

    def test_ids_are_told_apart(self):
        """The same object has the same name, also in short."""
        normal = run.Normal([("/tmp/x", "FOLDER")], "0.1.0")
        self.assertEqual(normal.apply(f"{'a' * 40} {'b' * 40} {'a' * 12} {'0' * 40} /tmp/x/y"),
                         "OID1 OID2 SHORT1 ZERO FOLDER/y")
        self.assertEqual(normal.apply('"version": "0.1.0", "version": "2.1.0"'),
                         '"version": "VERSION", "version": "2.1.0"')


if __name__ == "__main__":
    unittest.main()
